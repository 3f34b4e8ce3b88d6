// A sample's alignment records, in coordinate order, as a stream: memory does not grow with their number.
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { CoordinateQueue } from './coordinate-order.ts'
import { sequenceTemplate, pairRecords } from './pair.ts'
import { PAIRED } from '../sam/flags.ts'
import { type Read, readAt } from './read.ts'
import { drawIdentity } from './read-name.ts'
import { type ReadOptions, type SequencingRun, startRun } from './sequencing-run.ts'
import { drawTemplates } from './templates.ts'

/** No record begins further to the left of its fragment: a skip is at most 4,000 bases. */
const LOOKBACK = 8192

/**
 * The same options give the same records on every machine. Placed records come first, in coordinate order; pairs
 * without a place follow. Every fragment has a name of its own.
 */
export function* simulateReads(options: ReadOptions): Generator<AlignmentRecord> {
  const run = startRun(options)
  const queue = new CoordinateQueue(options.genome)
  let templateCount = 0
  for (const template of drawTemplates(run)) {
    templateCount++
    yield* queue.before(template.contig, template.begin - LOOKBACK)
    for (const record of sequenceTemplate(run, template)) queue.add(record)
  }
  yield* queue.rest()
  yield* unplacedRecords(run, templateCount)
}

function* unplacedRecords(run: SequencingRun, templateCount: number): Generator<AlignmentRecord> {
  const pairCount = Math.floor((templateCount * run.library.rates.unplaced) / 100_000)
  for (let i = 0; i < pairCount; i++) {
    const reads = [unplacedRead(run), unplacedRead(run)] as const
    yield* pairRecords(run, reads, drawIdentity(run, templateCount + i), PAIRED)
  }
}

/** Bases from anywhere in the genome. */
function unplacedRead(run: SequencingRun): Read {
  const { readLength } = run.library
  const contig = run.random.below(run.donor.length)
  const position = run.random.below(Math.max(1, run.donor[contig]!.length - readLength))
  const site = { contig, haplotype: 1, fivePrime: position, reverse: false, inserted: readLength } as const
  const read = readAt(run, site, position, [[readLength, 'M']])
  return { ...read, contig: -1, position: -1, cigar: [], mappingQuality: 0 }
}
