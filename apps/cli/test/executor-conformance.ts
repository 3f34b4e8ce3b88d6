// What every executor of runs keeps, wherever it counts: the same bytes, one bad file never stops the others, a stop loses nothing.
import type { ChildProcess } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { contentOf, interruptedRun, type InterruptedRun } from './interrupted-runs.ts'
import { type TinyKind, writeProfile, writeSheet, writeTiny } from './runs.ts'
import { suiteFolder } from './sample-files.ts'

/** An executor under test. */
export interface RunPlace {
  /** Options of `genomsyn run` that lead there, and those of `run rerun` of such a run. */
  readonly options: readonly string[]
  readonly again: readonly string[]
  /** Ends a run in the ordinary way. */
  readonly stop: (run: ChildProcess, out: string) => void
}

/** Each compared content counts, for suites that have a floor. */
export type Compare = (ours: Readonly<Record<string, string>>, theirs: Readonly<Record<string, string>>) => void

export function describeRunExecutor(
  name: string,
  place: RunPlace,
  compare: Compare = (ours, theirs) => expect(ours).toEqual(theirs),
): void {
  const folder = suiteFolder()
  const profile = writeProfile(folder)

  /** Samples of these kinds under their sheet; a function that runs it into a folder of that name. */
  function made(of: string, kinds: readonly TinyKind[]): { path: (file: string) => string; run: Run } {
    const samples = join(folder, of)
    mkdirSync(samples)
    for (const [i, kind] of kinds.entries()) writeTiny(join(samples, `S${i}.bam`), kind)
    const sheet = writeSheet(samples, kinds.map((_, i) => [`S${i}`, `S${i}.bam`])) // prettier-ignore
    const path = (file: string): string => join(samples, file)
    return {
      path,
      run: async (out, ...options) => await genomsyn('run', sheet, '--profile', profile, '--out', path(out), ...options),
    }
  }

  describe(`the executor ${name}`, () => {
    it('gives the bytes of one worker of this process: for samples that pass, fail, are corrupt or not there', async () => {
      const { path, run } = made('mixed', ['passing', 'failing', 'corrupt', 'passing', 'failing'])
      rmSync(path('S3.bam'))
      const here = await run('here', '--workers', '1', '--quiet')
      const there = await run('there', ...place.options)
      expect([here.exitCode, there.exitCode]).toEqual([3, 3])
      expect(there.stdout).toContain('5 samples: 1 PASS, 2 FAIL, 2 HOLD (1 done, 2 QC-fail, 1 tool-fail, 1 missing)')
      compare(contentOf(path('there')), contentOf(path('here')))
    })

    it.each([
      ['pass', ['passing', 'passing'], 0],
      ['do not all pass', ['failing', 'passing'], 10],
    ] as const)('ends with the exit code of the verdicts when samples %s', async (of, kinds, exitCode) => {
      const { run } = made(of, kinds)
      expect((await run('out', ...place.options)).exitCode).toBe(exitCode)
    })

    it('of 200 samples counts 192 done, 5 QC-fail and 3 tool-fail, and does the 3 again when they are mended, and only those', async () => {
      const { path, run } = made('many', manyKinds)
      const { exitCode, stdout } = await run('out', ...place.options)
      expect(stdout).toContain('192 done, 5 QC-fail, 3 tool-fail, 0 missing')
      expect(exitCode).toBe(3)
      const status = await genomsyn('run', 'status', path('out'))
      expect(status.exitCode).toBe(3)
      expect(status.stdout.split('\n').slice(0, 2)).toEqual([
        '192 done, 5 QC-fail, 3 tool-fail, 0 missing',
        expect.stringMatching(/^tool-fail\tS3\tHOLD\t.+S3\.bam/),
      ])
      for (const i of [3, 73, 143]) writeTiny(path(`S${i}.bam`))
      appendFileSync(join(path('out'), 'S0.genomsyn.json'), ' ') // what is not touched stays as it is
      const rerun = await genomsyn('run', 'rerun', '--tool-fail', path('out'), ...place.again)
      expect(rerun.stderr).toMatch(/^3 of 200 samples once more; /)
      expect(rerun.stdout).toContain('195 done, 5 QC-fail, 0 tool-fail, 0 missing')
      expect(rerun.exitCode).toBe(10)
      expect(readFileSync(join(path('out'), 'S0.genomsyn.json'), 'utf8').endsWith(' ')).toBe(true)
    })

    describe('on a run that is stopped', () => {
      let run: InterruptedRun
      beforeAll(async () => {
        run = await interruptedRun(join(folder, 'stopped'), 8, place.options)
      })

      it('goes on where it was, to the bytes of one that was left alone', async () => {
        const out = join(folder, 'stopped', 'out')
        await run.start(out, { after: { samples: 2 }, how: place.stop })
        const status = await genomsyn('run', 'status', out)
        expect([status.exitCode, status.stdout.split('\n')[0]]).toEqual([10, expect.stringMatching(/ [1-8] missing$/)])
        const last = await run.start(out)
        expect(last.stderr).toMatch(/resumed at \d+ %/)
        expect(last.exitCode).toBe(0)
        compare(run.contentOf(out), run.contentOf(run.undisturbed))
      })
    })
  })
}

type Run = (out: string, ...options: string[]) => ReturnType<typeof genomsyn>

const manyKinds = Array.from({ length: 200 }, (_, i): TinyKind =>
  i % 40 === 7 ? 'failing' : i % 70 === 3 ? 'corrupt' : 'passing',
)
