// A run that is stopped at any moment goes on where it was, and ends with the bytes of one that was left alone.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { interruptedRun, type InterruptedRun } from './interrupted-runs.ts'
import { suiteFolder } from './sample-files.ts'

const folder = suiteFolder()

describe('a run of eight samples', () => {
  let run: InterruptedRun
  beforeAll(async () => {
    run = await interruptedRun(join(folder, 'samples'), 8)
  })

  it('ends with the same bytes after it was stopped and killed', async () => {
    const out = join(folder, 'stopped')
    const stopped = await run.start(out, { how: 'SIGTERM', after: { samples: 2 } })
    expect(stopped.exitCode).toBe(143)
    expect(stopped.stoppedSeconds).toBeLessThan(5)
    expect(stopped.stderr).toMatch(/genomsyn: stopped; \d of 8 samples done, and the same command goes on from here\n$/)
    await run.start(out, { how: 'SIGKILL', after: { samples: 5 } })
    const last = await run.start(out)
    expect(last.exitCode).toBe(0)
    expect(run.contentOf(out)).toEqual(run.contentOf(run.undisturbed))
  })

  it('says how far it is while it is not done, and where it goes on', async () => {
    const out = join(folder, 'half')
    await run.start(out)
    for (const sample of ['S3', 'S4']) rmSync(join(out, '.genomsyn', 'samples', sample), { recursive: true })
    const status = await genomsyn('run', 'status', out)
    expect(status.stdout).toBe('6 done, 0 QC-fail, 0 tool-fail, 2 missing\nmissing\tS3\t\t\nmissing\tS4\t\t\n')
    expect(status.exitCode).toBe(10)
    const { stderr } = await run.start(out)
    expect(stderr).toContain('resumed at 75 %\n')
    expect(run.contentOf(out)).toEqual(run.contentOf(run.undisturbed))
  })

  it('is refused while another process writes to the folder', async () => {
    const out = join(folder, 'owned')
    mkdirSync(join(out, '.genomsyn'), { recursive: true })
    writeFileSync(join(out, '.genomsyn', 'running'), JSON.stringify({ pid: process.pid, host: hostname() }))
    const { exitCode, stderr } = await run.start(out)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`--out: process ${process.pid} is writing to ${out}; wait for it, or choose another folder`)
  })

  it('sweeps away what a killed process left half-written, and takes over from it', async () => {
    const out = join(folder, 'drafts')
    await run.start(out)
    const drafts = ['', '.genomsyn/samples/S1/'].map((place) => join(out, place, '.x.3f1c2c6e-0000-4000-8000-000000000000.tmp'))
    for (const draft of drafts) writeFileSync(draft, '{')
    writeFileSync(join(out, '.genomsyn', 'running'), JSON.stringify({ pid: 2 ** 22 + 1, host: 'gone' }))
    expect((await run.start(out)).exitCode).toBe(0)
    expect(drafts.some((draft) => existsSync(draft))).toBe(false)
  })
})
