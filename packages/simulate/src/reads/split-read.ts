// Further alignments of a read: the other part of a split read, and secondary places.
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { SECONDARY, SUPPLEMENTARY } from '../sam/flags.ts'
import { type Read, readAt } from './read.ts'
import { type TagSource, splitTag, tagsOf } from './read-tags.ts'
import type { SequencingRun } from './sequencing-run.ts'

const MIN_PART_BASES = 30
const MAX_DISTANCE = 100_000

/** A read whose last bases align elsewhere. */
export interface SplitRead {
  readonly primary: Read
  readonly supplementary: Read
}

/** Cuts a read that aligns in one piece; undefined for others. Primary soft-clipped, supplementary hard-clipped. */
export function drawSplit(run: SequencingRun, read: Read): SplitRead | undefined {
  if (read.cigar.length !== 1) return undefined
  const { readLength } = run.library
  const kept = run.random.between(MIN_PART_BASES, readLength - MIN_PART_BASES)
  const position = placeAhead(run, read)
  const site = { contig: read.contig, haplotype: 1, fivePrime: position, reverse: false, inserted: readLength } as const
  const primary = readAt(run, site, read.position, [[kept, 'M'], [readLength - kept, 'S']]) // prettier-ignore
  const other = readAt(run, site, position, [[kept, 'S'], [readLength - kept, 'M']]) // prettier-ignore
  return joinParts({ ...primary, reverse: read.reverse }, { ...other, reverse: read.reverse }, kept)
}

/** Both parts tell the same bases and qualities. */
function joinParts(primary: Read, other: Read, kept: number): SplitRead {
  const tail = other.sequence.slice(kept)
  const qualities = primary.qualities.slice()
  qualities.set(other.qualities.subarray(kept), kept)
  return {
    primary: { ...primary, sequence: primary.sequence.slice(0, kept) + tail, qualities },
    supplementary: {
      ...other,
      cigar: [[kept, 'H'], [tail.length, 'M']],
      sequence: tail,
      qualities: other.qualities.slice(kept),
    },
  } // prettier-ignore
}

/** The primary record with its SA tag, and the supplementary one beside it. */
export function splitRecords(record: AlignmentRecord, split: SplitRead, source: TagSource): AlignmentRecord[] {
  const { primary, supplementary } = split
  const contigName = source.run.donor[primary.contig]!.name
  const other = {
    ...record,
    flag: record.flag | SUPPLEMENTARY,
    position: supplementary.position,
    mappingQuality: supplementary.mappingQuality,
    cigar: supplementary.cigar,
    templateLength: 0,
    sequence: supplementary.sequence,
    qualities: supplementary.qualities,
    tags: [...tagsOf({ ...source, read: supplementary }), splitTag(primary, contigName)],
  }
  return [{ ...record, tags: [...record.tags, splitTag(supplementary, contigName)] }, other]
}

/** The read a second time at another place; half of them without bases, as bwa mem -a writes them. */
export function secondaryRecord(run: SequencingRun, record: AlignmentRecord, read: Read): AlignmentRecord {
  const bare = run.random.chance(50_000) ? { sequence: '', qualities: null } : {}
  return {
    ...record,
    ...bare,
    flag: record.flag | SECONDARY,
    position: placeAhead(run, read),
    cigar: [[read.sequence.length, 'M']],
    mappingQuality: 0,
    templateLength: 0,
    tags: [],
  }
}

/** Never to the left, so that records can be written in order. */
function placeAhead({ random, donor, library }: SequencingRun, { contig, position }: Read): number {
  const room = donor[contig]!.length - library.readLength - position
  return position + random.below(Math.max(1, Math.min(room, MAX_DISTANCE)))
}
