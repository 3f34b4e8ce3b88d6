// Read groups side by side: what each brought, and the coverage of the sample without it.
import { axisX, axisY, dot, gridX, ruleX } from '@observablehq/plot'
import { formatC, listOf, numberOf, recordOf, type SavedDocument, showAgainst, textOf } from '@genomsyn/standard'
import { colour } from '../drawing.ts'
import { figure } from '../figure.ts'
import type { SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { metricText, titleOf, unmeasured } from '../shown-metric.ts'
import { table } from '../table.ts'

export const readGroups: SampleSection = {
  id: 'read-groups',
  title: 'Read groups',
  place: 70,
  content: ({ document }) => (document === null ? null : readGroupsOf(document)),
}

interface Group {
  readonly id: string
  readonly name: string
  readonly library: string
  readonly depth: number | null
  readonly metrics: Readonly<Record<string, number | null>>
  readonly without: Readonly<Record<string, number | null>> | null
}

const reasons: Readonly<Record<string, string>> = {
  fewer_than_two_read_groups: 'the file has fewer than two',
  too_many_read_groups: 'the file has more than can be measured apart',
  not_counted: 'they were not measured',
}

const drawn = ['pct_bases_q30', 'pct_reads_duplicate', 'pct_reads_mapped', 'mean_insert_size'] as const
const ROW_HEIGHT = 20
const LETTER = 7

function readGroupsOf({ json, metrics }: SavedDocument): Markup {
  const section = recordOf(json['read_groups'])
  const groups = groupsOf(listOf(section['groups']).map(recordOf))
  if (groups.length === 0) return unmeasured('No comparison of read groups', reasons[textOf(section['reason']) ?? ''])
  const compared = drawn.filter((metric) => groups.some(({ metrics: own }) => typeof own[metric] === 'number'))
  return html`<p>${namesOf(groups)}</p>
    ${groupTable(groups)}
    <div class="figures small">${compared.map((metric) => strip(groups, metric, metrics[metric] ?? null))}</div>`
}

function namesOf(groups: readonly Group[]): string {
  const { id, name, library } = groups[0]!
  const prefix = id.slice(0, id.length - name.length)
  const named = prefix === '' ? '' : ` Their names begin with ${prefix}, which is left out here.`
  const one = groups.every((group) => group.library === library) && library !== '' ? ` of the library ${library}` : ''
  return `${groups.length} read groups${one}.${named} Dotted lines are the whole sample.`
}

function groupTable(groups: readonly Group[]): Markup {
  const number = (metric: string, heading: string): { heading: string; kind: 'number'; cell: (group: Group) => string } => ({
    heading,
    kind: 'number',
    cell: ({ metrics }) => shown(metric, metrics[metric]),
  })
  return table({
    caption: 'Read groups with what each brought',
    rows: groups,
    style: 'tight',
    columns: [
      { heading: 'Read group', cell: ({ name }) => name, style: 'name' },
      ...(new Set(groups.map(({ library }) => library)).size > 1
        ? [{ heading: 'Library', cell: ({ library }: Group) => library }]
        : []),
      { heading: 'Depth it brings (x)', kind: 'number', cell: ({ depth }) => (depth === null ? '–' : formatC(depth, 2)) },
      {
        heading: 'Mean coverage without it (x)',
        kind: 'number',
        cell: ({ without }) => shown('mean_autosome_coverage', without?.['mean_autosome_coverage']),
      },
      number('pct_bases_q30', 'Bases ≥ Q30 (%)'),
      number('mean_base_quality', 'Mean quality'),
      number('pct_reads_duplicate', 'Duplicates (%)'),
      number('pct_reads_mapped', 'Mapped (%)'),
      number('mean_insert_size', 'Insert size (bp)'),
    ],
  })
}

/** A dot for each group; the line is the whole sample. */
function strip(groups: readonly Group[], metric: string, whole: number | null): Markup {
  const points = groups.flatMap(({ name, metrics }) => {
    const value = metrics[metric]
    return typeof value === 'number' ? [{ name, value }] : []
  })
  const values = [...points.map(({ value }) => value), ...(whole === null ? [] : [whole])]
  const room = Math.max(1e-9, (Math.max(...values) - Math.min(...values)) * 0.15, Math.max(...values) * 0.01)
  return figure({
    title: titleOf(metric),
    says: `${points.map(({ name, value }) => `${name} ${metricText(metric, value)}`).join(', ')}; whole sample ${metricText(metric, whole)}`,
    plot: {
      width: 300,
      height: 40 + ROW_HEIGHT * points.length,
      marginLeft: 12 + LETTER * Math.max(...points.map(({ name }) => name.length)),
      marginRight: 16,
      marginTop: 6,
      marginBottom: 28,
      x: { domain: [Math.min(...values) - room, Math.max(...values) + room] },
      y: { domain: points.map(({ name }) => name), label: null, padding: 0.3 },
      marks: [
        gridX({ stroke: colour.ink, strokeOpacity: 0.09 }),
        axisX({ tickSize: 0, fill: colour.muted, label: null, tickSpacing: 60 }),
        axisY({ tickSize: 0, fill: colour.ink }),
        ...(whole === null ? [] : [ruleX([whole], { stroke: colour.ink, strokeDasharray: '2 3' })]),
        dot(points, { x: 'value', y: 'name', fill: colour.accent, r: 4 }),
      ],
    },
  })
}

function groupsOf(records: readonly Readonly<Record<string, unknown>>[]): Group[] {
  const ids = records.map(({ id }) => textOf(id) ?? 'no read group')
  const shared = sharedPrefix(records.flatMap(({ id }) => textOf(id) ?? []))
  return records.map((group, i) => ({
    id: ids[i]!,
    name: ids[i]!.startsWith(shared) ? ids[i]!.slice(shared.length) : ids[i]!,
    library: textOf(group['library']) ?? '',
    depth: numberOf(group['mean_depth_contribution']),
    metrics: numbersOf(group['metrics']),
    without: group['without'] === null ? null : numbersOf(recordOf(group['without'])['metrics']),
  }))
}

/** Up to a separator, so that no word is cut; none when a name would be empty. */
function sharedPrefix(ids: readonly string[]): string {
  const [first = '', ...others] = ids
  let length = first.length
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--
  return others.length === 0 ? '' : first.slice(0, length).replace(/[^_.:-]*$/, '')
}

function numbersOf(value: unknown): Record<string, number | null> {
  return Object.fromEntries(Object.entries(recordOf(value)).map(([key, number]) => [key, numberOf(number)]))
}

function shown(metric: string, value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : showAgainst(value, null, metric)
}
