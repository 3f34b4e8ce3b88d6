// What machine and which tools a result belongs to.
import { cpus, totalmem } from 'node:os'
import { mosdepth, picard, samtools } from '@genomsyn/testkit'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memory_gb: number
  readonly node: string
  readonly rivals: Readonly<Record<string, string | null>>
}

export function describeMachine(): Machine {
  const rivals = { samtools: samtools.version(), mosdepth: mosdepth.version(), picard: picard.version() }
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    rivals,
  }
}
