// The form of a metric. Its definition is its documentation: schema, reference page and JSON field all come from it.
import type { CountId } from '@genomsyn/partial'
import type { Absent } from './absence.ts'
import type { Observation } from './observation.ts'

export type Unit = 'reads' | 'pairs' | 'records' | 'bp' | '%' | 'fraction' | 'x' | 'ratio' | 'Phred'

/** What a metric's value is in the program, by what its definition calls it. */
export interface ValueTypes {
  /** exact, of any size */
  readonly integer: bigint
  /** unrounded */
  readonly float: number
  /** ascending */
  readonly integers: readonly number[]
}

export type ValueType = keyof ValueTypes
export type MetricValue = ValueTypes[ValueType]

/** The same quantity in other tools, in their own words. */
export interface Equivalents {
  readonly ga4gh?: string
  readonly samtools?: string
  readonly picard?: string
  readonly mosdepth?: string
}

export interface MetricDefinition<Id extends string = string, Type extends ValueType = ValueType> {
  /** The JSON key. */
  readonly id: Id
  readonly name: string
  readonly unit: Unit
  readonly type: Type
  /** Digits after the point when shown to people; the document itself is not rounded. */
  readonly decimals: number
  /** Numerator, denominator, records and bases used: enough to compute it again. */
  readonly description: string
  readonly equivalents: Equivalents
  readonly needs: readonly CountId[]
  value(observation: Observation): ValueTypes[Type] | Absent
  /** Only the metrics of the GA4GH document have it: the text that the reference implementation prints. */
  ga4ghText?(value: ValueTypes[Type], observation: Observation): string | Absent
}

/** Gives a definition its types; `value` is called only when all counts in `needs` were measured. */
export function defineMetric<const Id extends string, Type extends ValueType>(
  definition: MetricDefinition<Id, Type>,
): MetricDefinition<Id, Type> {
  return definition
}
