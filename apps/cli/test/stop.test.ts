// Ctrl-C and kill: the process ends within a second, with the signal's exit code and nothing half-written.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { linkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { deflateAtLevel } from '@genomsyn/simulate'
import { expect, it } from 'vitest'
import { bin } from './command.ts'
import { filesIn, headerWith, suiteFolder, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const sample = writeSample(join(folder, 'sample.bam'), { header: headerWith([]), deflate: deflateAtLevel(0) })

/** More files than are counted before the signal comes. */
const many = Array.from({ length: 400 }, (_, i) => {
  const path = join(folder, `copy${i}.bam`)
  linkSync(sample.path, path)
  return path
})

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends standard input', async (signal, expected) => {
  const out = join(folder, signal)
  const child = spawn(process.execPath, [bin, 'qc', '-', '--out', out], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => undefined).write(sample.bytes.subarray(0, 100_000))
  while (!filesIn(folder).includes(signal)) await setTimeout(10)
  await setTimeout(100)
  const sent = performance.now()
  child.kill(signal)
  const [exitCode] = (await once(child, 'close')) as [number | null]
  expect(exitCode).toBe(expected)
  expect(performance.now() - sent).toBeLessThan(1000)
  expect(filesIn(out)).toEqual([])
})

it('leaves whole results only when stopped between many files', async () => {
  const out = join(folder, 'many')
  const child = spawn(process.execPath, [bin, 'qc', '--quiet', ...many, '--out', out, '--no-index'], { stdio: 'ignore' })
  while (filesIn(out).length < 4) await setTimeout(5)
  const sent = performance.now()
  child.kill('SIGTERM')
  const [exitCode] = (await once(child, 'close')) as [number | null]
  expect(exitCode).toBe(143)
  expect(performance.now() - sent).toBeLessThan(1000)
  expect(filesIn(out).filter((name) => !/^copy\d+\.(metrics|genomsyn)\.json$/.test(name))).toEqual([])
})
