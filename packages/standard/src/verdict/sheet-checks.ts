// Checks of the file against what the sample sheet says it has to hold. A sheet that says nothing of it is checked for nothing.
import type { SheetFacts } from './conditions.ts'
import { list, record, type SavedDocument } from './saved-document.ts'
import { type RuleResult, step } from './verdict.ts'

/** Identifiers in the sheet are separated by semicolons or bars. */
const SEPARATOR = /[;|]/

/** The check of the column `read_groups`, when the sheet fills it. */
export function checkSheet(document: SavedDocument, sheet: SheetFacts): RuleResult[] {
  const expected = (sheet['read_groups'] ?? '').split(SEPARATOR).map((id) => id.trim()).filter((id) => id !== '') // prettier-ignore
  if (expected.length === 0) return []
  const present = list(record(document.json['integrity'])['read_groups']).map((group) => String(record(group)['id'])).concat(document.leftOut ?? []) // prettier-ignore
  const problem = difference(expected, present)
  return [
    {
      rule: 'check.read_groups',
      step: step.completeness,
      metric: null,
      definition: null,
      value: null,
      comparison: null,
      limit: null,
      outcome: problem === null ? 'PASS' : 'HOLD',
      sentence: problem ?? 'the file holds the read groups that the sample sheet names',
      nextStep: problem === null ? null : 'correct the sample sheet, or merge the file again from the right lanes',
    },
  ]
}

function difference(expected: readonly string[], present: readonly string[]): string | null {
  const missing = expected.filter((id) => !present.includes(id))
  const strange = present.filter((id) => !expected.includes(id))
  if (missing.length > 0) return `of the read groups that the sample sheet names, the file lacks ${missing.join(', ')}`
  return strange.length > 0 ? `the file holds read groups that the sample sheet does not name: ${strange.join(', ')}` : null
}
