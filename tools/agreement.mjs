// Runs the agreement suites: our numbers against those of samtools, mosdepth and Picard on the real data of ../shared.
// Without that data it runs nothing, says so, and fails.
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runTallied } from './tally.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const suites = readdirSync(`${root}apps/cli/agreement`).filter((file) => file.endsWith('.test.ts'))

if (existsSync(`${root}../shared/data`)) {
  await runTallied(['node_modules/vitest/vitest.mjs', 'run', '--root', 'apps/cli', '--config', 'agreement/vitest.config.ts'])
} else {
  console.log(`../shared/data is absent: ${suites.length} suites NOT RUN`)
  console.log(`0 passed, ${suites.length} failed`)
  process.exitCode = 1
}
