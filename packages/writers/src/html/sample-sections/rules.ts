// Every rule of the profile and every check, with its value, its limit and what became of it.
import type { SavedRule } from '@genomsyn/standard'
import type { JudgedSample, SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { limitText, metricText, titleOf } from '../shown-metric.ts'
import { table } from '../table.ts'
import { stateOrder, verdictTag } from '../verdict-tag.ts'

export const rules: SampleSection = {
  id: 'rules',
  title: 'Rules',
  place: 10,
  content: ({ verdict }) => (verdict === null ? null : rulesOf(verdict)),
}

type Verdict = NonNullable<JudgedSample['verdict']>

/** What is most urgent comes first, checks of the file after the profile's rules. */
function rulesOf(verdict: Verdict): Markup {
  const asked = verdict.rules.filter(({ outcome }) => outcome !== 'NOT_APPLICABLE')
  const others = verdict.rules.filter(({ outcome }) => outcome === 'NOT_APPLICABLE')
  const sorted = asked.toSorted((a, b) => urgencyOf(a) - urgencyOf(b))
  return html`<p>${takenAs(verdict)}</p>
    ${ruleTable('Rules and checks that apply to this sample', sorted)}
    ${
      others.length === 0
        ? null
        : html`<details>
            <summary>${others.length} ${others.length === 1 ? 'rule is' : 'rules are'} not for this sample</summary>
            ${ruleTable('Rules that are not for this sample', others)}
          </details>`
    }`
}

function urgencyOf({ outcome, metric }: SavedRule): number {
  return 2 * stateOrder.indexOf(outcome) + (metric === null ? 1 : 0)
}

function ruleTable(caption: string, rows: readonly SavedRule[]): Markup {
  return table({
    caption,
    rows,
    columns: [
      { heading: 'Rule', cell: ({ rule, metric }) => (metric === null ? checkName(rule) : titleOf(metric)), style: 'name' },
      { heading: 'Outcome', cell: ({ outcome }) => verdictTag(outcome) },
      {
        heading: 'Value',
        kind: 'number',
        cell: ({ metric, value, limit }) => (metric === null ? '' : metricText(metric, value, limit)),
      },
      {
        heading: 'Limit',
        kind: 'number',
        cell: ({ metric, comparison, limit }) =>
          metric === null || comparison === null || limit === null ? '' : limitText(metric, comparison, limit),
      },
      {
        heading: 'In words',
        cell: ({ sentence, nextStep, outcome, metric }) =>
          outcome === 'PASS' && metric !== null ? '' : sentenceOf(sentence, outcome === 'PASS' ? null : nextStep),
      },
    ],
  })
}

function sentenceOf(sentence: string, nextStep: string | null): Markup {
  return html`${sentence}${nextStep === null ? null : html`<br /><span class="muted">${nextStep}</span>`}`
}

/** `check.end_of_file` becomes `End of file`. */
function checkName(rule: string): string {
  const name = rule.replace(/^check\./, '').replaceAll(/[_-]/g, ' ')
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}

function takenAs({ profile, conditions }: Verdict): string {
  const words = Object.entries(conditions).map(
    ([column, { value, from }]) => `${column.replaceAll('_', ' ')} ${value}${from === 'sheet' ? '' : ` (${from})`}`,
  )
  const taken = words.length === 0 ? '' : ` The sample is taken as: ${words.join(', ')}.`
  return `Judged by ${profile.name} ${profile.version}${profile.status === 'example' ? ', an example profile' : ''}.${taken}`
}
