// Histograms of a saved document: pairs of value and count, and what figures need of them.
import { listOf, numberOf, recordOf, type SavedDocument } from '@genomsyn/standard'

export type Bin = readonly [value: number, count: number]

/** Ascending; null when it was not measured, or is empty. */
export function histogramOf({ json }: SavedDocument, id: string): readonly Bin[] | null {
  const pairs = listOf(recordOf(json['histograms'])[id]).map((pair): Bin => {
    const [value, count] = listOf(pair)
    return [numberOf(value) ?? 0, numberOf(count) ?? 0]
  })
  return totalOf(pairs) === 0 ? null : pairs
}

export function totalOf(bins: readonly Bin[]): number {
  return bins.reduce((sum, [, count]) => sum + count, 0)
}

/** Smallest value that at least this fraction of the counts does not exceed. */
export function quantileOf(bins: readonly Bin[], fraction: number): number {
  const wanted = fraction * totalOf(bins)
  let seen = 0
  for (const [value, count] of bins) {
    seen += count
    if (seen >= wanted) return value
  }
  return bins.at(-1)?.[0] ?? 0
}

/** One bin per `width` values from `first` on, empty ones included; what lies beyond `last` is left out. */
export function binned(bins: readonly Bin[], [first, last]: readonly [number, number], width: number): Bin[] {
  const counts = Array.from({ length: Math.floor((last - first) / width) + 1 }, () => 0)
  for (const [value, count] of bins) if (value >= first && value <= last) counts[Math.floor((value - first) / width)]! += count
  return counts.map((count, i) => [first + i * width, count])
}

/** Percent of the counts at or above each value of `thresholds`. */
export function shareFrom(bins: readonly Bin[], threshold: number): number {
  return (100 * totalOf(bins.filter(([value]) => value >= threshold))) / totalOf(bins)
}
