// Records that aligners seldom write but the format allows: any flags together, mates of one name that overlap in every way, N bases,
// absent sequences and qualities. The same ones on every run.
import { type AlignmentRecord, endPosition, flags, makeRecord } from '@genomsyn/simulate'
import fc from 'fast-check'

const {
  PAIRED,
  PROPER_PAIR,
  UNMAPPED,
  MATE_UNMAPPED,
  REVERSE,
  MATE_REVERSE,
  READ1,
  READ2,
  SECONDARY,
  QC_FAIL,
  DUPLICATE,
  SUPPLEMENTARY,
} = flags

const SEED = 20_261_122
const CONTIG_LENGTH = 3000

/** All of them read 50 bases. */
const cigars = [
  '50M',
  '20M10D30M',
  '20M10I20M',
  '10S40M',
  '40M10S',
  '5H50M',
  '20M200N30M',
  '25=25X',
  '10M1D10M1I29M',
  '30S20M',
  '1M48I1M',
  '50M3P',
]

const read = fc.record({
  cigar: fc.oneof({ weight: 3, arbitrary: fc.constant('50M') }, fc.constantFrom(...cigars)),
  mappingQuality: fc.constantFrom(0, 10, 19, 20, 60),
  sequence: fc.string({ unit: fc.constantFrom('A', 'C', 'G', 'T', 'A', 'C', 'G', 'T', 'N'), minLength: 50, maxLength: 50 }),
  qualities: fc.uint8Array({ min: 1, max: 41, minLength: 50, maxLength: 50 }),
  reverse: fc.boolean(),
  marks: fc.constantFrom(0, 0, 0, 0, 0, DUPLICATE, QC_FAIL, DUPLICATE | QC_FAIL),
})

const template = fc.record({
  first: read,
  second: read,
  position: fc.nat(CONTIG_LENGTH - 700),
  distance: fc.oneof({ weight: 3, arbitrary: fc.nat(60) }, fc.nat(400)),
  kind: fc.constantFrom('proper', 'proper', 'proper', 'improper', 'mateUnmapped', 'unpaired'),
  /** A further record of the first read. */
  extra: fc.constantFrom(0, 0, 0, SUPPLEMENTARY, SECONDARY, SECONDARY | SUPPLEMENTARY),
  extraDistance: fc.nat(80),
})

type Read = typeof read extends fc.Arbitrary<infer Value> ? Value : never
type Template = typeof template extends fc.Arbitrary<infer Value> ? Value : never

/** So many templates on one contig of `contigLength`, in coordinate order. */
export function oddRecords(count: number): AlignmentRecord[] {
  const templates = fc.sample(template, { seed: SEED, numRuns: count })
  return templates.flatMap((each, i) => recordsOf(each, `t${i}`)).toSorted((a, b) => a.position - b.position)
}

export const oddContig = { name: 'odd', length: CONTIG_LENGTH }

function recordsOf(each: Template, name: string): AlignmentRecord[] {
  const { first, second, position, distance, kind, extra, extraDistance } = each
  const left = aligned(first, name, position)
  const primaries = kind === 'unpaired' ? [left] : paired(left, aligned(second, name, position + distance), kind)
  if (extra === 0) return primaries
  const further = { ...primaries[0]!, position: position + extraDistance, flag: primaries[0]!.flag | extra }
  return [...primaries, further]
}

function aligned(
  { cigar, mappingQuality, sequence, qualities, reverse, marks }: Read,
  name: string,
  position: number,
): AlignmentRecord {
  return makeRecord({ name, position, cigar, mappingQuality, sequence, qualities, flag: marks | (reverse ? REVERSE : 0) })
}

function paired(left: AlignmentRecord, right: AlignmentRecord, kind: string): AlignmentRecord[] {
  const length = endPosition(right) - left.position
  const mate = kind === 'mateUnmapped' ? unmapped(right, left.position) : right
  const common = PAIRED | (kind === 'proper' ? PROPER_PAIR : 0)
  return [
    {
      ...left,
      ...mateOf(mate),
      flag: left.flag | common | READ1 | mateFlags(mate),
      templateLength: kind === 'mateUnmapped' ? 0 : length,
    },
    {
      ...mate,
      ...mateOf(left),
      flag: mate.flag | common | READ2 | mateFlags(left),
      templateLength: kind === 'mateUnmapped' ? 0 : -length,
    },
  ]
}

function unmapped(record: AlignmentRecord, position: number): AlignmentRecord {
  return { ...record, position, cigar: [], mappingQuality: 0, flag: record.flag | UNMAPPED }
}

function mateOf({ contig, position }: AlignmentRecord): Pick<AlignmentRecord, 'mateContig' | 'matePosition'> {
  return { mateContig: contig, matePosition: position }
}

function mateFlags({ flag }: AlignmentRecord): number {
  return (flag & REVERSE ? MATE_REVERSE : 0) | (flag & UNMAPPED ? MATE_UNMAPPED : 0)
}
