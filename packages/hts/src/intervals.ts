// Arithmetic of intervals: sorted, merged, subtracted, summed, fingerprinted.
import { createHash } from 'node:crypto'
import type { Interval } from '@genomsyn/partial'
import type { Contig } from './alignment-header.ts'

/** The same positions as sorted intervals that neither overlap nor abut; empty ones vanish. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = []
  for (const interval of intervals.filter(({ start, end }) => start < end).toSorted(byPosition)) {
    const last = merged.at(-1)
    if (last === undefined || last.contig !== interval.contig || last.end < interval.start) merged.push({ ...interval })
    else if (last.end < interval.end) merged[merged.length - 1] = { ...last, end: interval.end }
  }
  return merged
}

/** Positions of `intervals` that are not in `removed`; both merged. */
export function subtractIntervals(intervals: readonly Interval[], removed: readonly Interval[]): Interval[] {
  const left: Interval[] = []
  let next = 0
  for (const { contig, start, end } of intervals) {
    while (next < removed.length && liesBefore(removed[next]!, contig, start)) next++
    let from = start
    for (let i = next; i < removed.length && removed[i]!.contig === contig && removed[i]!.start < end; i++) {
      if (from < removed[i]!.start) left.push({ contig, start: from, end: removed[i]!.start })
      from = removed[i]!.end
    }
    if (from < end) left.push({ contig, start: from, end })
  }
  return left
}

/** Positions in merged intervals. */
export function totalLength(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0)
}

/** SHA-256, in hex, over one line `contig <TAB> start <TAB> end` per interval, as in a BED file. */
export function checksumIntervals(intervals: readonly Interval[], contigs: readonly Contig[]): string {
  const hash = createHash('sha256')
  for (const { contig, start, end } of intervals) hash.update(`${contigs[contig]!.name}\t${start}\t${end}\n`)
  return hash.digest('hex')
}

function byPosition(a: Interval, b: Interval): number {
  return a.contig - b.contig || a.start - b.start || a.end - b.end
}

function liesBefore(interval: Interval, contig: number, start: number): boolean {
  return interval.contig < contig || (interval.contig === contig && interval.end <= start)
}
