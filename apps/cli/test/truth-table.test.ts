// CollectWgsMetrics case by case, as Picard 2.27.5 counts them, and mosdepth 0.3.3 on the same files: one contig of 1,000 bases,
// 300 A, 100 N, 600 A, and a forward-reverse pair of 50M at 1 and 101 unless a case says otherwise.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AlignmentRecord, flags, makePair, makeRecord, type RecordFields } from '@genomsyn/simulate'
import { expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { headerWith, suiteFolder, writeReference, writeSample } from './sample-files.ts'

const { SUPPLEMENTARY, SECONDARY, QC_FAIL, DUPLICATE, PAIRED, MATE_UNMAPPED, READ1, READ2, REVERSE } = flags

const folder = suiteFolder()
const bases = Buffer.from('A'.repeat(300) + 'N'.repeat(100) + 'A'.repeat(600))
const contig = { name: 'chr1', length: 1000, bases, relativeDepth: 100 }
const reference = writeReference(join(folder, 'reference.fa'), [contig])
const regions = join(folder, 'regions.bed')
writeFileSync(regions, 'chr1\t0\t1000\n')

const TERRITORY = 900

/** The pair, both with `fields`; the first one with `first`, the second one at `second`. */
function pair(fields: RecordFields = {}, first: RecordFields = {}, second = 100): AlignmentRecord[] {
  return makePair({ position: 0, ...fields, ...first }, { position: second, ...fields })
}

function improper(): AlignmentRecord[] {
  const [left, right] = pair()
  return [
    { ...left!, flag: PAIRED | READ1 },
    { ...right!, flag: PAIRED | READ2 | REVERSE },
  ]
}

/** Bases that count, and those of mosdepth where it was run. */
const cases: [name: string, records: AlignmentRecord[], wgs: number, mosdepth?: number][] = [
  ['a plain pair', pair(), 100, 100],
  [
    'a supplementary record of the same name elsewhere',
    [...pair(), makeRecord({ name: 'pair', position: 500, flag: PAIRED | READ1 | SUPPLEMENTARY })],
    150,
    150,
  ],
  ['a secondary record', [...pair(), makeRecord({ name: 'pair', position: 500, flag: PAIRED | READ1 | SECONDARY })], 100, 100],
  ['a QC-fail pair', pair({ flag: QC_FAIL }), 0, 0],
  ['a duplicate pair', pair({ flag: DUPLICATE }), 0, 0],
  ['an unpaired read', [makeRecord()], 0, 50],
  ['a read whose mate is unmapped', [makeRecord({ flag: PAIRED | MATE_UNMAPPED | READ1 })], 0, 50],
  ['an improper pair', improper(), 100, 100],
  ['mapping quality 19', pair({ mappingQuality: 19 }), 0, 100],
  ['mapping quality 20', pair({ mappingQuality: 20 }), 100, 100],
  ['base quality 19', pair({ qualities: 19 }), 0, 100],
  ['base quality 20', pair({ qualities: 20 }), 100, 100],
  ['mates that overlap by 25 bases', pair({}, {}, 25), 75, 75],
  ['a deletion', pair({}, { cigar: '25M10D25M' }), 100, 100],
  ['an insertion', pair({}, { cigar: '20M10I20M' }), 90, 90],
  ['a soft clip', pair({}, { cigar: '10S40M' }), 90, 90],
  ['30 bases on N', makePair({ position: 280 }, { position: 400 }), 70, 100],
  ['300 identical pairs', Array.from({ length: 300 }, (_, i) => pair({ name: `p${i}` })).flat(), 25_000, 30_000],
]

interface Document {
  readonly extended_metrics: Readonly<Record<string, number>>
  readonly contigs: readonly [{ readonly mean_depth: number }]
}

it.each(cases)('counts %s', async (_, records, wgs, mosdepth) => {
  const sorted = records.toSorted((a, b) => a.position - b.position)
  const { path } = writeSample(join(folder, 'case.bam'), { header: headerWith(['S1'], [contig]), records: sorted })
  const { stdout } = await genomsyn('qc', path, '--json', '--reference', reference, '--regions', regions)
  const { extended_metrics, contigs } = JSON.parse(stdout) as Document
  expect(extended_metrics.territory_bp).toBe(TERRITORY)
  // Where no read is paired, coverage under the standard's filter does not apply.
  expect(Math.round((extended_metrics.mean_autosome_coverage ?? 0) * TERRITORY)).toBe(wgs)
  expect(Math.round(contigs[0].mean_depth * 1000)).toBe(mosdepth)
  if (records.length === 600) expect(extended_metrics.pct_exc_capped).toBeCloseTo(1 / 6, 12)
})
