// Checks that no profile can leave out: is the file whole, in order, of one sample, and of the reference it was measured with.
import type { SavedDocument } from './saved-document.ts'
import { type RuleResult, type Step, step } from './verdict.ts'

interface Check {
  readonly rule: string
  readonly step: Step
  /** Null when all is well or nothing is known. */
  problem(document: SavedDocument): string | null
  readonly passed: string
  readonly nextStep: string
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
]

/** One result per check, passed or held. */
export function checkFile(document: SavedDocument): RuleResult[] {
  return checks.map((check) => {
    const problem = check.problem(document)
    return {
      rule: check.rule,
      step: check.step,
      metric: null,
      definition: null,
      value: null,
      comparison: null,
      limit: null,
      outcome: problem === null ? 'PASS' : 'HOLD',
      sentence: problem ?? check.passed,
      nextStep: problem === null ? null : check.nextStep,
    }
  })
}
