// The sample sheet: which samples to expect, where their files lie, and what is known of each.
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { FileError } from '@genomsyn/hts'
import { fileStem } from '@genomsyn/writers'
import { type Column, type ColumnKey, columnOf, REQUIRED_COLUMNS } from './columns.ts'
import { type Row, readTable } from './table.ts'

/** A sample that is expected. */
export interface SheetSample {
  readonly sample: string
  /** As the sheet has it. */
  readonly file: string
  /** Of the file, absolute. */
  readonly path: string
  /** What the sheet says in the columns that are known, besides sample and file; empty cells are left out. */
  readonly known: Readonly<Partial<Record<ColumnKey, string>>>
  /** What it says in others, by their headings. */
  readonly other: Readonly<Record<string, string>>
}

export interface SampleSheet {
  readonly path: string
  readonly samples: readonly SheetSample[]
}

/**
 * @returns the sheet, or everything that is wrong with it
 * @throws FileError when it cannot be read at all
 */
export async function readSampleSheet(path: string): Promise<SampleSheet | readonly FileError[]> {
  const [headings, ...rows] = await readTable(path)
  if (headings === undefined)
    return [fault(path, { problem: 'the sheet is empty', remedy: 'give it a line of headings: sample,file' })]
  const named = headings.cells.map((heading) => ({ heading, column: columnOf(heading) }))
  const faults = headingFaults(path, headings.line, named)
  if (faults.length > 0) return faults
  if (rows.length === 0) return [fault(path, { problem: 'the sheet has no samples', remedy: 'give each sample a line' })]
  const read = rows.map((row) => readRow(path, row, named))
  const all = [...read.flatMap((one) => one.faults), ...repeated(path, rows, read)]
  return all.length > 0 ? all : { path, samples: read.map(({ sample }) => sample) }
}

interface Heading {
  readonly heading: string
  /** Null when it is carried along. */
  readonly column: Column | null
}

function headingFaults(path: string, line: number, named: readonly Heading[]): FileError[] {
  const keys = named.map(({ heading, column }) => column?.key ?? heading)
  const missing = REQUIRED_COLUMNS.filter((key) => !keys.includes(key))
  const twice = named.filter((_, i) => keys.indexOf(keys[i]!) !== i)
  return [
    ...missing.map((key) =>
      fault(path, {
        problem: `there is no column ${key} among ${named.map(({ heading }) => heading).join(', ')}`,
        remedy: `add a column headed ${key}`,
        where: { line },
      }),
    ),
    ...twice.map(({ heading }) =>
      fault(path, {
        problem: heading === '' ? 'a column has no heading' : `this heading means the same as an earlier one`,
        remedy: heading === '' ? 'give every column a heading' : 'keep one of them',
        where: { line, column: heading },
      }),
    ),
  ]
}

interface ReadRow {
  readonly sample: SheetSample
  readonly faults: readonly FileError[]
}

function readRow(path: string, { line, cells }: Row, named: readonly Heading[]): ReadRow {
  const faults: FileError[] = []
  if (cells.length > named.length)
    faults.push(
      fault(path, {
        problem: `the line has ${cells.length} cells, but there are ${named.length} headings`,
        remedy: 'put cells that hold the separator in quotes',
        where: { line },
      }),
    )
  const known: Partial<Record<ColumnKey, string>> = {}
  const other: Record<string, string> = {}
  for (const [i, { heading, column }] of named.entries()) {
    const cell = (cells[i] ?? '').normalize('NFC')
    if (column === null) other[heading] = cell
    else if (cell === '') faults.push(...emptyFault(path, line, column))
    else {
      const value = column.read === undefined ? cell : column.read(cell)
      if (value === null) faults.push(notTaken(path, line, { column, heading, cell }))
      else known[column.key] = value
    }
  }
  const { sample = '', file = '', ...rest } = known
  const cell = cells[named.findIndex(({ column }) => column?.key === 'file')] ?? ''
  return { sample: { sample, file, path: placeOf(path, cell), known: rest, other }, faults }
}

function emptyFault(path: string, line: number, { key }: Column): FileError[] {
  if (!REQUIRED_COLUMNS.includes(key)) return []
  const remedy = key === 'sample' ? 'give the sample its identifier' : 'name the alignment file of the sample'
  return [fault(path, { problem: 'the cell is empty', remedy, where: { line, column: key } })]
}

function notTaken(
  path: string,
  line: number,
  { column, heading, cell }: { column: Column; heading: string; cell: string },
): FileError {
  return fault(path, {
    problem: `'${cell}' is not understood`,
    remedy: `write ${column.takes}, or leave it empty`,
    where: { line, column: heading },
  })
}

/** Two lines of one sample, and two samples of one file, would replace each other's results or pass for each other. */
function repeated(path: string, rows: readonly Row[], read: readonly ReadRow[]): FileError[] {
  const faults: FileError[] = []
  for (const key of ['sample', 'file'] as const) {
    const values = read.map(({ sample }) => (key === 'file' ? sample.path : fileStem(sample.sample).toLowerCase()))
    for (const [i, value] of values.entries()) {
      const first = values.indexOf(value)
      if (first === i || read[i]!.sample[key] === '') continue
      const problem = `${read[i]!.sample[key]} is already in line ${rows[first]!.line}`
      const remedy = 'give each sample one line and a file of its own'
      faults.push(fault(path, { problem, remedy, where: { line: rows[i]!.line, column: key } }))
    }
  }
  return faults
}

/** Letters such as å are one character or two, by who wrote the name: the file is taken as it lies there. */
function placeOf(sheet: string, file: string): string {
  const forms = [file, file.normalize('NFC'), file.normalize('NFD')].map((form) => resolve(dirname(sheet), form))
  return forms.find((form) => existsSync(form)) ?? forms[0]!
}

function fault(path: string, detail: ConstructorParameters<typeof FileError>[2]): FileError {
  return new FileError('sheet-bad', path, detail)
}
