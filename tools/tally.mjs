// Runs a command that prints tallies (tally-reporter.ts), shows its output, and ends with their sum: "N passed, N failed".
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const TALLY = /tally: (\d+) passed, (\d+) failed/

/**
 * Runs a Node program in the root; the exit code is 1 when anything failed.
 * @param {string[]} command path of the program and its options
 */
export async function runTallied(command) {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] })
  const ended = new Promise((/** @type {(status: number) => void} */ resolve) => child.once('exit', resolve))
  const sum = { passed: 0, failed: 0 }
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line)
    const [, passed = 0, failed = 0] = TALLY.exec(line) ?? []
    sum.passed += Number(passed)
    sum.failed += Number(failed)
  }
  // What stopped before its tally still counts as a failure.
  if ((await ended) !== 0) sum.failed = Math.max(sum.failed, 1)
  console.log(`${sum.passed} passed, ${sum.failed} failed`)
  process.exitCode = sum.failed === 0 ? 0 : 1
}
