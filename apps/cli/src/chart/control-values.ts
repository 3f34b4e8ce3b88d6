// Values of a control over many runs, from tables: the `verdicts.csv` of runs in their order, or a table of one's own.
import { basename, dirname, resolve } from 'node:path'
import { FileError, UsageError } from '@genomsyn/hts'
import type { ControlPoint } from '@genomsyn/standard'
import { readTable } from '../sheet/table.ts'

export interface ControlValues {
  readonly control: string
  readonly points: readonly ControlPoint[]
}

interface Cell {
  readonly path: string
  readonly line: number
  readonly run: string
  /** Null where the table does not name samples. */
  readonly sample: string | null
  readonly text: string
}

/** Samples that a sentence names before it counts the others. */
const NAMED = 5

/**
 * @param asked the sample that is the control; may be left out where the tables know one only
 * @throws FileError when a table cannot be read, lacks the metric, or has no number where one belongs
 * @throws UsageError when the control is not among the samples, or has to be named
 */
export async function readControlValues(
  paths: readonly string[],
  metric: string,
  asked: string | undefined,
): Promise<ControlValues> {
  const tables = await Promise.all(paths.map(async (path) => await cellsOf(path, metric)))
  const cells = tables.flat()
  const control = chooseControl([...new Set(cells.flatMap(({ sample }) => sample ?? []))], asked)
  const wanted = cells.filter(({ sample }) => sample === null || sample === control)
  return { control, points: wanted.map((cell) => ({ run: nameOfRun(cell, paths.length), value: numberIn(cell) })) }
}

async function cellsOf(path: string, metric: string): Promise<Cell[]> {
  const [headings, ...rows] = await readTable(path)
  const names = headings?.cells ?? []
  if (!names.includes(metric)) throw noColumn(path, metric, names)
  const [value, sample, run] = [metric, 'sample', 'run'].map((name) => names.indexOf(name)) as [number, number, number]
  return rows.map(({ line, cells }) => ({
    path,
    line,
    run: cells[run] ?? '',
    sample: sample === -1 ? null : (cells[sample] ?? ''),
    text: cells[value] ?? '',
  }))
}

/** Tables of many runs are told apart by the folders that they lie in. */
function nameOfRun({ path, line, run }: Cell, tables: number): string {
  if (run !== '') return run
  return tables > 1 ? basename(dirname(resolve(path))) : `line ${line}`
}

function chooseControl(samples: readonly string[], asked: string | undefined): string {
  const more = samples.length > NAMED ? ` and ${samples.length - NAMED} more` : ''
  const named = `${samples.slice(0, NAMED).join(', ')}${more}`
  if (asked !== undefined && samples.length > 0 && !samples.includes(asked))
    throw new UsageError('--control', `no table has a sample '${asked}'; they have ${named}`)
  if (asked === undefined && samples.length > 1) throw new UsageError('--control', `say which sample is the control: ${named}`)
  return asked ?? samples[0] ?? 'control'
}

function noColumn(path: string, metric: string, names: readonly string[]): FileError {
  const problem = `there is no column ${metric} among ${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ', ...' : ''}`
  return new FileError('sheet-bad', path, { problem, remedy: 'name one that is there with --metric' })
}

function numberIn({ path, line, text }: Cell): number {
  const value = Number(text)
  if (text !== '' && Number.isFinite(value)) return value
  const problem = text === '' ? 'the control has no value here' : `'${text}' is no number`
  const remedy = 'write it with a decimal point, or take the line out'
  throw new FileError('sheet-bad', path, { problem, remedy, where: { line } })
}
