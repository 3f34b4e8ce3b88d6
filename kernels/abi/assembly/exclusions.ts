// Indices into the `wgs-exclusions` count: pairs of reads and bases per reason, in the order in which
// CollectWgsMetrics asks (Picard 2.27.5, CollectWgsMetrics.java and picard/filter/).

export const SECONDARY = 0
export const ADAPTER = 2
export const MAPQ = 4
export const DUPE = 6
export const UNPAIRED = 8
/** QC-fail records that no earlier reason removed; CollectWgsMetrics gives them no bucket. */
export const QC_FAIL = 10
/** Reads that no reason removed, and the bases of theirs that count, before the cap. */
export const COUNTED = 12
/** Bases of quality below the minimum, or N, at territory positions. */
export const BASEQ_BASES = 14
/** Bases whose read name was already counted at that position. */
export const OVERLAP_BASES = 15
/** Bases beyond the coverage cap. */
export const CAPPED_BASES = 16
