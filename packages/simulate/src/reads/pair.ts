// From a fragment to its alignment records: flags, mate fields, template length, tags.
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { referenceLength } from '../sam/cigar.ts'
import * as flags from '../sam/flags.ts'
import { drawEnds, leftSite } from './fragment-ends.ts'
import { type Read, drawRead } from './read.ts'
import { type ReadIdentity, drawIdentity } from './read-name.ts'
import { type TagSource, isMapped, tagsOf } from './read-tags.ts'
import type { SequencingRun } from './sequencing-run.ts'
import { type SplitRead, drawSplit, secondaryRecord, splitRecords } from './split-read.ts'
import type { Template } from './templates.ts'

/** All records of a fragment, in no particular order. */
export function sequenceTemplate(run: SequencingRun, template: Template): AlignmentRecord[] {
  const identity = drawIdentity(run, template.serial)
  const failed = run.random.chance(run.library.rates.qcFail) ? flags.QC_FAIL : 0
  const shared = failed | (template.duplicate ? flags.DUPLICATE : 0)
  if (run.random.chance(run.library.rates.unpaired)) return singleRecords(run, template, identity, shared)
  const { fate, reads } = drawEnds(run, template)
  const pairFlags = shared | flags.PAIRED | (fate === 'proper' ? flags.PROPER_PAIR : 0)
  return pairRecords(run, reads, identity, pairFlags)
}

function singleRecords(run: SequencingRun, template: Template, identity: ReadIdentity, shared: number) {
  const read = drawRead(run, leftSite(template))
  return [recordOf({ run, read, mate: undefined, readGroup: identity.readGroup }, identity.name, shared)]
}

/** Left and right read; either may be read 1. */
export function pairRecords(
  run: SequencingRun,
  reads: readonly [Read, Read],
  { name, readGroup }: ReadIdentity,
  shared: number,
): AlignmentRecord[] {
  const splits = reads.map((read) => drawSplitAtRate(run, read))
  const [left, right] = reads.map((read, i) => splits[i]?.primary ?? read) as [Read, Read]
  const leftIsFirst = run.random.chance(50_000)
  const sides = [
    { read: left, mate: right, order: leftIsFirst ? flags.READ1 : flags.READ2, split: splits[0] },
    { read: right, mate: left, order: leftIsFirst ? flags.READ2 : flags.READ1, split: splits[1] },
  ]
  return sides.flatMap(({ read, mate, order, split }) => {
    const source = { run, read, mate, readGroup }
    return withFurtherRecords(recordOf(source, name, shared | order), source, split)
  })
}

function drawSplitAtRate(run: SequencingRun, read: Read): SplitRead | undefined {
  return run.random.chance(run.library.rates.supplementary) ? drawSplit(run, read) : undefined
}

function withFurtherRecords(record: AlignmentRecord, source: TagSource, split: SplitRead | undefined) {
  const { run, read } = source
  if (split !== undefined) return splitRecords(record, split, source)
  if (isMapped(read) && run.random.chance(run.library.rates.secondary)) return [record, secondaryRecord(run, record, read)]
  return [record]
}

function recordOf(source: TagSource, name: string, shared: number): AlignmentRecord {
  const { read, mate } = source
  const { contig, position, mappingQuality, cigar, sequence, qualities } = read
  return {
    name,
    flag: shared | flagsOf(read, mate),
    contig,
    position,
    mappingQuality,
    cigar,
    mateContig: mate?.contig ?? -1,
    matePosition: mate?.position ?? -1,
    templateLength: mate === undefined ? 0 : templateLengthOf(read, mate, (shared & flags.READ1) !== 0),
    sequence,
    qualities,
    tags: tagsOf(source),
  }
}

function flagsOf(read: Read, mate: Read | undefined): number {
  const own = (read.reverse ? flags.REVERSE : 0) | (isMapped(read) ? 0 : flags.UNMAPPED)
  if (mate === undefined) return own
  return own | (mate.reverse ? flags.MATE_REVERSE : 0) | (isMapped(mate) ? 0 : flags.MATE_UNMAPPED)
}

/** From the leftmost to the rightmost aligned base, negative for the right read; 0 unless both lie on one contig. */
function templateLengthOf(read: Read, mate: Read, isRead1: boolean): number {
  if (read.contig !== mate.contig || !isMapped(read) || !isMapped(mate)) return 0
  const ends = [read, mate].map(({ position, cigar }) => position + referenceLength(cigar))
  const length = Math.max(...ends) - Math.min(read.position, mate.position)
  return isLeft(read, mate, isRead1) ? length : -length
}

/** Where both begin at one position, the forward read counts as the left one, or else read 1. */
function isLeft(read: Read, mate: Read, isRead1: boolean): boolean {
  if (read.position !== mate.position) return read.position < mate.position
  return read.reverse === mate.reverse ? isRead1 : mate.reverse
}
