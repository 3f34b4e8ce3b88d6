// Reports: every run and every sample has one, and they can be made again from saved files, byte for byte.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { writeProfile, writeSheet, writeTiny } from './runs.ts'
import { suiteFolder } from './sample-files.ts'

const folder = suiteFolder()
const out = join(folder, 'out')

beforeAll(async () => {
  for (const kind of ['passing', 'failing', 'corrupt'] as const) writeTiny(join(folder, `${kind}.bam`), kind)
  const rows = ['passing', 'failing', 'corrupt', 'absent'].map((kind) => [kind, `${kind}.bam`])
  await genomsyn('run', writeSheet(folder, rows), '--profile', writeProfile(folder), '--out', out, '--quiet')
})

function pages(of: string): Record<string, string> {
  const names = readdirSync(of).filter((name) => name.endsWith('.html'))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(of, name), 'utf8')]))
}

describe('a run', () => {
  it('has a report, and one for each sample, whatever became of it', () => {
    const written = pages(out)
    expect(Object.keys(written).toSorted()).toEqual([
      'absent.report.html',
      'corrupt.report.html',
      'failing.report.html',
      'passing.report.html',
      'report.html',
    ])
    expect(written['report.html']!.replaceAll(/\s+/g, ' ')).toContain(
      '4 samples, judged by for-tests 1.0.0, an example profile: 1 done, 1 QC-fail',
    )
    expect(written['passing.report.html']).toMatch(/<title>passing: PASS<\/title>/)
    expect(written['failing.report.html']).toContain('percent reads mapped is 57.14 %')
    expect(written['corrupt.report.html']).toMatch(/<title>corrupt: HOLD<\/title>/)
  })

  it('has the same reports made again, as a whole or from the documents of a sample', async () => {
    const before = pages(out)
    for (const name of Object.keys(before)) rmSync(join(out, name))
    const { exitCode, stdout } = await genomsyn('report', out)
    expect({ exitCode, lines: stdout.trimEnd().split('\n').length }).toEqual({ exitCode: 0, lines: 5 })
    expect(pages(out)).toEqual(before)
    const copies = join(folder, 'copies')
    await genomsyn('report', join(out, 'passing.genomsyn.json'), '--out', copies)
    expect(pages(copies)).toEqual({ 'passing.report.html': before['passing.report.html'] })
  })

  it('tells an override in the reports of the run and of the sample, and a rerun keeps it', async () => {
    const decided = ['--to', 'WARN', '--role', 'lab physician', '--reason', 'known to be so']
    expect((await genomsyn('override', out, 'failing', ...decided)).exitCode).toBe(0)
    const overridden = pages(out)
    expect(overridden['report.html']).toContain('overridden by lab physician: known to be so')
    expect(overridden['failing.report.html']).toMatch(/<title>failing: WARN<\/title>/)
    const again = ['run', join(folder, 'sheet.csv'), '--profile', join(folder, 'profile.json'), '--out', out, '--quiet']
    await genomsyn(...again)
    expect(pages(out)).toEqual(overridden)
    await genomsyn('report', join(out, 'failing.genomsyn.json'), '--quiet')
    expect(pages(out)).toEqual(overridden)
  })
})

describe('genomsyn report', () => {
  it('takes a result that nobody judged', async () => {
    const alone = join(folder, 'alone')
    mkdirSync(alone)
    cpSync(join(out, 'passing.genomsyn.json'), join(alone, 'passing.genomsyn.json'))
    expect((await genomsyn('report', join(alone, 'passing.genomsyn.json'))).stdout).toBe(
      `${join(alone, 'passing.report.html')}\n`,
    )
    expect(pages(alone)['passing.report.html']).toContain('Not judged')
  })

  it('refuses what is no result, and goes on with the others', async () => {
    const { exitCode, stderr, stdout } = await genomsyn('report', join(folder, 'sheet.csv'), join(out, 'passing.genomsyn.json'))
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/sheet\.csv: this is no JSON/)
    expect(stdout).toContain('passing.report.html')
  })
})
