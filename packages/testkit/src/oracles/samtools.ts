// samtools as an oracle: runs it, and reads what it prints. Written against samtools 1.16.1.
import { runTool, tableRows, versionOf } from './tool.ts'

/** One line of `samtools flagstat`. */
export interface FlagstatRow {
  readonly passed: number
  readonly failed: number
}

/** One line of `samtools idxstats`; the last has the name `*` and holds the unplaced records. */
export interface IdxstatsRow {
  readonly contig: string
  readonly length: number
  readonly mapped: number
  readonly unmapped: number
}

/** The installed version, or null. */
export function version(): string | null {
  return versionOf('samtools')
}

/** @throws Error when samtools refuses the file */
export function flagstat(path: string): Record<string, FlagstatRow> {
  return parseFlagstat(runTool('samtools', ['flagstat', path]))
}

/** @throws Error when samtools refuses the file */
export function idxstats(path: string): IdxstatsRow[] {
  return parseIdxstats(runTool('samtools', ['idxstats', path]))
}

/** @throws Error when samtools refuses the file */
export function stats(path: string): string {
  return runTool('samtools', ['stats', path])
}

/** How a CRAM is written: its reference, and options of the format such as `version=3.1` and `archive`. */
export interface CramOptions {
  /** Path of a FASTA. */
  readonly reference: string
  readonly format: readonly string[]
}

/** Writes an alignment file as CRAM, with its .crai beside it. @throws Error when samtools refuses it */
export function writeCram(path: string, cram: string, { reference, format }: CramOptions): void {
  const options = format.flatMap((option) => ['--output-fmt-option', option])
  runTool('samtools', ['view', '-C', '--no-PG', '-T', reference, ...options, '-o', cram, path])
  runTool('samtools', ['index', cram])
}

/** Writes an alignment file as BAM; `reference` is for a CRAM that needs one. @throws Error when samtools refuses it */
export function writeBam(path: string, bam: string, reference: string | null): void {
  runTool('samtools', ['view', '-b', '--no-PG', ...(reference === null ? [] : ['-T', reference]), '-o', bam, path])
}

/** Rows by their label without the percentages, such as `properly paired`. */
export function parseFlagstat(text: string): Record<string, FlagstatRow> {
  const rows = [...text.matchAll(/^(\d+) \+ (\d+) (.+?)(?: \([^(]*(?:%|N\/A|QC-passed).*\))?$/gm)]
  return Object.fromEntries(
    rows.map(([, passed, failed, label = '']) => [label, { passed: Number(passed), failed: Number(failed) }]),
  )
}

export function parseIdxstats(text: string): IdxstatsRow[] {
  return tableRows(text).map(([contig = '', length, mapped, unmapped]) => ({
    contig,
    length: Number(length),
    mapped: Number(mapped),
    unmapped: Number(unmapped),
  }))
}

/** The summary numbers of `samtools stats` as printed, by label without the colon, such as `insert size average`. */
export function parseSummaryNumbers(text: string): Record<string, string> {
  const rows = statsSection(text, 'SN')
  return Object.fromEntries(rows.map(([label = '', value = '']) => [label.replace(/:$/, ''), value]))
}

/** Rows of one section of `samtools stats`, such as `IS`, without the section's name. */
export function statsSection(text: string, section: string): string[][] {
  return tableRows(text).flatMap(([name, ...fields]) => (name === section ? [fields] : []))
}
