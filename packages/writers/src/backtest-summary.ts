// A back-test for the terminal: who changes state, per site and per rule.
import type { Backtest, Profile } from '@genomsyn/standard'
import { alignedTable } from './aligned-table.ts'

/** Lines ended by a newline. */
export function summariseBacktest({ samples, changes, bySite, byRule }: Backtest, before: Profile, after: Profile): string {
  const title = `${before.name} ${before.version} -> ${after.name} ${after.version}: ${changes.length} of ${samples} samples change\n`
  if (changes.length === 0 && byRule.length === 0) return title
  const site = (name: string): string => (name === '' ? '(no facility)' : name)
  return [
    title,
    section(
      ['site', 'sample', 'before', 'after', 'rule', 'reason'],
      changes.map((change) => [site(change.site), change.sample, change.before, change.after, change.rule, change.reason]),
    ),
    section(
      ['site', 'samples', 'changed'],
      bySite.map(({ name, samples: there, changed }) => [site(name), String(there), String(changed)]),
    ),
    section(
      ['rule', 'before', 'after', 'samples'],
      byRule.map((change) => [change.rule, change.before ?? '(none)', change.after ?? '(none)', String(change.samples)]),
    ),
  ].join('')
}

function section(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : `\n${alignedTable([head, ...rows])}`
}
