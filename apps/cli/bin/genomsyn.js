#!/usr/bin/env node
// The entry that npm links: says when Node is too old or the checkout is not built, else hands over to main.
import { existsSync } from 'node:fs'
import { argv, versions } from 'node:process'

const [major, minor] = versions.node.split('.').map(Number)
const main = new URL('../dist/main.js', import.meta.url)

/** @param {string} sentence */
function refuse(sentence) {
  console.error(`genomsyn: ${sentence}`)
  process.exitCode = 4
}

if (major < 20 || (major === 20 && minor < 19)) {
  refuse(`node ${versions.node} is too old; install Node 20.19 or newer`)
} else if (!existsSync(main)) {
  refuse('this checkout is not built; run npm run build in its root folder')
} else {
  const { run } = await import(main.href)
  process.exitCode = await run(argv.slice(2))
}
