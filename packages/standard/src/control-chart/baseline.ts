// Centre and spread of the values that a chart begins with, and how wide limits are that rest on so many of them.
import { studentQuantile } from './student.ts'

/** From so many on, limits are those of a known spread; below, they are prediction limits and provisional. */
export const FIRM = 20
/** Fewer say nothing of a spread. */
export const FEWEST = 5

/** Share of a normal distribution below so many standard deviations: the published 15 digits. */
const below = { 1: 0.841344746068543, 2: 0.977249868051821, 3: 0.99865010196837 } as const

export type Width = keyof typeof below

export interface Baseline {
  /** Values that it was made of. */
  readonly count: number
  readonly centre: number
  /** Standard deviation with n - 1. */
  readonly deviation: number
  readonly provisional: boolean
}

/** Null when the values are fewer than `FEWEST`, or all the same, so that they have no spread. */
export function baselineOf(values: readonly number[]): Baseline | null {
  const count = values.length
  if (count < FEWEST || values.every((value) => value === values[0])) return null
  const centre = values.reduce((sum, value) => sum + value, 0) / count
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  const deviation = Math.sqrt(squares / (count - 1))
  return { count, centre, deviation, provisional: count < FIRM }
}

/**
 * Standard deviations from the centre to the limit that a chart calls 1, 2 or 3 of them: that number, or as many as a prediction limit
 * of the same probability takes, t(n - 1) √(1 + 1/n).
 */
export function limitFactor({ count, provisional }: Pick<Baseline, 'count' | 'provisional'>, width: Width): number {
  return provisional ? studentQuantile(count - 1, below[width]) * Math.sqrt(1 + 1 / count) : width
}
