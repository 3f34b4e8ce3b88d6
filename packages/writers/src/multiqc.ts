// Custom content for MultiQC: a JSON file that carries its own section (MultiQC 1.14 and later, "custom content").
import { stateOf, type RunRecord, type SampleRecord } from './run-record.ts'

/** One column of a table. */
export interface MultiqcColumn {
  readonly title: string
  readonly description: string
  /** As MultiQC shows it; the data themselves are not rounded. */
  readonly format?: string
  readonly suffix?: string
  readonly min?: number
  readonly max?: number
  readonly scale?: string | false
  readonly hidden?: boolean
}

export interface MultiqcSection {
  readonly id: string
  readonly plotType: 'table' | 'generalstats'
  readonly name: string
  readonly columns: Readonly<Record<string, MultiqcColumn>>
  /** Null for a cell without a value, which MultiQC leaves empty. */
  readonly row: (record: SampleRecord) => Readonly<Record<string, string | number | null>>
}

/** Text of the file; samples that were not looked at are in it, so that none goes missing. */
export function multiqcText({ samples }: RunRecord, { id, plotType, name, columns, row }: MultiqcSection): string {
  const present = (record: SampleRecord): [string, string | number][] =>
    Object.entries(row(record)).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))
  const content = {
    id,
    section_name: name,
    plot_type: plotType,
    pconfig:
      plotType === 'table' ? { id: `${id}_table`, title: name, namespace: 'Genomsyn', no_beeswarm: true } : columnList(columns),
    ...(plotType === 'table' ? { headers: columns } : {}),
    data: Object.fromEntries(samples.map((record) => [record.sample, Object.fromEntries(present(record))])),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** The verdict, or what there is instead of one. */
export function verdictText(record: SampleRecord): string {
  const state = stateOf(record)
  if (state === null) return 'missing'
  return record.override === null ? state : `${state} (was ${record.verdict?.state ?? 'missing'})`
}

function columnList(columns: MultiqcSection['columns']): Record<string, MultiqcColumn>[] {
  return Object.entries(columns).map(([key, column]) => ({ [key]: { ...column, namespace: 'Genomsyn' } }))
}
