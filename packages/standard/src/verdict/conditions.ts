// The columns of the sample sheet that a profile depends on: their values for a sample, or why they cannot be had.
// A spelling that the profile does not know is a fault, or its rules would silently not apply.
import type { Condition, Profile, When } from '../profile/profile.ts'
import type { SavedDocument } from './saved-document.ts'
import { type ResolvedCondition, type RuleResult, step } from './verdict.ts'

/** What the sample sheet says of a sample, by column; the file's own facts need not be in it. */
export type SheetFacts = Readonly<Record<string, string>>

export interface ResolvedConditions {
  readonly values: Readonly<Record<string, ResolvedCondition>>
  /** One held result per column that cannot be used. */
  readonly faults: readonly RuleResult[]
}

/** The one condition that the file itself can tell. */
const READ_TECHNOLOGY = 'read_technology'

export function resolveConditions(document: SavedDocument, sheet: SheetFacts, profile: Profile): ResolvedConditions {
  const values: Record<string, ResolvedCondition> = {}
  const faults: RuleResult[] = []
  for (const [column, condition] of Object.entries(profile.conditions)) {
    const resolved = resolve(column, { condition, said: sheet[column]?.trim() ?? '', document })
    if (typeof resolved === 'string') faults.push(sheetFault(column, resolved))
    else values[column] = resolved
  }
  return { values, faults }
}

/** Whether all conditions hold. */
export function applies(when: When | undefined, values: ResolvedConditions['values']): boolean {
  return Object.entries(when ?? {}).every(([column, wanted]) => {
    const value = values[column]?.value
    return value !== undefined && wanted.includes(value)
  })
}

interface Asked {
  readonly condition: Condition
  readonly said: string
  readonly document: SavedDocument
}

/** The value, or what is wrong in a sentence. */
function resolve(column: string, { condition, said, document }: Asked): ResolvedCondition | string {
  const measured = column === READ_TECHNOLOGY ? readTechnologyOf(document, condition) : null
  if (said === '') {
    if (measured !== null) return { value: measured, from: 'file' }
    if (condition.assumed !== undefined) return { value: condition.assumed, from: 'assumed' }
    return `the sample sheet does not say the ${words(column)}`
  }
  const value = known(said, condition)
  if (value === null) return `the ${words(column)} "${said}" is none that the profile knows`
  if (measured !== null && measured !== value) return `the sample sheet says ${value}, but the file holds ${measured} data`
  return { value, from: 'sheet' }
}

/** Capitals and spaces do not matter. */
function known(said: string, { values, aliases = {} }: Condition): string | null {
  const spelt = said.toLowerCase()
  const alias = Object.entries(aliases).find(([spelling]) => spelling.toLowerCase() === spelt)
  return alias?.[1] ?? values.find((value) => value.toLowerCase() === spelt) ?? null
}

function readTechnologyOf({ readType }: SavedDocument, { values }: Condition): string | null {
  if (readType === null) return null
  const technology = readType === 'long_read' ? 'long-read' : 'short-read'
  return values.includes(technology) ? technology : null
}

function sheetFault(column: string, problem: string): RuleResult {
  return {
    rule: `check.${column}`,
    step: step.completeness,
    metric: null,
    definition: null,
    value: null,
    comparison: null,
    limit: null,
    outcome: 'HOLD',
    sentence: problem,
    nextStep: `correct the column ${column} of the sample sheet and judge again`,
  }
}

function words(column: string): string {
  return column.replaceAll('_', ' ')
}
