// A plan as a file: read back, and held against the alignment file it was made for.
import { type AlignmentFile, FileError } from '@genomsyn/hts'
import { emptyPartial } from '@genomsyn/partial'
import type { Plan } from '@genomsyn/plan'
import { readTextFile } from './text-file.ts'

const REMEDY = 'make a new plan with genomsyn plan'

/** @throws FileError when it is missing or no plan, or was made by another version */
export async function readPlan(path: string): Promise<Plan> {
  const plan = parsePlan(path, await readTextFile(path))
  if (plan.contract === emptyPartial([], 0).contract) return plan
  throw new FileError('unreadable', path, { problem: 'the plan was made by another version of genomsyn', remedy: REMEDY })
}

/** @throws FileError when the alignment file is not as it was when it was planned */
export function requirePlanned(plan: Plan, { path, size, header }: AlignmentFile): void {
  const lengths = header.contigs.map(({ length }) => length)
  if (size === plan.size && lengths.join() === plan.contigLengths.join()) return
  throw new FileError('changed', path, {
    problem: `the file changed since it was planned (${plan.size} bytes then, ${size} now)`,
    remedy: REMEDY,
  })
}

function parsePlan(path: string, text: string): Plan {
  try {
    const plan = JSON.parse(text) as Partial<Plan>
    if (typeof plan.path === 'string' && Array.isArray(plan.shards) && Array.isArray(plan.contigLengths)) return plan as Plan
  } catch {
    // Not even JSON: the same sentence.
  }
  throw new FileError('unreadable', path, { problem: 'this is no plan of genomsyn', remedy: REMEDY })
}
