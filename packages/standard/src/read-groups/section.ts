// The section `read_groups` of a document: each read group by itself, the autosome depth of the file without it, and the counts from
// which a verdict without it is made later.
import { type Counts, readGroupsApart } from '@genomsyn/partial'
import { evaluateMetric, metricDefinitions, toJson } from '../evaluate.ts'
import { readsWord } from '../exclusions.ts'
import { float, type JsonObject } from '../json-text.ts'
import type { MetricDefinition } from '../metric.ts'
import type { Observation } from '../observation.ts'
import type { ReadGroupFacts, SampleResult } from '../provenance.ts'
import { leaveOut } from './left-out.ts'
import { formatCounts } from './saved-counts.ts'

/** Why read groups were not counted apart. */
export const readGroupReasons = ['fewer_than_two_read_groups', 'too_many_read_groups', 'not_counted'] as const

const byId = metricDefinitions.toSorted((a, b) => (a.id < b.id ? -1 : 1))
const ofTerritory = byId.filter(({ needs }) => needs.includes('wgs-depth'))
const ofReads = byId.filter(({ needs }) => !needs.includes('wgs-depth'))

export function readGroupsSection({ observation, file }: SampleResult): JsonObject {
  const rows = observation.readGroups
  return {
    reason: rows === undefined ? whyNot(file.readGroups.length) : null,
    programs: rows === undefined ? [] : [...observation.programs],
    bases_missing: observation.basesMissing ?? false,
    groups: rows === undefined ? [] : groupSections(observation, rows, file.readGroups),
  }
}

function whyNot(count: number): string {
  if (count < readGroupsApart.fewest) return 'fewer_than_two_read_groups'
  return count > readGroupsApart.most ? 'too_many_read_groups' : 'not_counted'
}

/** In header order; the records of no read group come last, where there are any. */
function groupSections(observation: Observation, rows: readonly Counts[], facts: readonly ReadGroupFacts[]): JsonObject[] {
  const [others = {}, ...groups] = rows
  const sections = groups.map((row, i) => ({
    ...groupSection(observation, row, facts[i]),
    without: withoutSection(observation, row, [others, ...groups.filter((_, j) => j !== i)]),
    counts: formatCounts(row),
  }))
  const hasOthers = others.flags?.some((records) => records > 0n) ?? false
  if (!hasOthers) return sections
  return [...sections, { ...groupSection(observation, others, undefined), without: null, counts: formatCounts(others) }]
}

function groupSection(observation: Observation, counts: Counts, facts: ReadGroupFacts | undefined): JsonObject {
  const own: Observation = { ...observation, counts }
  const isVoid = observation.territory === null || !observation.coordinateSorted
  const bases = isVoid ? null : (counts['wgs-exclusions']?.[readsWord.counted + 1] ?? null)
  const positions = observation.territory?.bp ?? 0
  return {
    id: facts?.id ?? null,
    sample: facts?.sample ?? null,
    library: facts?.library ?? null,
    platform: facts?.platform ?? null,
    platform_unit: facts?.platformUnit ?? null,
    territory_bases: bases,
    mean_depth_contribution: bases === null || positions === 0 ? null : float(Number(bases) / positions),
    ...valuesOf(ofReads, own),
  }
}

function withoutSection(observation: Observation, removed: Counts, kept: readonly Counts[]): JsonObject {
  const { counts, withheld } = leaveOut([removed], kept.map(ofDepth), observation.contigs.length)
  return valuesOf(ofTerritory, { ...observation, counts, withheld })
}

/** What metrics of the territory need. */
function ofDepth({ flags, 'wgs-exclusions': exclusions }: Counts): Counts {
  return { ...(flags && { flags }), ...(exclusions && { 'wgs-exclusions': exclusions }) }
}

function valuesOf(metrics: readonly MetricDefinition[], observation: Observation): JsonObject {
  const values = metrics.map((metric) => [metric, evaluateMetric(metric, observation)] as const)
  return {
    metrics: Object.fromEntries(values.map(([metric, { value }]) => [metric.id, toJson(metric, value)])),
    reasons: Object.fromEntries(values.flatMap(([{ id }, it]) => (it.value === null ? [[id, it.reason]] : []))),
  }
}
