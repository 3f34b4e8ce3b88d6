// The library of a sample as its saved counts show it, and the depth model beside it.
import type { SavedDocument } from '../verdict/saved-document.ts'
import { type DepthModel, dispersionOf } from './breadth.ts'
import { type LibrarySample, librarySize } from './library.ts'

export interface SequencedLibrary extends LibrarySample {
  /** Distinct molecules by the model. */
  readonly size: number
  /** Pairs sequenced per pair that was examined: those with an unmapped mate are sequenced and paid for as well. */
  readonly sequencedPerExamined: number
  readonly meanReadLength: number
  /** Null without coverage of the territory. */
  readonly depth: DepthModel | null
}

/** The library, or why nothing can be predicted of it. */
export function sequencedLibrary(document: SavedDocument): SequencedLibrary | string {
  const { metrics, duplicatesMarked } = document
  if (duplicatesMarked !== true) return 'duplicates are not marked in this file, so the size of its library is unknown'
  const pairs = metrics['read_pairs_mapped'] ?? null
  const duplicates = metrics['read_pairs_duplicate'] ?? null
  if (pairs === null || duplicates === null) return 'the document has no counts of read pairs, which the prediction needs'
  if (pairs <= 0 || duplicates >= pairs) return 'there is no unique read pair to predict from'
  const uniquePairs = pairs - duplicates
  return {
    pairs,
    uniquePairs,
    size: librarySize({ pairs, uniquePairs }),
    sequencedPerExamined: Math.max(1, (metrics['reads_paired_primary'] ?? 0) / 2 / pairs),
    meanReadLength: metrics['mean_read_length'] ?? 0,
    depth: depthModel(document),
  }
}

function depthModel({ metrics }: SavedDocument): DepthModel | null {
  const mean = metrics['mean_autosome_coverage'] ?? null
  const deviation = metrics['sd_autosome_coverage'] ?? null
  return mean === null || deviation === null || mean <= 0 ? null : { mean, dispersion: dispersionOf(mean, deviation) }
}
