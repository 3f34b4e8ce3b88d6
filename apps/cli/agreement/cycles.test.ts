// Qualities and bases by cycle of every file against the tables of samtools stats: FFQ and LFQ, FBC and LBC, FTC and LTC, GCT.
import { formatC } from '@genomsyn/standard'
import { samtools } from '@genomsyn/testkit'
import { describe, it } from 'vitest'
import { Comparisons } from './comparisons.ts'
import { countsOf } from './measured.ts'
import { cramFiles, withOutput } from './shared-data.ts'
import { countedOtherwise, total } from './stats-tables.ts'

const CYCLES = 1024
const Q30 = 30

const compared = new Comparisons()
const readableCrams = cramFiles.filter(({ samtools: state, name }) => state === 'ok' && !name.startsWith('corrupt/'))
const outputs = [...withOutput('stats'), ...withOutput('stats', readableCrams)]

/** By name, as comparisons take them. */
type Numbers = Record<string, number | string>

describe('qualities', () => {
  it.each(outputs)('of $name', async ({ path, output }) => {
    const counted = await countsOf(path, { counts: ['flags', 'quality-source', 'cycle-quality'] })
    if (countedOtherwise(counted)) return
    const words = counted.counts['cycle-quality']
    for (const [read, table] of ['FFQ', 'LFQ'].entries()) {
      const rows = rowsOf(output, table)
      const at = (word: number, cycle: number): number => Number(words[(read << 12) | (word << 10) | cycle])
      const ours = rows.map((_, cycle) => [`${table} ${cycle}`, `${at(0, cycle)} ${at(1, cycle)} ${at(2, cycle)}`])
      compared.agree<number | string>(Object.fromEntries(ours) as Numbers, Object.fromEntries(rows.map((row, cycle) => [`${table} ${cycle}`, ofQualities(row)]))) // prettier-ignore
    }
  })
})

/** Bases, sum of their qualities, bases of Q30. */
function ofQualities([, ...cells]: readonly string[]): string {
  const bases = cells.map(Number)
  return `${total(bases)} ${total(bases.map((number, quality) => number * quality))} ${total(bases.slice(Q30))}`
}

describe('bases', () => {
  it.each(outputs)('of $name', async ({ path, output, reference }) => {
    const { counts } = await countsOf(path, { counts: ['cycle-bases'], reference })
    const words = counts['cycle-bases']
    const at = (group: number, word: number, cycle: number): number => Number(words[(group << 13) | (word << 10) | cycle])
    const stored = (read: number, word: number, cycle: number): number =>
      at(read << 1, word, cycle) + at((read << 1) | 1, word, cycle)
    const sequenced = (read: number, word: number, cycle: number): number =>
      at(read << 1, word, cycle) + at((read << 1) | 1, 3 - word, cycle)

    for (const [read, table] of ['FBC', 'LBC'].entries()) {
      agreeOnShares(output, table, (cycle) => [0, 1, 2, 3, 4, 5].map((word) => stored(read, word, cycle)))
    }
    agreeOnShares(output, 'GCT', (cycle) => [0, 1, 2, 3].map((word) => sequenced(0, word, cycle) + sequenced(1, word, cycle)))
    if (samtools.statsSection(output, 'FFQ').length > CYCLES || samtools.statsSection(output, 'LFQ').length > CYCLES) return
    for (const [read, table] of ['FTC', 'LTC'].entries()) {
      const ours = [0, 1, 2, 3, 4].map((word) => total(Array.from({ length: CYCLES }, (_, cycle) => stored(read, word, cycle))))
      compared.agree({ [table]: ours.join(' ') }, { [table]: samtools.statsSection(output, table)[0]!.join(' ') })
    }
  })
})

/** Shares of all A, C, G and T, in percent. */
function agreeOnShares(output: string, table: string, basesAt: (cycle: number) => number[]): void {
  const theirs = rowsOf(output, table).map(([cycle = '', ...shares]) => [`${table} ${cycle}`, shares.join(' ')])
  const ours = rowsOf(output, table).map(([cycle]) => {
    const bases = basesAt(Number(cycle) - 1)
    const called = total(bases.slice(0, 4))
    return [`${table} ${cycle}`, bases.map((number) => formatC((100 * number) / called, 2)).join(' ')]
  })
  compared.agree(Object.fromEntries(ours) as Numbers, Object.fromEntries(theirs) as Numbers)
}

/** Rows of the cycles that are counted. */
function rowsOf(output: string, table: string): string[][] {
  return samtools.statsSection(output, table).filter(([cycle]) => Number(cycle) <= CYCLES)
}

compared.atLeast(56_000)
