// The standard: metrics, filters, territory, number formats and documents. Pure: no file, no clock, no worker.
export { type Absent, isAbsent, type ReasonCode, reasonCodes, wordsFor } from './absence.ts'
export { type Evaluated, type Evaluation, evaluate, metricDefinitions, type MetricId, neededCounts } from './evaluate.ts'
export type { FlagRule, ReadFilter } from './filter.ts'
export { filters, ga4ghReads, ga4ghWgs, ga4ghYield, mosdepthDefault } from './filters/index.ts'
export { formatGa4ghDocument, ga4ghMetrics, wgsQcMetrics } from './ga4gh-document.ts'
export { formatGenomsynDocument, genomsynDocument, schemaVersion } from './genomsyn-document.ts'
export { float, formatJson, type Json, type JsonFloat, type JsonObject, sortKeys } from './json-text.ts'
export type { Equivalents, MetricDefinition, MetricValue, Unit, ValueType } from './metric.ts'
export { formatC, formatJava, formatPythonFloat } from './number-format.ts'
export type { Observation, ObservedContig } from './observation.ts'
export {
  definition,
  type FileFacts,
  type Provenance,
  type ReadGroupFacts,
  type SampleResult,
  type TerritoryProvenance,
} from './provenance.ts'
export { savedCounts } from './read-groups/saved-counts.ts'
export { readGroupsOf, withoutReadGroups } from './read-groups/without.ts'
export { referencePage } from './reference-page.ts'
export { genomsynSchema } from './schema.ts'
export { type MaskRule, type Territory, territoryFor, wordsForMaskRule } from './territory.ts'
export type { Comparison } from './profile/limit.ts'
export type { Condition, Consequence, Exemption, Profile, Rule, TopUpLimits, When } from './profile/profile.ts'
export type { SheetFacts } from './verdict/conditions.ts'
export { judge } from './verdict/judge.ts'
export {
  type Fault,
  isFault,
  type JsonRecord,
  list as listOf,
  number as numberOf,
  readDocument,
  record as recordOf,
  type SavedDocument,
  text as textOf,
} from './verdict/saved-document.ts'
export { readVerdict, type SavedRule, type SavedVerdict } from './verdict/saved-verdict.ts'
export type { ResolvedCondition, RuleOutcome, RuleResult, TopUpOrder, Verdict, VerdictState } from './verdict/verdict.ts'
export { formatVerdict, verdictDocument, verdictSchemaVersion } from './verdict/verdict-document.ts'
export { verdictSchema } from './verdict/verdict-schema.ts'
export { profileSchema, profileSchemaVersion } from './profile/profile-schema.ts'
export { readProfile } from './profile/read-profile.ts'
export { profiles } from './profiles/index.ts'
export { type OtherDefinition, otherDefinitions } from './explain/definitions.ts'
export { waterfallSentence } from './explain/sentence.ts'
export { explainedMetrics, type ExplainedMetric, type Waterfall, waterfallOf, type WaterfallStep } from './explain/waterfall.ts'
export { backtest, type Backtest, type BacktestSample, type StateChange } from './verdict/backtest.ts'
export { isReleasable, verdictStates } from './verdict/verdict.ts'
export { grouped, nameOf, showAgainst, showLimit, withUnit } from './verdict/shown-number.ts'
export { FEWEST, FIRM } from './control-chart/baseline.ts'
export {
  type ChartedPoint,
  type ControlChart,
  controlChart,
  type ControlPoint,
  EWMA_WEIGHT,
} from './control-chart/control-chart.ts'
export { controlRules } from './control-chart/westgard.ts'
export { limitOf, wordsForComparison, type Limit } from './profile/limit.ts'
