// How many molecules a library has, and what more sequencing of it gives: the model of Lander and Waterman as Picard's
// library size estimate has it (Picard 2.27.5, DuplicationMetrics.java, estimateLibrarySize): C/X = 1 - exp(-N/X).
// It knows nothing of optical duplicates: those in N make the library look smaller than it is.

/** The largest library that is told from an endless one. */
const LARGEST_LIBRARY = 1e13
/** A double has no more halvings to give between 0 and 1e13. */
const HALVINGS = 120

/** What was seen of a library. */
export interface LibrarySample {
  /** Read pairs sequenced, N. */
  readonly pairs: number
  /** Those that are no duplicates, C: above 0, at most N. */
  readonly uniquePairs: number
}

/** Distinct molecules X; at most 1e13, which is also what no duplicate at all gives. */
export function librarySize({ pairs, uniquePairs }: LibrarySample): number {
  let low = uniquePairs
  let high = LARGEST_LIBRARY
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (uniquePairsFrom(pairs, middle) < uniquePairs) low = middle
    else high = middle
  }
  return high
}

/** Unique pairs among so many of a library of this size. */
export function uniquePairsFrom(pairs: number, size: number): number {
  return -size * Math.expm1(-pairs / size)
}

/** Pairs to sequence in all until so many are unique; null when the library does not hold them. */
export function pairsForUnique(uniquePairs: number, size: number): number | null {
  return uniquePairs >= size ? null : -size * Math.log1p(-uniquePairs / size)
}
