// How a simulated read aligns: clips, insertions, deletions and skips, drawn at the library's rates.
import type { Cigar, CigarOperation } from '../sam/cigar.ts'
import type { SequencingRun } from './sequencing-run.ts'

/** Aligned bases kept at either side of a gap. */
const ANCHOR_BASES = 10
const MIN_ALIGNED_BASES = 30

/**
 * A CIGAR in reference order.
 * @param inserted bases of the fragment; a read runs into the adapter behind them and is clipped there
 * @param reverse the 3' end, where most clips are, is on the left
 */
export function drawCigar(run: SequencingRun, inserted: number, reverse: boolean): Cigar {
  const { readLength, rates } = run.library
  const adapter = Math.max(0, readLength - inserted)
  const clipped = run.random.chance(rates.softClip) ? drawClip(run, readLength - adapter) : 0
  const atThreePrime = adapter > 0 || run.random.chance(85_000)
  const clip = adapter + clipped
  const aligned = drawGaps(run, readLength - clip)
  if (clip === 0) return aligned
  return atThreePrime === reverse ? [[clip, 'S'], ...aligned] : [...aligned, [clip, 'S']]
}

function drawClip({ random }: SequencingRun, available: number): number {
  return Math.min(random.between(3, 60), Math.max(0, available - MIN_ALIGNED_BASES))
}

function drawGaps(run: SequencingRun, bases: number): Cigar {
  const { random, library } = run
  const { insertion, deletion, skip } = library.rates
  if (random.chance(insertion)) return withInsertion(run, bases)
  if (random.chance(deletion)) return withGap(run, bases, 'D')
  if (random.chance(skip)) return withGap(run, bases, 'N')
  return [[bases, 'M']]
}

function withInsertion({ random }: SequencingRun, bases: number): Cigar {
  const inserted = Math.min(random.between(1, 12), random.between(1, 12))
  const before = random.between(ANCHOR_BASES, bases - inserted - ANCHOR_BASES)
  return [
    [before, 'M'],
    [inserted, 'I'],
    [bases - inserted - before, 'M'],
  ]
}

function withGap({ random }: SequencingRun, bases: number, operation: CigarOperation): Cigar {
  const deleted = Math.min(random.between(1, 20), random.between(1, 20))
  const gap = operation === 'N' ? random.between(200, 4000) : deleted
  const before = random.between(ANCHOR_BASES, bases - ANCHOR_BASES)
  return [
    [before, 'M'],
    [gap, operation],
    [bases - before, 'M'],
  ]
}
