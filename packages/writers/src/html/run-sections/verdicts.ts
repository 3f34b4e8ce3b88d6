// The table of the run: every sample of the sheet with its verdict, why, what to do next, and its main numbers.
import { showAgainst } from '@genomsyn/standard'
import { type RunRecord, type SampleRecord, stateOf } from '../../run-record.ts'
import { fileStem } from '../../writer.ts'
import { html, type Markup } from '../markup.ts'
import type { RunSection } from '../run-section.ts'
import { type Column, table } from '../table.ts'
import { type ShownState, stateOrder, verdictTag } from '../verdict-tag.ts'

const numbers = [
  ['mean_autosome_coverage', 'Mean coverage (x)'],
  ['pct_autosomes_15x', 'Positions ≥ 15x (%)'],
  ['pct_reads_duplicate', 'Duplicate reads (%)'],
  ['pct_bases_q30', 'Bases ≥ Q30 (%)'],
  ['pct_reads_mapped', 'Mapped reads (%)'],
  ['mean_insert_size', 'Insert size (bp)'],
] as const

export const verdicts: RunSection = { id: 'verdicts', title: 'Verdicts', place: 10, content: verdictsOf }

/** What is most urgent comes first, then the order of the sheet. */
function verdictsOf(run: RunRecord): Markup {
  const rows = run.samples
    .map((record, i) => ({ record, line: i + 1, state: shownState(record) }))
    .toSorted((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state))
  return html`<p class="hint" data-filter="verdicts">What needs somebody comes first. A sample’s name leads to its own report.</p>
    ${table({
      caption: 'Samples with their verdicts',
      rows,
      sortable: true,
      rowAttributes: ({ state }) => html` data-state="${state}"`,
      columns: columnsOf(run),
    })}`
}

interface Row {
  readonly record: SampleRecord
  readonly line: number
  readonly state: ShownState
}

function columnsOf({ samples }: RunRecord): Column<Row>[] {
  const anyCase = samples.some(({ sheet }) => sheet['case'] !== undefined)
  return [
    { heading: 'Sample', cell: ({ record }) => nameOf(record), sortBy: ({ record }) => record.sample, style: 'name' },
    { heading: 'Verdict', cell: ({ state }) => verdictTag(state), sortBy: ({ state }) => stateOrder.indexOf(state) },
    { heading: 'Reason and next step', cell: ({ record }) => reasonOf(record), style: 'words' },
    ...numbers.map(([metric, heading]) => numberColumn(metric, heading)),
    ...(anyCase ? [{ heading: 'Case', cell: ({ record }: Row) => record.sheet['case'] ?? '' }] : []),
    { heading: 'Line', kind: 'number', cell: ({ line }) => line },
  ]
}

function numberColumn(metric: string, heading: string): Column<Row> {
  return {
    heading,
    kind: 'number',
    cell: ({ record }) => numberOf(record, metric),
    sortBy: ({ record }) => record.metrics[metric] ?? '',
  }
}

/** Marked where a limit on it is not kept. */
function numberOf({ metrics, verdict }: SampleRecord, metric: string): Markup | string {
  const limits = (verdict?.limits ?? []).filter((rule) => rule.metric === metric)
  const broken = limits.find(({ kept }) => !kept)
  const value = metrics[metric] ?? null
  const text = value === null ? '–' : showAgainst(value, (broken ?? limits[0])?.limit ?? null, metric)
  return broken === undefined ? text : html`<strong class="broken">${text}</strong>`
}

function nameOf({ sample, verdict }: SampleRecord): Markup | string {
  return verdict === null ? sample : html`<a href="${encodeURIComponent(fileStem(sample))}.report.html">${sample}</a>`
}

function reasonOf({ verdict, override }: SampleRecord): Markup | string {
  if (verdict === null) return 'the sample was not measured'
  if (override !== null)
    return html`overridden by ${override.role}: ${override.reason}<br /><span class="muted"
        >instead of ${verdict.state}: ${verdict.reason}</span
      >`
  return html`${verdict.reason}<br /><span class="muted">Next: ${verdict.nextStep}</span>`
}

function shownState(record: SampleRecord): ShownState {
  return stateOf(record) ?? 'MISSING'
}
