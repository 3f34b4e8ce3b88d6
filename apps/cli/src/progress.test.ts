// The bar: for a terminal, and for work that takes a moment.
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { showProgress } from './progress.ts'

/** Longer than the bar waits. */
const A_MOMENT_MS = 500

let shown = ''
const { isTTY } = process.stderr

beforeEach(() => {
  shown = ''
  process.stderr.isTTY = true
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    shown += String(text)
    return true
  })
})

afterEach(() => {
  process.stderr.isTTY = isTTY
  vi.restoreAllMocks()
})

it('shows how much of a file is done once it takes a moment', async () => {
  const progress = showProgress('sample.bam')
  await setTimeout(A_MOMENT_MS)
  progress.reach(25, 100)
  await setTimeout(A_MOMENT_MS)
  progress.end()
  expect(shown).toContain('sample.bam')
  expect(shown).toMatch(/ 25 %/)
})

it('goes on under another label', async () => {
  const progress = showProgress('0 of 3 samples')
  await setTimeout(A_MOMENT_MS)
  progress.rename('1 of 3 samples')
  progress.reach(25, 100)
  await setTimeout(A_MOMENT_MS)
  progress.end()
  expect(shown).toContain('1 of 3 samples')
})

it('never hides the cursor, which a signal could not bring back', async () => {
  const progress = showProgress('sample.bam')
  await setTimeout(A_MOMENT_MS)
  progress.end()
  expect(shown).not.toContain('\u001b[?25l')
})

it('shows nothing for what is done at once', async () => {
  const progress = showProgress('sample.bam')
  progress.reach(100, 100)
  progress.end()
  await setTimeout(A_MOMENT_MS)
  expect(shown).toBe('')
})

it.each([
  ['when it shall be quiet', true, true],
  ['when standard error is no terminal', false, false],
])('shows nothing %s', async (_, terminal, quiet) => {
  process.stderr.isTTY = terminal
  const progress = showProgress('sample.bam', quiet)
  progress.reach(25, 100)
  await setTimeout(A_MOMENT_MS)
  progress.end()
  expect(shown).toBe('')
})
