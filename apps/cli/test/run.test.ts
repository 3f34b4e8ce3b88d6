// genomsyn run: a sample sheet in, a verdict with its reason for every sample out.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { craiBytes, cramBytes } from '@genomsyn/simulate'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { genomsyn, type Outcome } from './command.ts'
import { readRunDocument, type TinyKind, writeProfile, writeSheet, writeTiny } from './runs.ts'
import { filesIn, genome, header, records, suiteFolder, writeReference, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const profile = writeProfile(folder)
const regions = join(folder, 'regions.bed')
writeFileSync(regions, 'chr1\t0\t20000\n')

interface Made {
  readonly place: string
  readonly out: string
  readonly run: (...options: string[]) => Promise<Outcome>
}

/** A folder with these samples and their sheet. */
function made(name: string, kinds: readonly TinyKind[], extra: { headings?: string[]; cells?: string[][] } = {}): Made {
  const place = join(folder, name)
  mkdirSync(place)
  const rows = kinds.map((kind, i) => [`S${i}`, `S${i}.bam`, ...(extra.cells?.[i] ?? [])])
  for (const [i, kind] of kinds.entries()) writeTiny(join(place, `S${i}.bam`), kind)
  const sheet = writeSheet(place, rows, ['sample', 'file', ...(extra.headings ?? [])])
  const out = join(place, 'out')
  const run = async (...options: string[]): Promise<Outcome> =>
    await genomsyn('run', sheet, '--profile', profile, '--regions', regions, '--out', out, ...options)
  return { place, out, run }
}

function csvRows(out: string): Record<string, string>[] {
  return parse(readFileSync(join(out, 'verdicts.csv'), 'utf8'), { columns: true })
}

describe('a run', () => {
  it('gives every sample a verdict with its reason and what to do, and writes for people, LIMS and MultiQC', async () => {
    const { out, run } = made('mixed', ['passing', 'failing', 'corrupt'])
    const { exitCode, stdout, stderr } = await run()
    expect(exitCode).toBe(3)
    expect(stdout).toMatch(/^S0 +PASS +.+\n +Next: .+\nS1 +FAIL +.+95.+\n +Next: .+\nS2 +HOLD +.+\n +Next: .+/)
    expect(stdout).toContain('3 samples: 1 PASS, 1 FAIL, 1 HOLD (1 done, 1 QC-fail, 1 tool-fail, 0 missing)')
    expect(stderr).toMatch(/^\d+ workers? \(.+\), .+ of memory \(.+\)\ngenomsyn: .+S2\.bam: .+; .+\n$/)
    expect(filesIn(out)).toEqual([
      '.genomsyn', 'S0.genomsyn.json', 'S0.metrics.json', 'S0.report.html', 'S0.verdict.json', 'S1.genomsyn.json',
      'S1.metrics.json', 'S1.report.html', 'S1.verdict.json', 'S2.report.html', 'S2.verdict.json', 'audit.jsonl', 'metering.csv',
      'multiqc', 'profile.json', 'report.html', 'run.json', 'verdicts.csv',
    ]) // prettier-ignore
    expect(csvRows(out).map(({ sample, outcome, verdict, releasable }) => [sample, outcome, verdict, releasable])).toEqual([
      ['S0', 'done', 'PASS', 'true'],
      ['S1', 'qc_fail', 'FAIL', 'false'],
      ['S2', 'tool_fail', 'HOLD', 'false'],
    ])
    expect(csvRows(out)[1]).toMatchObject({ pct_reads_mapped: '57.142857142857146', profile: 'for-tests' })
  })

  it('is judged again from its documents, its sheet and the profile that it keeps, to the same bytes', async () => {
    const conditions = { specimen: { values: ['blood', 'saliva'] } }
    const strict = { id: 'all-mapped', title: 'All mapped', metric: 'pct_reads_mapped', definition: 'ga4gh-wgs-qc-1.0@0.1.0' }
    const rules = [{ ...strict, at_least: 99, otherwise: 'FAIL', when: { specimen: ['blood'] } }]
    const own = join(folder, 'by-specimen')
    mkdirSync(own)
    const profile = writeProfile(own, { conditions, rules })
    const cells = [['blood', 'East'], ['saliva', 'West']] // prettier-ignore
    const { place, out } = made('judged-again', ['failing', 'failing'], { headings: ['Specimen', 'site'], cells })
    const sheet = join(place, 'sheet.csv')
    await genomsyn('run', sheet, '--profile', profile, '--regions', regions, '--out', out)
    const kept = join(out, 'profile.json')
    writeProfile(own, { rules: [] })
    const documents = ['S0', 'S1'].map((sample) => join(out, `${sample}.genomsyn.json`))
    const judged = join(place, 'judged')
    const again = await genomsyn('verdict', ...documents, '--profile', kept, '--sheet', sheet, '--out', judged, '--quiet')
    expect(again).toEqual({ exitCode: 11, stdout: '', stderr: '' })
    for (const sample of ['S0', 'S1']) {
      const text = readFileSync(join(judged, `${sample}.verdict.json`), 'utf8')
      expect(text).toBe(readFileSync(join(out, `${sample}.verdict.json`), 'utf8'))
      expect(text).toContain('"from": "sheet"')
    }
    const { stdout } = await genomsyn('profile', 'backtest', kept, writeProfile(place), '--metrics', out, '--sheet', sheet)
    expect(stdout).toMatch(/^West {2}S1 {6}HOLD {4}FAIL/m)
  })

  it('is done again by the profile as it was, whatever became of the file', async () => {
    const own = join(folder, 'changing-profile')
    mkdirSync(own)
    const mutable = writeProfile(own)
    const { place, out } = made('profile-changed', ['failing', 'corrupt'])
    await genomsyn('run', join(place, 'sheet.csv'), '--profile', mutable, '--out', out)
    rmSync(mutable)
    writeTiny(join(place, 'S1.bam'), 'failing')
    expect((await genomsyn('run', 'rerun', '--tool-fail', out)).exitCode).toBe(10)
    expect(readRunDocument(out).samples.map(({ verdict }) => verdict)).toEqual(['FAIL', 'FAIL'])
  })

  it('cannot be judged again by a sheet that does not name the sample', async () => {
    const { place, out, run } = made('unnamed', ['passing', 'passing'])
    await run()
    const sheet = writeSheet(place, [['S1', 'S1.bam']])
    const documents = ['S0', 'S1'].map((sample) => join(out, `${sample}.genomsyn.json`))
    const { exitCode, stdout, stderr } = await genomsyn('verdict', ...documents, '--profile', profile, '--sheet', sheet)
    expect([exitCode, stderr]).toEqual([3, `genomsyn: ${sheet}: no line is of the sample S0; add it, or leave its result out\n`])
    expect(stdout).toContain('PASS by for-tests')
  })

  it.each([
    ['passes', ['passing', 'passing'], 0],
    ['fails a limit', ['passing', 'failing'], 10],
  ] as const)('ends with the exit code of the worst when a sample %s', async (name, kinds, expected) => {
    const { run } = made(name, kinds)
    expect((await run()).exitCode).toBe(expected)
  })

  it('ends with 11 when a sample is held, also one whose read groups are of two people', async () => {
    const { place, run } = made('held', ['failing', 'passing'])
    writeTiny(join(place, 'S1.bam'), 'passing', ['ANNA', 'BENT'])
    const { exitCode, stdout } = await run()
    expect(exitCode).toBe(11)
    expect(stdout).toMatch(/S1 +HOLD +its read groups are of 2 samples: ANNA, BENT/)
  })

  it('holds a sample whose file is not there, and names a file that no sample has', async () => {
    const { place, out, run } = made('incomplete', ['passing', 'passing'])
    rmSync(join(place, 'S1.bam'))
    writeTiny(join(place, 'stray.bam'))
    const { exitCode, stdout } = await run()
    expect(exitCode).toBe(3)
    expect(stdout).toContain('Not in the sheet: stray.bam')
    expect(readRunDocument(out)).toMatchObject({
      counts: { expected: 2, done: 1, qc_fail: 0, tool_fail: 0, missing: 1 },
      unexpected_files: ['stray.bam'],
    })
    expect(readRunDocument(out).samples[1]).toMatchObject({ outcome: 'missing', verdict: 'HOLD', failure: { code: 'missing' } })
  })

  it('does not end well when a file that is asked for with --expect-all is in no line of the sheet', async () => {
    const { place, run } = made('expected', ['passing'])
    mkdirSync(join(place, 'deeper'))
    expect((await run('--expect-all', place)).exitCode).toBe(0)
    writeTiny(join(place, 'deeper', 'stray.cram'))
    const { exitCode, stdout } = await run('--expect-all', place)
    expect(exitCode).toBe(10)
    expect(stdout).toContain(`Not in the sheet: ${join('deeper', 'stray.cram')}`)
  })

  it('releases a trio only when all of it can be released', async () => {
    const cells = [['T1'], ['T1'], ['T1'], ['T2'], ['']]
    const { out, run } = made('trios', ['passing', 'passing', 'failing', 'passing', 'passing'], { headings: ['Trio'], cells })
    const { stdout } = await run()
    expect(stdout).toContain('Case T1 waits for S2')
    expect(readRunDocument(out).samples.map(({ releasable }) => releasable)).toEqual([false, false, false, true, true])
    expect(readRunDocument(out).cases).toEqual([
      { case: 'T1', samples: ['S0', 'S1', 'S2'], releasable: false, held_back_by: ['S2'] },
      { case: 'T2', samples: ['S3'], releasable: true, held_back_by: [] },
    ])
  })

  it('carries along what it does not know', async () => {
    const extra = { headings: ['Kit lot', 'Library Type'], cells: [['L-77', 'PCR-free']] }
    const { out, run } = made('carried', ['passing'], extra)
    await run()
    expect(readRunDocument(out).samples[0]).toMatchObject({ other: { 'Kit lot': 'L-77' }, sheet: { library_type: 'PCR-free' } })
    expect(csvRows(out)[0]).toMatchObject({ 'sheet:Kit lot': 'L-77', library_type: 'PCR-free' })
  })

  it('takes paths with Danish letters and spaces, composed or not', async () => {
    const place = join(folder, 'Prøver fra Ålborg')
    mkdirSync(place)
    writeTiny(join(place, 'Prøve Å 1.bam'.normalize('NFD')))
    writeTiny(join(place, 'æble.bam'))
    const sheet = writeSheet(place, [['Prøve Å', 'Prøve Å 1.bam'.normalize('NFC')], ['æble', 'æble.bam']]) // prettier-ignore
    const out = join(place, 'Udført kørsel')
    expect((await genomsyn('run', sheet, '--profile', profile, '--out', out)).exitCode).toBe(0)
    expect(filesIn(out)).toEqual(expect.arrayContaining(['Prøve Å.verdict.json', 'æble.verdict.json']))
    expect(readRunDocument(out).unexpected_files).toEqual([])
  })

  it('takes BAM and CRAM side by side, with the same numbers for the same reads', async () => {
    const place = join(folder, 'formats')
    mkdirSync(place)
    writeSample(join(place, 'one.bam'))
    const { cram, index } = cramBytes(header, records, { reference: genome })
    writeFileSync(join(place, 'two.cram'), cram)
    writeFileSync(join(place, 'two.cram.crai'), craiBytes(index))
    const reference = writeReference(join(place, 'genome.fa'))
    const [sheet, out] = [writeSheet(place, [['BAM', 'one.bam'], ['CRAM', 'two.cram']]), join(place, 'out')] // prettier-ignore
    await genomsyn('run', sheet, '--profile', profile, '--out', out, '--reference', reference, '--shards', '4')
    const [bam, two] = csvRows(out).map((row): Record<string, string> => ({ ...row, sample: '', file: '' }))
    expect(bam).toEqual(two)
    expect(Number(bam!['records_total'])).toBeGreaterThan(1000)
  })

  it('gives the same bytes again, and counts nothing twice', async () => {
    const { out, run } = made('again', ['passing', 'failing'])
    await run()
    const files = ['S0.genomsyn.json', 'S1.verdict.json', 'run.json', 'verdicts.csv', 'audit.jsonl', 'metering.csv']
    const first = files.map((name) => readFileSync(join(out, name), 'utf8'))
    const { stderr } = await run()
    expect(stderr).toContain('resumed at 100 %')
    expect(files.map((name) => readFileSync(join(out, name), 'utf8'))).toEqual(first)
  })

  it('counts a file anew that changed, and throws its earlier counts away', async () => {
    const { place, out, run } = made('changed', ['passing', 'passing'])
    await run()
    writeTiny(join(place, 'S0.bam'), 'failing')
    const { exitCode } = await run()
    expect(exitCode).toBe(10)
    expect(readRunDocument(out).samples.map(({ verdict }) => verdict)).toEqual(['FAIL', 'PASS'])
  })

  it('leaves no documents of a file that has gone bad since', async () => {
    const { place, out, run } = made('gone-bad', ['passing'])
    await run()
    writeTiny(join(place, 'S0.bam'), 'corrupt')
    await run()
    expect(filesIn(out).filter((name) => name.startsWith('S0'))).toEqual(['S0.report.html', 'S0.verdict.json'])
  })

  it('prints nothing but errors when it shall be quiet', async () => {
    const { run } = made('quiet', ['passing'])
    expect(await run('--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })
})

describe('a run is refused', () => {
  it.each([
    ['a profile that is not there', ['--profile', 'dk-wgs'], /there is no profile 'dk-wgs'; there are .*dk-wgs-example/, 2],
    ['regions that are not there', ['--regions', '/nowhere.bed'], /--regions: .*there is no such file/, 2],
    ['a reference that is not there', ['--reference', '/nowhere.fa'], /nowhere\.fa: .+/, 4],
    ['too little memory for one worker', ['--memory', '50M'], /--memory: one worker needs \d+ MB/, 2],
    ['a size that is none', ['--memory', 'plenty'], /--memory: takes a size such as 8G or 500M, not 'plenty'/, 2],
  ])('with %s, in one sentence and before any work', async (name, options, sentence, expected) => {
    const { out, run } = made(`refused ${name}`, ['passing'])
    const { exitCode, stderr } = await run(...options)
    expect(stderr).toMatch(sentence)
    expect(exitCode).toBe(expected)
    expect(filesIn(out).filter((file) => !file.startsWith('.'))).toEqual([])
  })

  it('when rerun is not told which samples', async () => {
    const { out, run } = made('which', ['passing'])
    await run()
    const { exitCode, stderr } = await genomsyn('run', 'rerun', out)
    expect([exitCode, stderr]).toEqual([2, 'genomsyn: rerun: say which samples: --tool-fail, --missing or both\n'])
  })

  it('when status is asked of a folder without a run', async () => {
    const { exitCode, stderr } = await genomsyn('run', 'status', folder)
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/this is no folder of a run; name the folder that was given to genomsyn run as --out/)
  })
})
