// Westgard's rules on one control: which values say that the process changed. Distances are in standard deviations, or in those that a
// provisional limit makes of them; a value on a limit does not break it. R_4s is left out: it compares two controls within one run.

export interface ControlRule {
  readonly id: string
  /** Shown, and no reason to act. */
  readonly warns?: boolean
  readonly words: string
  /** Whether the last of the distances breaks it. */
  broken(distances: readonly number[]): boolean
}

const sides = [1, -1] as const

/** So many in a row, and at least `needed` of them beyond the limit, on one side; the last one is. */
function beyond(limit: number, needed: number, among = needed): ControlRule['broken'] {
  return (distances) => {
    const last = distances.slice(-among)
    return sides.some((side) => side * last.at(-1)! > limit && last.filter((each) => side * each > limit).length >= needed)
  }
}

const TREND = 7

/** Each farther than the one before; two that are equal begin anew. */
function trend(distances: readonly number[]): boolean {
  const last = distances.slice(-TREND)
  if (last.length < TREND) return false
  return sides.some((side) => last.every((each, i) => i === 0 || side * (each - last[i - 1]!) > 0))
}

export const controlRules: readonly ControlRule[] = [
  { id: '1_2s', warns: true, words: 'a value beyond 2 SD', broken: beyond(2, 1) },
  { id: '1_3s', words: 'a value beyond 3 SD', broken: beyond(3, 1) },
  { id: '2_2s', words: 'two values in a row beyond 2 SD on one side', broken: beyond(2, 2) },
  { id: '2of3_2s', words: 'two of three values beyond 2 SD on one side', broken: beyond(2, 2, 3) },
  { id: '4_1s', words: 'four values in a row beyond 1 SD on one side', broken: beyond(1, 4) },
  { id: '10x', words: 'ten values in a row on one side of the centre', broken: beyond(0, 10) },
  { id: '7T', words: 'seven values in a row that rise, or that fall', broken: trend },
]
