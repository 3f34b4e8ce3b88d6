// Checks that no profile can leave out: is the file whole, in order, of one sample, and of the reference it was measured with.
import { record, type SavedDocument } from './saved-document.ts'
import { type RuleResult, type Step, step } from './verdict.ts'

interface Check {
  readonly rule: string
  readonly step: Step
  /** Null when all is well or nothing is known. */
  problem(document: SavedDocument): string | null
  readonly passed: string
  readonly nextStep: string
  /** HOLD unless it says otherwise. What only warns is not told of a sample that it does not befall. */
  readonly otherwise?: 'WARN'
}

const checks: readonly Check[] = [
  {
    rule: 'check.end_of_file',
    step: step.integrity,
    problem: ({ eofMarker }) => (eofMarker === false ? 'the file has no end-of-file marker and may be cut' : null),
    passed: 'the file ends where it says',
    nextStep: 'copy the file again from its source, compare the checksums and measure it again',
  },
  {
    rule: 'check.sort_order',
    step: step.integrity,
    problem: ({ coordinateSorted }) =>
      coordinateSorted === false ? 'the records are not in coordinate order, so depth is unknown' : null,
    passed: 'the records are in coordinate order',
    nextStep: "sort the file with 'samtools sort' and measure it again",
  },
  {
    rule: 'check.reference',
    step: step.integrity,
    problem: ({ referenceMatch }) => (referenceMatch === false ? 'the file was aligned to another reference' : null),
    passed: 'the reference does not contradict the file',
    nextStep: 'measure it again with the reference it was aligned to',
  },
  {
    rule: 'check.one_sample',
    step: step.identity,
    problem: ({ samples }) =>
      samples.length > 1 ? `its read groups are of ${samples.length} samples: ${samples.join(', ')}` : null,
    passed: 'its read groups are not of different samples',
    nextStep: 'find out whose reads these are before anything else is done with the file',
  },
  {
    rule: 'check.sample_named',
    step: step.identity,
    problem: ({ samples, json }) =>
      samples.length === 0 && Array.isArray(record(json['integrity'])['samples'])
        ? 'no read group of the file names a sample, so nothing in the file says whose reads these are'
        : null,
    passed: 'its read groups name the sample',
    nextStep:
      "make sure where the file is from before the sample is released; 'samtools addreplacerg' gives it the read groups that it lacks",
    otherwise: 'WARN',
  },
]

/** One result per check. */
export function checkFile(document: SavedDocument): RuleResult[] {
  return checks.flatMap((check) => {
    const problem = check.problem(document)
    if (problem === null && check.otherwise === 'WARN') return []
    return {
      rule: check.rule,
      step: check.step,
      metric: null,
      definition: null,
      value: null,
      comparison: null,
      limit: null,
      outcome: problem === null ? 'PASS' : (check.otherwise ?? 'HOLD'),
      sentence: problem ?? check.passed,
      nextStep: problem === null ? null : check.nextStep,
    }
  })
}
