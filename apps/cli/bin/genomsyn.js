#!/usr/bin/env node
// The entry that npm links: says when Node is too old or the checkout is not built, else hands over to main.
import { existsSync } from 'node:fs'
import { argv, versions } from 'node:process'

/** Built by tools/bundle-command.mjs out of ../dist/main.js. */
const bundle = new URL('../dist/bundle/main.js', import.meta.url)
const [major = 0, minor = 0] = versions.node.split('.').map(Number)

/** @param {string} sentence */
function refuse(sentence) {
  console.error(`genomsyn: ${sentence}`)
  process.exitCode = 4
}

if (major < 20 || (major === 20 && minor < 19)) {
  refuse(`node ${versions.node} is too old; install Node 20.19 or newer`)
} else if (!existsSync(bundle)) {
  refuse('this checkout is not built; run npm run build in its root folder')
} else {
  const { main } = /** @type {typeof import('../dist/main.js')} */ (await import(bundle.href))
  process.exitCode = await main(argv.slice(2))
}
