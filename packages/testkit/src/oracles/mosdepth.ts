// mosdepth as an oracle: runs it into a folder of its own, and reads the files it writes. Written against mosdepth 0.3.3.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool, tableRows, versionOf } from './tool.ts'

/** One line of `mosdepth.summary.txt`; the mean is as printed. */
export interface SummaryRow {
  readonly contig: string
  readonly length: number
  readonly bases: number
  readonly mean: string
  readonly min: number
  readonly max: number
}

/** One line of `mosdepth.global.dist.txt`: the fraction, as printed, of positions of at least this depth. */
export interface DistributionRow {
  readonly contig: string
  readonly depth: number
  readonly fraction: string
}

export interface Depths {
  readonly summary: SummaryRow[]
  readonly distribution: DistributionRow[]
}

/** The installed version, or null. */
export function version(): string | null {
  return versionOf('mosdepth')
}

/**
 * Runs `mosdepth -n` on an indexed file.
 * @param options further options, such as `['--fast-mode']`
 * @throws Error when mosdepth refuses the file
 */
export function depths(path: string, options: readonly string[] = []): Depths {
  const folder = mkdtempSync(join(tmpdir(), 'mosdepth-'))
  try {
    runTool('mosdepth', ['-n', ...options, join(folder, 'out'), path])
    const read = (file: string): string => readFileSync(join(folder, `out.mosdepth.${file}`), 'utf8')
    return { summary: parseSummary(read('summary.txt')), distribution: parseDistribution(read('global.dist.txt')) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function parseSummary(text: string): SummaryRow[] {
  const [, ...rows] = tableRows(text)
  return rows.map(([contig = '', length, bases, mean = '', min, max]) => ({
    contig,
    length: Number(length),
    bases: Number(bases),
    mean,
    min: Number(min),
    max: Number(max),
  }))
}

export function parseDistribution(text: string): DistributionRow[] {
  return tableRows(text).map(([contig = '', depth, fraction = '']) => ({ contig, depth: Number(depth), fraction }))
}
