// One comparison with another program: equal results first, then time, at its best thread count.
import { comparePaired, ratio } from '../harness/paired.ts'
import { runCost } from '../harness/processes.ts'
import { report } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'

export interface Duel {
  /** What is compared, such as `flag counts against samtools flagstat`. */
  readonly name: string
  readonly sample: Sample
  readonly cores: number
  readonly ours: readonly string[]
  /** The rival's command for each thread count worth trying. */
  readonly theirs: readonly (readonly string[])[]
  /** Wall time, ours over theirs, at most. */
  readonly bar?: number
  readonly pairs?: number
}

const PAIRS = 5

export async function runDuel({ name, sample, cores, ours, theirs, bar, pairs = PAIRS }: Duel): Promise<void> {
  const comparison = await comparePaired(ours, await fastest(theirs, cores), { pairs, cores })
  const row = { suite: 'rivals', case: `${name}, ${cores === 1 ? '1 core' : `${cores} cores`}`, file: sample.character }
  const limit = bar === undefined ? {} : { bar: { kind: 'at most', value: bar } as const }
  report({ ...row, measure: 'wall, ours over theirs', value: ratio(comparison, 'wall'), ...limit })
  report({ ...row, measure: 'CPU, ours over theirs', value: ratio(comparison, 'cpu') })
  report({ ...row, measure: 'memory, ours over theirs', value: ratio(comparison, 'memory') })
}

/** @throws Error naming the first key whose values differ */
export function requireEqual(
  what: string,
  ours: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
): void {
  for (const [key, value] of Object.entries(theirs)) {
    if (String(ours[key]) !== String(value))
      throw new Error(`${what}: ${key} is ${String(ours[key])}, the rival has ${String(value)}`)
  }
}

async function fastest(commands: readonly (readonly string[])[], cores: number): Promise<readonly string[]> {
  const [first] = commands
  if (commands.length === 1) return first!
  const costs = []
  for (const command of commands) {
    await runCost(command, cores)
    costs.push({ command, wall: (await runCost(command, cores)).wall })
  }
  return costs.toSorted((a, b) => a.wall - b.wall)[0]!.command
}
