// A sheet as a table: cells by row, whichever of comma, semicolon and tab separates them. What columns mean is not known here.
import { FileError } from '@genomsyn/hts'
import { CsvError, parse } from 'csv-parse/sync'
import { readTextBytes } from '../text-file.ts'

const DELIMITERS = ['\t', ';', ','] as const

export interface Row {
  /** 1-based, where the row ends. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The rows of a table, empty ones and those that begin with # left out; the first has the headings.
 * @throws FileError when it cannot be read, or its quotes are not closed
 */
export async function readTable(path: string): Promise<Row[]> {
  const text = await readText(path)
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      comment: '#',
      comment_no_infix: true,
      info: true,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    return rows.map(({ info, record }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error.lines)
    throw new FileError('sheet-bad', path, {
      problem: 'a quote is not closed, or stands in the middle of a cell',
      remedy: 'put the whole cell in quotes and double those inside it',
      ...(Number.isInteger(line) ? { where: { line } } : {}),
    })
  }
}

/** The one that separates most in the first line. */
function delimiterOf(text: string): string {
  const headings = text.split(/\r?\n/).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? ''
  const counts = DELIMITERS.map((delimiter) => headings.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readTextBytes(path))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const remedy = 'save it as CSV UTF-8'
    throw new FileError('sheet-bad', path, { problem: 'the sheet is not text in UTF-8', remedy })
  }
}
