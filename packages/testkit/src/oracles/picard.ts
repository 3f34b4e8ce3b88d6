// Picard as an oracle: runs a tool of it, and reads the metrics file it writes. Written against Picard 2.27.5.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool, versionOf } from './tool.ts'

/** The launcher that Debian's package picard-tools installs. */
const LAUNCHER = 'PicardCommandLine'

/** A metrics file: values are kept as printed. */
export interface MetricsFile {
  /** One entry per row, by column name. */
  readonly metrics: Record<string, string>[]
  /** Column names of the histogram, then its rows; empty when the file has none. */
  readonly histogram: string[][]
}

/** The installed version, or null. */
export function version(): string | null {
  return versionOf(LAUNCHER, ['CollectWgsMetrics', '--version'])
}

/**
 * Runs one Picard tool that writes a metrics file.
 * @param tool such as `CollectWgsMetrics`
 * @param options by name, such as `{ I: path, R: reference }`; O is added
 * @throws Error when Picard fails
 */
export function collect(tool: string, options: Readonly<Record<string, string>>): MetricsFile {
  const folder = mkdtempSync(join(tmpdir(), 'picard-'))
  const output = join(folder, 'metrics.txt')
  try {
    const pairs = Object.entries({ ...options, O: output }).map(([name, value]) => `${name}=${value}`)
    runTool(LAUNCHER, [tool, ...pairs, 'VALIDATION_STRINGENCY=SILENT', 'QUIET=true', 'VERBOSITY=ERROR'])
    return parseMetricsFile(readFileSync(output, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function parseMetricsFile(text: string): MetricsFile {
  const [columns = [], ...rows] = sectionRows(text, '## METRICS CLASS')
  const metrics = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ''])))
  return { metrics, histogram: sectionRows(text, '## HISTOGRAM') }
}

/** Lines from the one after the heading to the next empty line. */
function sectionRows(text: string, heading: string): string[][] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith(heading)) + 1
  if (start === 0) return []
  const length = lines.slice(start).indexOf('')
  return lines.slice(start, length < 0 ? lines.length : start + length).map((line) => line.split('\t'))
}
