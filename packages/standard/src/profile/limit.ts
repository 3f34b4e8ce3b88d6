// The limit of a rule: one comparison with one number, on the unrounded value.
import type { Rule } from './profile.ts'

const comparisons = {
  at_least: { words: 'at least', holds: (value: number, limit: number) => value >= limit },
  more_than: { words: 'more than', holds: (value: number, limit: number) => value > limit },
  at_most: { words: 'at most', holds: (value: number, limit: number) => value <= limit },
  less_than: { words: 'less than', holds: (value: number, limit: number) => value < limit },
} as const

export type Comparison = keyof typeof comparisons

export interface Limit {
  readonly comparison: Comparison
  readonly limit: number
}

export const comparisonNames = Object.keys(comparisons) as Comparison[]

/** The rule's limit; null when the metric has to be there and no more. */
export function limitOf(rule: Rule): Limit | null {
  const comparison = comparisonNames.find((name) => rule[name] !== undefined)
  return comparison === undefined ? null : { comparison, limit: rule[comparison]! }
}

export function isWithin(value: number, { comparison, limit }: Limit): boolean {
  return comparisons[comparison].holds(value, limit)
}

/** Such as `at least`. */
export function wordsForComparison(comparison: Comparison): string {
  return comparisons[comparison].words
}
