// The verdict on a sample whose file could not be measured: it is held, with what is wrong as the reason.
import { FileError } from '@genomsyn/hts'
import type { Profile, RuleResult, Verdict } from '@genomsyn/standard'

const RULE = 'check.measured'

export function unmeasuredVerdict(sample: string, { name, version, status }: Profile, error: unknown): Verdict {
  const { reason, nextStep } = wordsOf(error)
  const rule: RuleResult = {
    rule: RULE,
    step: 2,
    metric: null,
    definition: null,
    value: null,
    comparison: null,
    limit: null,
    outcome: 'HOLD',
    sentence: reason,
    nextStep,
  }
  return {
    sample,
    profile: { name, version, status },
    state: 'HOLD',
    releasable: false,
    conditions: {},
    decidedBy: RULE,
    reason,
    nextStep,
    order: null,
    rules: [rule],
  }
}

function wordsOf(error: unknown): { reason: string; nextStep: string } {
  if (!(error instanceof FileError)) {
    const reason = 'the file could not be measured because of a fault in genomsyn'
    return { reason, nextStep: 'report it with the file that brought it about, then run again' }
  }
  const { code, message, remedy = 'check the file' } = error
  const reason = message.endsWith(`; ${remedy}`) ? message.slice(0, -remedy.length - 2) : message
  return { reason, nextStep: code === 'task-lost' ? remedy : `${remedy}; then run again` }
}
