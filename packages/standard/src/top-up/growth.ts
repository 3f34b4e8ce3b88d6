// How a metric answers to more sequencing: with unique pairs, with all pairs, or as a breadth. Others do not answer at all.

export type Growth =
  { readonly by: 'unique pairs' } | { readonly by: 'all pairs' } | { readonly by: 'breadth'; readonly depth: number }

const BY_UNIQUE_PAIRS: readonly string[] = ['mean_autosome_coverage', 'median_autosome_coverage', 'mean_genome_coverage']
const BY_ALL_PAIRS: readonly string[] = ['yield_bp_q20', 'yield_bp_q30', 'yield_bp_total']
const BREADTH = /^pct_autosomes_(\d+)x$/

/** Null for a metric that more reads do not raise. */
export function growthOf(metric: string): Growth | null {
  if (BY_UNIQUE_PAIRS.includes(metric)) return { by: 'unique pairs' }
  if (BY_ALL_PAIRS.includes(metric)) return { by: 'all pairs' }
  const depth = BREADTH.exec(metric)?.[1]
  return depth === undefined ? null : { by: 'breadth', depth: Number(depth) }
}
