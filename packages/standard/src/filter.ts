// The form of a named filter: which records and bases a metric looks at. Data; the kernels apply it.

/** One reason for leaving a record out; the first that applies takes it. */
export interface FlagRule {
  readonly reason: string
  readonly flags: number
}

export interface ReadFilter {
  readonly name: string
  readonly description: string
  /** The tool and version that it follows. */
  readonly source: string
  /** In the order in which they are asked. */
  readonly excluded: readonly FlagRule[]
  readonly minMappingQuality: number
  readonly minBaseQuality: number
  /** What happens where both mates cover a position; null where the filter is not about depth. */
  readonly mateOverlap: 'first-per-name' | 'proper-pairs-once' | null
  /** Depth above it counts as this depth; null for no cap. */
  readonly coverageCap: number | null
}
