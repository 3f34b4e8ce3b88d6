// A verdict for the terminal: what was decided, by which number, and what to do next. For people; programs read the document.
import { formatC, type RuleResult, type Verdict } from '@genomsyn/standard'
import { alignedTable } from './aligned-table.ts'

/** Lines ended by a newline. `files` are those written. */
export function summariseVerdict(verdict: Verdict, files: readonly string[]): string {
  const { sample, profile, state, reason, nextStep, rules, leftOut = [] } = verdict
  const status = profile.status === 'example' ? ', an example' : ''
  return alignedTable([
    ['Sample', sample],
    ...(leftOut.length === 0 ? [] : [['Without', `read group${leftOut.length === 1 ? '' : 's'} ${leftOut.join(', ')}`]]),
    ['Verdict', `${state} by ${profile.name} ${profile.version}${status}`],
    ['Reason', reason],
    ['Next', nextStep],
    ...basis(verdict),
    ...others(verdict),
    ['Rules', counted(rules)],
    ...taken(verdict),
    ...files.map((file, i) => [i === 0 ? 'Files' : '', file]),
  ])
}

/** What an order was reckoned from. */
function basis({ order }: Verdict): string[][] {
  if (order === null) return []
  const { pairs, uniquePairs, size } = order.library
  const [n, c, x] = [pairs, uniquePairs, size].map((number) => `${formatC(number / 1e6, 1)} M`)
  const lanes = `${order.lanes} ${order.lanes === 1 ? 'lane' : 'lanes'}`
  return [['Basis', `${n} read pairs examined, ${c} unique (optical duplicates not told apart), library of ${x}; ${lanes}`]]
}

/** What else does not pass, or passes with a remark. */
function others({ rules, decidedBy }: Verdict): string[][] {
  const remarks = rules.filter(({ rule, outcome }) => rule !== decidedBy && outcome !== 'PASS' && outcome !== 'NOT_APPLICABLE')
  return remarks.map(({ outcome, sentence }, i) => [i === 0 ? 'Also' : '', `${outcome}: ${sentence}`])
}

function counted(rules: readonly RuleResult[]): string {
  const outcomes = [...new Set(rules.map(({ outcome }) => outcome))]
  const number = (outcome: RuleResult['outcome']): number => rules.filter((rule) => rule.outcome === outcome).length
  return outcomes.map((outcome) => `${number(outcome)} ${outcome === 'NOT_APPLICABLE' ? 'not applicable' : outcome}`).join(', ')
}

function taken({ conditions }: Verdict): string[][] {
  const all = Object.entries(conditions)
  if (all.length === 0) return []
  const words = all.map(
    ([column, { value, from }]) => `${column.replaceAll('_', ' ')} ${value}${from === 'sheet' ? '' : ` (${from})`}`,
  )
  return [['Taken as', words.join(', ')]]
}
