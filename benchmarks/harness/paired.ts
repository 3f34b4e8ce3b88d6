// Two commands in alternation, compared pair by pair: what slows the machine for a while slows both.
import { type Cost, runCost } from './processes.ts'

export interface Comparison {
  readonly ours: readonly Cost[]
  readonly theirs: readonly Cost[]
}

export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** Alternating runs; the first pair only warms the page cache and is left out. */
export async function comparePaired(
  ours: readonly string[],
  theirs: readonly string[],
  options: { pairs: number; cores: number },
): Promise<Comparison> {
  const costs: { ours: Cost[]; theirs: Cost[] } = { ours: [], theirs: [] }
  for (let pair = 0; pair <= options.pairs; pair++) {
    const cost = await runCost(ours, options.cores)
    const rival = await runCost(theirs, options.cores)
    if (pair === 0) continue
    costs.ours.push(cost)
    costs.theirs.push(rival)
  }
  return costs
}

/** Ours over theirs, pair by pair. */
export function ratio({ ours, theirs }: Comparison, of: keyof Cost): Spread {
  return spread(ours.map((cost, i) => cost[of] / theirs[i]![of]))
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { median, min: sorted[0]!, max: sorted.at(-1)! }
}
