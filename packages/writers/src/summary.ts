// The summary for the terminal: about a dozen aligned lines of plain text. For people; programs read the documents.
import {
  type Evaluated,
  formatC,
  ga4ghMetrics,
  isAbsent,
  type MetricDefinition,
  type MetricId,
  type SampleResult,
  wordsFor,
  wordsForMaskRule,
} from '@genomsyn/standard'

const BYTES_PER_MEGABYTE = 1e6

/** What the application knows of the run: wall time, compressed bytes read, workers, and the files written. */
export interface RunFacts {
  readonly seconds: number
  readonly bytes: number
  readonly workers: number
  readonly files: readonly string[]
}

type Line = readonly [label: string, text: string]

/** The GA4GH metrics in the order in which people ask for them. */
const order: readonly MetricId[] = [
  'mean_autosome_coverage',
  'pct_autosomes_15x',
  'mad_autosome_coverage',
  'yield_bp_q30',
  'pct_reads_mapped',
  'pct_reads_properly_paired',
  'mean_insert_size',
  'insert_size_std_deviation',
]

/** Lines of label and value, each ended by a newline; a missing value is a dash with the reason in words. */
export function summarise(result: SampleResult, run: RunFacts): string {
  const lines: Line[] = [
    ['Sample', result.sample],
    ['Reads', reads(result)],
    ...metricLines(result),
    ...territory(result),
    ['Time', time(result, run)],
    ...notes(result),
    ...run.files.map((file, i): Line => [i === 0 ? 'Files' : '', file]),
  ]
  const width = Math.max(...lines.map(([label]) => label.length))
  return lines.map(([label, text]) => `${label.padEnd(width)}  ${text}\n`).join('')
}

function metricLines(result: SampleResult): Line[] {
  return order.map((id) => {
    const metric = ga4ghMetrics.find((candidate) => candidate.id === id)!
    return [metric.name, valueText(metric, result)]
  })
}

function valueText(metric: MetricDefinition, { observation, evaluation }: SampleResult): string {
  const evaluated: Evaluated = evaluation[metric.id as MetricId]
  if (evaluated.value === null) return `– (${wordsFor(evaluated.reason)})`
  const text = metric.ga4ghText!(evaluated.value, observation)
  return isAbsent(text) ? `– (${wordsFor(text.reason)})` : `${grouped(text)} ${metric.unit}`
}

function reads({ evaluation }: SampleResult): string {
  const [primary, records, duplicates] = [
    evaluation.reads_total_primary,
    evaluation.records_total,
    evaluation.pct_reads_duplicate,
  ]
  if (primary.value === null || records.value === null) return '–'
  const share = duplicates.value === null ? '' : `, ${formatC(duplicates.value, 2)} % duplicates`
  return `${grouped(`${primary.value}`)} in ${grouped(`${records.value}`)} records${share}`
}

function territory({ provenance }: SampleResult): Line[] {
  if (provenance.territory === null) return [['Territory', '–']]
  const { bp, name, maskRule } = provenance.territory
  return [
    ['Territory', `${grouped(`${bp}`)} bp of ${name}`],
    ['Reference mask', wordsForMaskRule(maskRule)],
  ]
}

function time({ evaluation }: SampleResult, { seconds, bytes, workers }: RunFacts): string {
  const records = Number(evaluation.records_total.value ?? 0n)
  const speed =
    seconds > 0
      ? `, ${formatC(bytes / BYTES_PER_MEGABYTE / seconds, 0)} MB/s, ${grouped(formatC(records / seconds, 0))} records/s`
      : ''
  return `${formatC(seconds, 1)} s with ${workers} ${workers === 1 ? 'worker' : 'workers'}${speed}`
}

/** What a reader of the numbers should know before trusting them. */
function notes({ evaluation, file }: SampleResult): Line[] {
  const failing = evaluation.reads_qcfail_primary.value
  const duplicates = evaluation.pct_reads_duplicate
  const texts = [
    duplicates.value === null && duplicates.reason === 'duplicates_not_marked'
      ? 'duplicates are not marked: coverage counts them'
      : null,
    failing !== null && failing !== 0n
      ? `${grouped(`${failing}`)} reads fail the instrument filter; mapped and paired shares count them`
      : null,
    file.samples.length === 0 ? 'no read group names a sample: nothing in the file says whose reads these are' : null,
    file.eofMarker ? null : 'the end-of-file marker is missing: the file may be cut',
  ]
  return texts.flatMap((text): Line[] => (text === null ? [] : [['Note', text]]))
}

/** Digits before the point in groups of three. */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
