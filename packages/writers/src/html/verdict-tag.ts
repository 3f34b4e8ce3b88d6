// A verdict where people look first: its word, a shape and a colour, so that none of them has to be seen.
import type { RuleOutcome } from '@genomsyn/standard'
import { html, type Markup } from './markup.ts'

/** What is shown of a sample: its verdict, or that there is none. */
export type ShownState = RuleOutcome | 'MISSING'

/** How urgent: what has to be looked at first comes first. */
export const stateOrder: readonly ShownState[] = [
  'HOLD',
  'FAIL',
  'RECOLLECT',
  'NEWLIB',
  'TOPUP',
  'MISSING',
  'WARN',
  'EXEMPT',
  'PASS',
  'NOT_APPLICABLE',
]

/** Names of the page's colours. */
export const toneOf: Readonly<Record<ShownState, string>> = {
  PASS: 'pass',
  WARN: 'warn',
  EXEMPT: 'none',
  TOPUP: 'act',
  NEWLIB: 'act',
  RECOLLECT: 'act',
  FAIL: 'fail',
  HOLD: 'hold',
  MISSING: 'none',
  NOT_APPLICABLE: 'none',
}

/** What the word means, for who meets it for the first time. */
export const meaningOf: Readonly<Record<ShownState, string>> = {
  PASS: 'release',
  WARN: 'release, with a remark',
  EXEMPT: 'release, a rule does not apply',
  TOPUP: 'sequence more of the same library',
  NEWLIB: 'make a new library',
  RECOLLECT: 'take a new specimen',
  FAIL: 'do not release',
  HOLD: 'cannot be judged yet',
  MISSING: 'not looked at',
  NOT_APPLICABLE: 'not for this sample',
}

const shapes: Readonly<Record<string, string>> = { pass: '●', warn: '◐', act: '▲', fail: '■', hold: '◆', none: '○' }

export function verdictTag(state: ShownState): Markup {
  const tone = toneOf[state]
  const word = state === 'NOT_APPLICABLE' ? 'not applicable' : state
  return html`<span class="tag ${tone}"><span aria-hidden="true">${shapes[tone]!}</span> ${word}</span>`
}

/** Symbol of Observable Plot for a dot of the state. */
export const symbolOf: Readonly<Record<ShownState, string>> = {
  PASS: 'circle',
  WARN: 'circle',
  EXEMPT: 'circle',
  TOPUP: 'triangle',
  NEWLIB: 'triangle',
  RECOLLECT: 'triangle',
  FAIL: 'square',
  HOLD: 'diamond',
  MISSING: 'circle',
  NOT_APPLICABLE: 'circle',
}
