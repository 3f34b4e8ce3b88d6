// What each count must be for a set of records, counted record by record and base by base: the truth of packages/simulate, and the
// histograms that need no more than a line.
import * as exclusions from '@genomsyn/abi/exclusions'
import type { CountId } from '@genomsyn/partial'
import { type AlignmentRecord, flags, insertSizes, mosdepthDepth, type RecordExclusion, wgsDepth } from '@genomsyn/simulate'
import type { Sample } from './arbitrary-records.ts'
import { cycleBases, cycleQualities } from './naive-cycles.ts'
import { isPrimary, originalOf, Tally } from './naive-reads.ts'

export type SparseCounts = Record<string, Record<number, bigint>>

/** The counts that can be said of every set of records, whatever its names. */
export function naiveCounts({ contigs, records }: Sample): SparseCounts {
  return {
    'aligned-bases': tally(records, ({ flag, cigar }, count) => count.add(flag & 0xfff, alignedLength(cigar))),
    'base-quality': tally(records, baseQualities),
    bases: tally(records, ({ flag, sequence }, count) => count.add(flag & 0xfff, sequence.length)),
    'contig-records': tally(
      records,
      ({ contig, flag }, count) => contig >= 0 && count.add(2 * contig + (flag & flags.UNMAPPED ? 1 : 0)),
    ),
    'cycle-bases': tally(records, cycleBases),
    'cycle-quality': tally(records, cycleQualities),
    flags: tally(records, ({ flag, sequence }, count) => count.add((flag & 0xfff) | (sequence === '' ? 0x1000 : 0))),
    'insert-size': insertSizeWords(records),
    'mapping-quality': tally(records, mappingQualities),
    'mate-contig': tally(records, matesElsewhere),
    'quality-source': tally(records, qualitySources),
    ...naiveWgsDepth({ contigs, records }),
  }
}

/** `depth` and `contig-depth`; for records whose names come as mosdepth expects them. */
export function naiveDepth({ contigs, records }: Sample): SparseCounts {
  const [histogram, sums] = [new Tally(), new Tally()]
  mosdepthDepth(records, contigs).forEach((depths, contig) => {
    for (const depth of depths) {
      if (depth > 0) histogram.add(depth)
    }
    sums.add(contig, BigInt.asUintN(64, BigInt(depths.reduce((sum, depth) => sum + depth, 0))))
  })
  return { depth: histogram.words, 'contig-depth': sums.words }
}

function naiveWgsDepth({ contigs, records }: Sample): SparseCounts {
  const mapped = records.filter(({ contig, flag }) => contig >= 0 && !(flag & flags.UNMAPPED))
  // Picard's filters see unmapped records too, if they have a place and a CIGAR; the truth leaves them out of depth for being unmapped.
  const filtered = records.filter((record) => mapped.includes(record) || (record.contig >= 0 && record.cigar.length > 0))
  const reference = contigs.map(referenceOf)
  const { excludedRecords, passed } = wgsDepth(filtered, reference)
  const withBases = wgsDepth(
    mapped.filter(({ sequence }) => sequence !== ''),
    reference,
  )
  const [depths, excluded] = [new Tally(), new Tally()]
  withBases.depth.forEach((contig) => contig.forEach((depth) => depth > 0 && depths.add(depth)))
  for (const [reason, word] of Object.entries(REASONS)) {
    excluded.add(word, excludedRecords[reason as keyof typeof REASONS].records)
    excluded.add(word + 1, excludedRecords[reason as keyof typeof REASONS].bases)
  }
  const capped = withBases.excludedBases.capped
  excluded.add(exclusions.COUNTED, passed.records)
  excluded.add(exclusions.COUNTED + 1, capped + withBases.depth.reduce((sum, depth) => depth.reduce((a, b) => a + b, sum), 0))
  excluded.add(exclusions.BASEQ_BASES, withBases.excludedBases.baseq)
  excluded.add(exclusions.OVERLAP_BASES, withBases.excludedBases.overlap)
  excluded.add(exclusions.CAPPED_BASES, capped)
  return { 'wgs-depth': depths.words, 'wgs-exclusions': excluded.words }
}

function referenceOf({ length, gaps }: Sample['contigs'][number]): { length: number; bases: Uint8Array } {
  const bases = new Uint8Array(length).fill('A'.charCodeAt(0))
  for (const [start, end] of gaps) bases.fill('N'.charCodeAt(0), start, end)
  return { length, bases }
}

const REASONS = {
  secondary: exclusions.SECONDARY,
  mapq: exclusions.MAPQ,
  dupe: exclusions.DUPE,
  unpaired: exclusions.UNPAIRED,
  qcFail: exclusions.QC_FAIL,
} satisfies Partial<Record<RecordExclusion, number>>

function tally(
  records: readonly AlignmentRecord[],
  observe: (record: AlignmentRecord, count: Tally) => unknown,
): Record<number, bigint> {
  const count = new Tally()
  for (const record of records) observe(record, count)
  return count.words
}

function alignedLength(cigar: AlignmentRecord['cigar']): number {
  return cigar.reduce((sum, [length, operation]) => sum + ('M=X'.includes(operation) ? length : 0), 0)
}

function insertSizeWords(records: readonly AlignmentRecord[]): Record<number, bigint> {
  const { inward, outward, other } = insertSizes(records)
  const count = new Tally()
  for (const [orientation, sizes] of [inward, outward, other].entries())
    sizes.forEach((reads, size) => count.add(8001 * orientation + size, reads))
  return count.words
}

function baseQualities(record: AlignmentRecord, count: Tally): void {
  if (!isPrimary(record)) return
  for (const quality of originalOf(record) ?? record.qualities ?? []) count.add(quality | (record.flag & flags.QC_FAIL ? 256 : 0))
}

function qualitySources(record: AlignmentRecord, count: Tally): void {
  if (!isPrimary(record)) return
  count.add(originalOf(record) ? 1 : record.sequence === '' || record.qualities === null ? 2 : 0)
}

function mappingQualities(record: AlignmentRecord, count: Tally): void {
  if (isPrimary(record) && !(record.flag & flags.UNMAPPED)) count.add(record.mappingQuality | (record.sequence === '' ? 256 : 0))
}

function matesElsewhere(record: AlignmentRecord, count: Tally): void {
  const { flag, contig, mateContig, mappingQuality } = record
  const bothMapped = (flag & (flags.PAIRED | flags.UNMAPPED | flags.MATE_UNMAPPED)) === flags.PAIRED
  if (isPrimary(record) && bothMapped && contig !== mateContig)
    count.add((flag & flags.QC_FAIL ? 1 : 0) | (mappingQuality >= 5 ? 2 : 0))
}

/** The counts that `naiveCounts` knows. */
export const naiveIds: readonly CountId[] = [
  'aligned-bases',
  'base-quality',
  'bases',
  'contig-records',
  'cycle-bases',
  'cycle-quality',
  'flags',
  'insert-size',
  'mapping-quality',
  'mate-contig',
  'quality-source',
  'wgs-depth',
  'wgs-exclusions',
]
