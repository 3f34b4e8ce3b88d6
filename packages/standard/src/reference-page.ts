// The reference page of the metrics, in Markdown, made from their definitions.
import { reasonCodes, wordsFor } from './absence.ts'
import { cycleDescriptions, CYCLES } from './cycles.ts'
import { metricDefinitions } from './evaluate.ts'
import { filters } from './filters/index.ts'
import { ga4ghMetrics } from './ga4gh-document.ts'
import { histogramDescriptions } from './histograms.ts'
import type { Equivalents, MetricDefinition } from './metric.ts'
import { definition } from './provenance.ts'
import { maskRuleNames, wordsForMaskRule } from './territory.ts'

const tools: Record<keyof Equivalents, string> = { ga4gh: 'GA4GH', samtools: 'samtools', picard: 'Picard', mosdepth: 'mosdepth' }

/** Text of docs/metrics.md. */
export function referencePage(): string {
  const byId = metricDefinitions.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const extended = byId.filter((metric) => !ga4ghMetrics.includes(metric))
  return `# Metrics

Generated from \`src/metrics\`; do not edit. Definition ${definition.id}, version ${definition.version}.

Values are unrounded in \`extended_metrics\`; *decimals* is what people are shown. A metric without a value is null, and
\`reasons\` says why. A percentage is 0 to 100, a fraction 0 to 1: the \`pct_exc\` family and \`picard_pct_duplication\` keep
Picard's names, which say percent, and Picard's values, which are fractions.

## GA4GH WGS-QC v1.0

${byId
  .filter((metric) => ga4ghMetrics.includes(metric))
  .map(metricText)
  .join('\n')}
## Extended

${extended.map(metricText).join('\n')}
## Histograms

${table(['histogram', 'pairs of value and count'], Object.entries(histogramDescriptions))}
## By cycle

Section \`cycles\`: reads of the filter ga4gh-reads, the first and the last reads of pairs by themselves (\`read_1\`, which has unpaired reads
too, and \`read_2\`), in the order in which they were sequenced, up to cycle ${CYCLES}. Arrays have a number for each cycle, the first
cycle first. It is the read as stored: soft-clipped bases count, hard-clipped ones are not known.

${table(['part', 'numbers of each cycle'], Object.entries(cycleDescriptions))}
## Filters

${table(
  ['filter', 'reads and bases', 'follows'],
  filters.map(({ name, description, source }) => [name, description, source]),
)}
## Why a value is missing

${table(
  ['reason', 'meaning'],
  reasonCodes.map((reason) => [reason, wordsFor(reason)]),
)}
## How the reference's N positions were found

${table(
  ['mask_rule', 'meaning'],
  maskRuleNames.map((rule) => [rule, wordsForMaskRule(rule)]),
)}`
}

function metricText(metric: MetricDefinition): string {
  const equivalents = Object.entries(metric.equivalents).map(([tool, words]) => `- ${tools[tool as keyof Equivalents]}: ${words}`)
  return `### \`${metric.id}\`

${metric.name}. Unit: ${metric.unit}. Type: ${metric.type}. Decimals: ${metric.decimals}. Counts: ${metric.needs.join(', ') || 'none'}.

${metric.description}
${equivalents.length > 0 ? `\n${equivalents.join('\n')}\n` : ''}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}
