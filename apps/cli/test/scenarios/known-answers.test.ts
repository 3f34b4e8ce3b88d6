// Scenarios with known answers, from the command line: what a number is made of, what is missing, rounding, top-up, an old result.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { flags, mosdepthDepth, wgsDepth } from '@genomsyn/simulate'
import { beforeAll, expect, it } from 'vitest'
import { genomsynProcess, type Outcome } from '../command.ts'
import { writeProfile } from '../runs.ts'
import { genome, records, suiteFolder, writeReference, writeSample } from '../sample-files.ts'

const folder = suiteFolder()
const regions = join(folder, 'chr1.bed')
const definition = 'ga4gh-wgs-qc-1.0@0.1.0'

interface Measured {
  readonly biosample: { readonly id: string }
  readonly extended_metrics: Readonly<Record<string, number | null>>
  readonly wgs_qc_metrics: { readonly aln_metrics: Readonly<Record<string, number | null>> }
}
let measured: Measured

beforeAll(async () => {
  const { path } = writeSample(join(folder, 'S1.bam'))
  writeFileSync(regions, `chr1\t0\t${genome[0]!.length}\n`)
  const reference = writeReference(join(folder, 'genome.fa'))
  await genomsynProcess(['qc', path, '--regions', regions, '--reference', reference, '--out', folder, '--quiet'])
  measured = JSON.parse(readFileSync(join(folder, 'S1.genomsyn.json'), 'utf8')) as Measured
}, 60_000)

/** The measured document with other numbers, as a file. */
function document(id: string, metrics: Readonly<Record<string, number>>, aln: Readonly<Record<string, number>> = {}): string {
  const path = join(folder, `${id}.genomsyn.json`)
  const extended_metrics = { ...measured.extended_metrics, ...metrics }
  const wgs_qc_metrics = { ...measured.wgs_qc_metrics, aln_metrics: { ...measured.wgs_qc_metrics.aln_metrics, ...aln } }
  writeFileSync(path, JSON.stringify({ ...measured, biosample: { id }, extended_metrics, wgs_qc_metrics }))
  return path
}

type Rule = Readonly<Record<string, unknown>>
const rule = (id: string, more: Rule): Rule => ({ id, title: id, definition, ...more })
const depth = (at_least: number, otherwise: string): Rule =>
  rule('depth', { metric: 'mean_autosome_coverage', at_least, otherwise })

async function judged(name: string, rules: readonly Rule[], documents: readonly string[], ...more: string[]): Promise<Outcome> {
  const place = join(folder, name)
  mkdirSync(place)
  const topUp = { max_duplicate_fraction: 0.25, read_pairs_per_lane: 1_000_000_000, max_lanes: 1 }
  const profile = writeProfile(place, { name, rules, top_up: topUp })
  return await genomsynProcess(['verdict', ...documents, '--profile', profile, '--out', place, ...more])
}

const sum = (depths: ArrayLike<number>): number => Array.from(depths).reduce((total, each) => total + each, 0)

it('F2, explainability: what the mean is made of adds up exactly, and each definition has the value that the made reads have', async () => {
  const { exitCode, stdout } = await genomsynProcess(['explain', join(folder, 'S1.genomsyn.json'), 'mean_autosome_coverage'])
  expect(exitCode).toBe(0)
  const rows = [...stdout.matchAll(/^([ =-]) {2}(\S.*?) {2,}([\d,]+) +\d+\.\d{4}x$/gm)]
  const bases = rows.map(([, sign, , count]) => ({ sign, count: Number(count!.replaceAll(',', '')) }))
  const lost = sum(bases.filter(({ sign }) => sign === '-').map(({ count }) => count))
  const reported = sum(wgsDepth(records.filter(({ contig }) => contig === 0), [genome[0]!]).depth[0]!) // prettier-ignore
  const positions = genome[0]!.bases.filter((base) => base !== 'N'.charCodeAt(0)).length
  expect(bases.filter(({ sign, count }) => sign === '-' && count > 0).length).toBeGreaterThan(5)
  expect(bases[0]!.count - lost).toBe(reported)
  expect(bases.at(-1)?.count).toBe(reported)
  expect(measured.extended_metrics['mean_autosome_coverage']).toBe(reported / positions)

  const printed = (start: string): number => Number(new RegExp(`^${start}.*? {2,}(\\d+\\.\\d{4})x `, 'm').exec(stdout)![1])
  const all = sum(genome.map(({ length }) => length))
  const passing = records.filter(({ flag }) => !(flag & (flags.UNMAPPED | flags.SECONDARY | flags.QC_FAIL | flags.DUPLICATE)))
  const aligned = passing.flatMap(({ cigar }) => cigar.map(([length, operation]) => ('M=X'.includes(operation) ? length : 0)))
  expect(printed('GA4GH')).toBeCloseTo(reported / positions, 4)
  expect(printed('mosdepth 0')).toBeCloseTo(sum(mosdepthDepth(records, genome).map(sum)) / all, 4)
  expect(printed('samtools')).toBeCloseTo(sum(aligned) / all, 4)
})

it('F3, missing is HOLD: a metric that is not computed or was taken out is named, with what to do, and never passed', async () => {
  const rules = [depth(5, 'TOPUP'), rule('clean', { metric: 'cross_contamination_rate', at_most: 0.02, otherwise: 'RECOLLECT' })]
  const asked = await judged('not-computed', rules, [join(folder, 'S1.genomsyn.json')])
  expect(asked.exitCode).toBe(11)
  expect(asked.stdout).toMatch(
    /^Verdict +HOLD.+\nReason +cross contamination rate is missing: .+\nNext +genomsyn does not compute it: .+/m,
  )

  const without = document('WITHOUT', {})
  const { mean_autosome_coverage: taken, ...kept } = measured.extended_metrics
  expect(taken).toBeGreaterThan(5)
  writeFileSync(without, JSON.stringify({ ...measured, extended_metrics: kept }))
  const missing = await judged('taken-out', [depth(5, 'TOPUP')], [without])
  expect(missing.exitCode).toBe(11)
  expect(missing.stdout).toMatch(
    /^Verdict +HOLD.+\nReason +mean autosome coverage is missing: .+\nNext +measure the file again.+/m,
  )
  expect(`${asked.stdout}${missing.stdout}`).not.toMatch(/^Verdict +PASS/m)
})

it('F4, rounding: 29.996x against 30x is shown as 29.996, fails, and is stored unrounded beside its limit', async () => {
  const place = join(folder, 'rounding')
  const { exitCode, stdout } = await judged(
    'rounding',
    [depth(30, 'FAIL')],
    [document('NEARLY', { mean_autosome_coverage: 29.996 })],
  )
  expect(exitCode).toBe(10)
  expect(stdout).toMatch(/^Verdict +FAIL/m)
  expect(stdout).toContain('mean autosome coverage is 29.996x, and at least 30x is asked for')
  const { rules } = JSON.parse(readFileSync(join(place, 'NEARLY.verdict.json'), 'utf8')) as { rules: unknown[] }
  expect(rules).toContainEqual(
    expect.objectContaining({ value: 29.996, limit: 30, sentence: expect.stringContaining('29.996x') as unknown }),
  )
})

it('F6, top-up: 59.88 million pairs and 11.38 % duplicates are foretold; beyond the library NEWLIB, contaminated RECOLLECT', async () => {
  const library = { read_pairs_mapped: 400e6, read_pairs_duplicate: 40e6, reads_paired_primary: 800e6, mean_read_length: 150 }
  const documents = [
    document('SHALLOW', { ...library, mean_autosome_coverage: 26.5 }, { cross_contamination_rate: 0.001 }),
    document('POOR', { ...library, mean_autosome_coverage: 5 }, { cross_contamination_rate: 0.001 }),
    document('MIXED', { ...library, mean_autosome_coverage: 26.5 }, { cross_contamination_rate: 0.05 }),
  ]
  const clean = rule('clean', { metric: 'cross_contamination_rate', at_most: 0.02, otherwise: 'RECOLLECT' })
  const { exitCode, stdout } = await judged('top-up', [depth(30, 'TOPUP'), clean], documents)
  expect(exitCode).toBe(10)
  const [shallow = '', poor = '', mixed = ''] = stdout.split(/\n\n(?=Sample)/)
  expect(shallow).toMatch(/^Verdict +TOPUP/m)
  const [, pairs = ''] =
    /order ([\d,]+) more read pairs .+; predicted: mean autosome coverage 30\.00x, 11\.38 % duplicates/.exec(shallow) ?? []
  expect(Number(pairs.replaceAll(',', '')) / 1e6).toBeCloseTo(59.88, 2)
  expect(poor).toMatch(
    /^Verdict +NEWLIB.+\nReason .+ 2,160\.0 million unique read pairs would be needed, and the library has 1,864\.3 million molecules$/m,
  )
  expect(mixed).toMatch(/^Verdict +RECOLLECT/m)
  expect(mixed).not.toContain('order')
  const verdict = JSON.parse(readFileSync(join(folder, 'top-up', 'MIXED.verdict.json'), 'utf8')) as { order: unknown }
  expect(verdict.order).toBeNull()
})

it('F9, a year later: a result and a profile of November 2026 give the verdict of then, byte for byte', async () => {
  const kept = fileURLToPath(new URL('../goldens/2026-11/', import.meta.url))
  const place = join(folder, 'later')
  const facts = ['--fact', 'specimen=blood']
  const profile = ['--profile', join(kept, 'limits.json')]
  const judge = async (path: string): Promise<Outcome> =>
    await genomsynProcess(['verdict', path, ...profile, ...facts, '--out', place])
  expect((await judge(join(kept, 'S7.genomsyn.json'))).exitCode).toBe(10)
  const verdict = readFileSync(join(kept, 'S7.verdict.json'), 'utf8')
  expect(readFileSync(join(place, 'S7.verdict.json'), 'utf8')).toBe(verdict)

  const newer = join(folder, 'newer.genomsyn.json')
  const old = JSON.parse(readFileSync(join(kept, 'S7.genomsyn.json'), 'utf8')) as object
  writeFileSync(newer, JSON.stringify({ ...old, schema_version: '1.7', not_known_today: { answer: 42 } }))
  expect((await judge(newer)).exitCode).toBe(10)
  expect(readFileSync(join(place, 'S7.verdict.json'), 'utf8')).toBe(verdict)
})
