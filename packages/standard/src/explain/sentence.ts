// A waterfall as one line: `30.90x = 34.80x aligned - 2.60x duplicates - 0.90x overlap of mates - 0.40x MAPQ<20`.
import { formatC } from '../number-format.ts'
import type { Waterfall } from './waterfall.ts'

const HUNDREDTHS = 100

/** Depth that is left after each step is rounded, not the steps, so that what is printed adds up as well. Steps of 0.00x are left out. */
export function waterfallSentence({ start, startLabel, steps, kept, positions }: Waterfall): string {
  if (positions === 0) return 'there is no position to take a mean over'
  const hundredths = (bases: number): number => Math.round((HUNDREDTHS * bases) / positions)
  const shown = (value: number): string => `${formatC(value / HUNDREDTHS, 2)}x`
  let left = start
  const parts = steps.flatMap(({ bases, label }) => {
    const before = hundredths(left)
    left -= bases
    const lost = before - hundredths(left)
    if (lost === 0) return []
    return [lost > 0 ? ` - ${shown(lost)} ${label}` : ` + ${shown(-lost)} ${label}`]
  })
  return `${shown(hundredths(kept))} = ${shown(hundredths(start))} ${startLabel}${parts.join('')}`
}
