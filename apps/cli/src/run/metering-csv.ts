// `metering.csv`: what each sample took, for whoever plans and pays. The only result file that differs from run to run.
import type { RunRecord } from '@genomsyn/writers'
import type { RunFolder } from './run-folder.ts'
import { keptMetering } from './saved-sample.ts'

const COLUMNS = ['sample', 'outcome', 'wall_seconds', 'cpu_seconds', 'peak_memory_bytes', 'bytes_read']

/** Seconds on the clock are of the last start; CPU time and bytes are of all, peak memory is the process's while it counted. */
export async function meteringCsv(folder: RunFolder, { samples }: RunRecord): Promise<string> {
  const lines = [COLUMNS.join(',')]
  for (const { sample, outcome } of samples) {
    const metering = await keptMetering(folder.kept(sample))
    const numbers =
      metering === null
        ? ['', '', '', '']
        : [metering.wallSeconds.toFixed(3), metering.cpuSeconds?.toFixed(3) ?? '', metering.peakMemoryBytes, metering.bytes]
    lines.push([/[",]/.test(sample) ? `"${sample.replaceAll('"', '""')}"` : sample, outcome, ...numbers].join(','))
  }
  return `${lines.join('\r\n')}\r\n`
}
