import { createHash } from 'node:crypto'
import type { Interval } from '@genomsyn/partial'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checksumIntervals, mergeIntervals, subtractIntervals, totalLength } from './intervals.ts'

const anyIntervals = fc.array(
  fc
    .record({ contig: fc.nat(2), start: fc.nat(60), length: fc.nat(12) })
    .map(({ contig, start, length }): Interval => ({ contig, start, end: start + length })),
  { maxLength: 20 },
)

/** Each position as contig * 1000 + position. */
function positionsOf(intervals: readonly Interval[]): Set<number> {
  return new Set(
    intervals.flatMap(({ contig, start, end }) => Array.from({ length: end - start }, (_, i) => contig * 1000 + start + i)),
  )
}

function requireMerged(intervals: readonly Interval[]): void {
  intervals.forEach((each, i) => {
    const before = intervals[i - 1]
    expect(each.start).toBeLessThan(each.end)
    if (before !== undefined) expect(before.contig < each.contig || before.end < each.start).toBe(true)
  })
}

describe('mergeIntervals', () => {
  it('keeps the positions, sorted, with gaps between intervals', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const merged = mergeIntervals(intervals)
        requireMerged(merged)
        expect(positionsOf(merged)).toEqual(positionsOf(intervals))
        expect(totalLength(merged)).toBe(positionsOf(intervals).size)
      }),
    )
  })

  it('joins intervals that abut', () => {
    const abutting = [
      { contig: 0, start: 5, end: 9 },
      { contig: 0, start: 1, end: 5 },
      { contig: 1, start: 9, end: 10 },
    ]
    expect(mergeIntervals(abutting)).toEqual([
      { contig: 0, start: 1, end: 9 },
      { contig: 1, start: 9, end: 10 },
    ])
  })
})

describe('subtractIntervals', () => {
  it('keeps the positions of the one that are not in the other', () => {
    fc.assert(
      fc.property(anyIntervals, anyIntervals, (a, b) => {
        const left = subtractIntervals(mergeIntervals(a), mergeIntervals(b))
        requireMerged(left)
        const removed = positionsOf(b)
        expect(positionsOf(left)).toEqual(new Set([...positionsOf(a)].filter((position) => !removed.has(position))))
      }),
      { numRuns: 500 },
    )
  })
})

describe('checksumIntervals', () => {
  it('is the SHA-256 of their lines in a BED file', () => {
    const contigs = [
      { name: 'chr1', length: 100 },
      { name: 'chr2', length: 100 },
    ]
    const intervals = [
      { contig: 0, start: 1, end: 9 },
      { contig: 1, start: 0, end: 100 },
    ]
    expect(checksumIntervals(intervals, contigs)).toBe(createHash('sha256').update('chr1\t1\t9\nchr2\t0\t100\n').digest('hex'))
    expect(checksumIntervals([], contigs)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
})
