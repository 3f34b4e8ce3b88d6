// Overrides and the audit log: who decided what, and that nobody changed it afterwards.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { readRunDocument, writeProfile, writeSheet, writeTiny } from './runs.ts'
import { suiteFolder } from './sample-files.ts'

const folder = suiteFolder()
const profile = writeProfile(folder, { override_roles: ['lab physician'] })
let out = ''
let count = 0

const why = ['--role', 'Lab physician', '--reason', 'saliva, agreed with the ward']

beforeEach(async () => {
  const place = join(folder, `run${count++}`)
  out = join(place, 'out')
  mkdirSync(place)
  writeTiny(join(place, 'a.bam'))
  writeTiny(join(place, 'b.bam'), 'failing')
  writeTiny(join(place, 'c.bam'), 'corrupt')
  const sheet = writeSheet(place, [['A', 'a.bam', 'T1'], ['B', 'b.bam', 'T1'], ['C', 'c.bam', '']], ['sample', 'file', 'case']) // prettier-ignore
  await genomsyn('run', sheet, '--profile', profile, '--out', out, '--quiet')
})

function log(): string[] {
  return readFileSync(join(out, 'audit.jsonl'), 'utf8').trimEnd().split('\n')
}

describe('an override', () => {
  it('holds from then on, in every file of the run, and keeps the first verdict', async () => {
    const original = readFileSync(join(out, 'B.verdict.json'), 'utf8')
    const { exitCode, stdout } = await genomsyn('override', out, 'B', '--to', 'PASS', ...why)
    expect([exitCode, stdout]).toEqual([0, `B: FAIL overridden to PASS, entry 4 of ${join(out, 'audit.jsonl')}\n`])
    expect(readRunDocument(out).samples[1]).toMatchObject({
      verdict: 'PASS',
      original_verdict: 'FAIL',
      override: { state: 'PASS', role: 'Lab physician', reason: 'saliva, agreed with the ward', entry: 4 },
    })
    expect(readRunDocument(out).cases[0]).toMatchObject({ case: 'T1', releasable: true })
    expect(readFileSync(join(out, 'verdicts.csv'), 'utf8')).toMatch(/\r\nB,b\.bam,qc_fail,PASS,true,FAIL,/)
    expect(readFileSync(join(out, 'B.verdict.json'), 'utf8')).toBe(original)
    expect((await genomsyn('audit', 'verify', out)).exitCode).toBe(0)
  })

  it('stays when the same run is done again, and is void when the sample gets another verdict', async () => {
    await genomsyn('override', out, 'B', '--to', 'PASS', ...why)
    const place = join(out, '..')
    const again = ['run', join(place, 'sheet.csv'), '--profile', profile, '--out', out, '--quiet']
    await genomsyn(...again)
    expect(readRunDocument(out).samples[1]!.verdict).toBe('PASS')
    writeTiny(join(place, 'b.bam'), 'corrupt')
    await genomsyn(...again)
    expect(readRunDocument(out).samples[1]).toMatchObject({ verdict: 'HOLD', override: null })
  })

  it.each([
    ['without a role', ['B', '--to', 'PASS', '--reason', 'x'], /--role: is needed/],
    ['without a reason', ['B', '--to', 'PASS', '--role', 'lab physician', '--reason', ' '], /--reason: must not be empty/],
    [
      'by a role that the profile does not name',
      ['B', '--to', 'PASS', '--role', 'porter', '--reason', 'x'],
      /'porter' may not overrule for-tests; it takes lab physician/,
    ],
    ['to no verdict', ['B', '--to', 'FINE', ...why], /--to: 'FINE' is none of PASS, WARN, .+HOLD$/m],
    [
      'of a sample that the run does not have',
      ['Z', '--to', 'PASS', ...why],
      /Z: the run has no such sample; verdicts\.csv in .+ names those it has/,
    ],
    [
      'to PASS of a sample that was not measured',
      ['C', '--to', 'PASS', ...why],
      /C: the sample was not measured, so it cannot be PASS/,
    ],
  ])('is refused %s, and nothing is logged', async (_, args, sentence) => {
    const before = log()
    const { exitCode, stderr } = await genomsyn('override', out, ...args)
    expect(stderr).toMatch(sentence)
    expect(exitCode).toBe(2)
    expect(log()).toEqual(before)
  })
})

describe('the audit log', () => {
  it('has each verdict once, with what it rests on', async () => {
    const { stdout } = await genomsyn('audit', 'show', out, '--sample', 'A')
    expect(stdout).toMatch(/^\d\t\d{4}-\d\d-\d\dT[\d:.]+Z\tA\tPASS by for-tests@1\.0\.0 with genomsyn \d+\.\d+\.\d+: .+\n$/)
    expect(log()).toHaveLength(3)
    expect(JSON.parse(log()[0]!)).toMatchObject({ sequence: 1, previous: '0'.repeat(64), event: 'verdict' })
  })

  it('names the first entry that one changed byte breaks', async () => {
    await genomsyn('override', out, 'B', '--to', 'PASS', ...why)
    const path = join(out, 'audit.jsonl')
    const text = readFileSync(path, 'utf8')
    const inSecond = text.indexOf('\n') + text.slice(text.indexOf('\n') + 1).indexOf('"sample":"') + 1 + '"sample":"'.length
    writeFileSync(path, `${text.slice(0, inSecond)}X${text.slice(inSecond + 1)}`)
    const { exitCode, stderr } = await genomsyn('audit', 'verify', out)
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/audit\.jsonl: entry 2: its content does not have the hash it claims; restore the log from a backup/)
    expect((await genomsyn('override', out, 'B', '--to', 'FAIL', ...why)).stderr).toMatch(/entry 2: .+; restore the log/)
  })

  it.each([
    ['an entry removed', (lines: string[]) => lines.toSpliced(1, 1), /entry 2: it has number 3, so entries are missing or moved/],
    ['entries exchanged', ([a, b, c]: string[]) => [b!, a!, c!], /entry 1: it has number 2/],
    [
      'an unfinished line',
      (lines: string[]) => [...lines.slice(0, 2), lines[2]!.slice(0, 9)],
      /entry 3: the line is not as it was written/,
    ],
  ])('tells %s', async (_, change, sentence) => {
    writeFileSync(join(out, 'audit.jsonl'), `${change(log()).join('\n')}\n`)
    expect((await genomsyn('audit', 'verify', out)).stderr).toMatch(sentence)
  })

  it('tells that its end was cut off to whoever noted the hash', async () => {
    const { stdout } = await genomsyn('audit', 'verify', out)
    const [, head = ''] = /^3 entries, all whole; the last has hash ([0-9a-f]{64})\n$/.exec(stdout) ?? []
    expect((await genomsyn('audit', 'verify', out, '--head', head)).exitCode).toBe(0)
    writeFileSync(join(out, 'audit.jsonl'), `${log().slice(0, 2).join('\n')}\n`)
    expect((await genomsyn('audit', 'verify', out, '--head', head)).stderr).toMatch(/entry 3: the entry with hash .+ is gone/)
  })

  it('goes on after a line that a failing machine left unfinished', async () => {
    const path = join(out, 'audit.jsonl')
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"event":"verd`)
    await genomsyn('run', 'rerun', '--tool-fail', out, '--quiet')
    expect((await genomsyn('audit', 'verify', out)).exitCode).toBe(0)
  })
})
