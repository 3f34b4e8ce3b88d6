// Runs the `test` target of every project, shows their output, and ends with the sum: "N passed, N failed".
// Results of projects that did not change come from the cache of nx, output included.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const nx = `${root}node_modules/nx/dist/bin/nx.js`
const tally = /tally: (\d+) passed, (\d+) failed/

const options = ['run-many', '-t', 'test', '--output-style=stream', ...process.argv.slice(2)]
const child = spawn(process.execPath, [nx, ...options], { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] })
const ended = new Promise((/** @type {(status: number) => void} */ resolve) => child.once('exit', resolve))

let passed = 0
let failed = 0
for await (const line of createInterface({ input: child.stdout })) {
  console.log(line)
  const counts = tally.exec(line)
  passed += Number(counts?.[1] ?? 0)
  failed += Number(counts?.[2] ?? 0)
}

// A project that stopped before its tally still counts as a failure.
const status = await ended
if (status !== 0 && failed === 0) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
