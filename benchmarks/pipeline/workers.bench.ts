// What the second worker brings, and what memory two workers take on contigs of human size; with an A-versus-A control.
import { comparePaired, ratio, spread } from '../harness/paired.ts'
import { qcCommand } from '../harness/ours.ts'
import { heading, report } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'

const PAIRS = 5
const SPEEDUP_BAR = 0.56
const MEMORY_BAR = 200

export async function benchWorkers(sample: Sample): Promise<void> {
  const one = qcCommand(sample, 1)
  const two = qcCommand(sample, 2)
  const row = { suite: 'pipeline', file: sample.character }
  const scaling = await comparePaired(two, one, { pairs: PAIRS, cores: 2 })
  report({
    ...row,
    case: 'genomsyn qc, two workers against one',
    measure: 'wall, two over one',
    value: ratio(scaling, 'wall'),
    bar: { kind: 'at most', value: SPEEDUP_BAR },
  })
  const memory = spread(scaling.ours.map((cost) => cost.memory))
  report({
    ...row,
    case: 'genomsyn qc, two workers',
    measure: 'peak memory, MB',
    value: memory,
    bar: { kind: 'at most', value: MEMORY_BAR },
  })
  const control = await comparePaired(two, two, { pairs: PAIRS, cores: 2 })
  report({
    ...row,
    case: 'genomsyn qc against itself (control)',
    measure: 'wall, ours over theirs',
    value: ratio(control, 'wall'),
  })
}

export function announceWorkers(): void {
  heading('Workers')
}
