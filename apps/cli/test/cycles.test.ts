// The section `cycles` from records to documents: as they were simulated, however the file is cut; left out of qc unless asked for.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AlignmentRecord, flags } from '@genomsyn/simulate'
import { genomsynSchema } from '@genomsyn/standard'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { writeCram } from './crams.ts'
import { writeProfile, writeSheet } from './runs.ts'
import { genome, header, records, suiteFolder, writeReference, writeSample } from './sample-files.ts'

type Series = Readonly<Record<string, number[] | number>>
interface Cycles {
  readonly quality: Readonly<Record<string, Series>> | null
  readonly bases: Readonly<Record<string, Series>> | null
  readonly reasons: Readonly<Record<string, string>>
}

const folder = suiteFolder()
const sample = writeSample(join(folder, 'sample.bam'))
const reference = writeReference(join(folder, 'genome.fa'))

async function cyclesOf(path: string, ...options: string[]): Promise<Cycles> {
  const { exitCode, stdout, stderr } = await genomsyn('qc', path, '--json', ...options)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return (JSON.parse(stdout) as { cycles: Cycles }).cycles
}

const COMPLEMENTS: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' }

/** The reads of one side of the pairs, as the sequencer gave them. */
function sequenced(order: number): { bases: string[]; qualities: number[] }[] {
  const isCounted = ({ flag }: AlignmentRecord): boolean =>
    !(flag & (flags.SECONDARY | flags.SUPPLEMENTARY)) && (flag & flags.PAIRED ? !!(flag & order) : order === flags.READ1)
  return records.filter(isCounted).map(({ flag, sequence, qualities, tags }) => {
    const original = tags.find(([name]) => name === 'OQ')?.[2] as string | undefined
    const ours = original ? Array.from(original, (letter) => letter.charCodeAt(0) - 33) : [...(qualities ?? [])]
    if (!(flag & flags.REVERSE)) return { bases: [...sequence], qualities: ours }
    return { bases: [...sequence].toReversed().map((base) => COMPLEMENTS[base] ?? base), qualities: ours.toReversed() }
  })
}

describe('cycles', async () => {
  const cycles = await cyclesOf(sample.path, '--cycles')

  it.each([
    ['read_1', flags.READ1],
    ['read_2', flags.READ2],
  ] as const)('of %s are those that were simulated', (read, order) => {
    const reads = sequenced(order)
    const length = Math.max(...reads.map(({ bases }) => bases.length))
    const sums = (of: (read: (typeof reads)[number], cycle: number) => number): number[] =>
      Array.from({ length }, (_, cycle) => reads.reduce((sum, each) => sum + of(each, cycle), 0))
    expect(reads.length).toBeGreaterThan(1000)
    expect(cycles.bases![read]).toMatchObject({
      reads: reads.length,
      a: sums(({ bases }, cycle) => Number(bases[cycle] === 'A')),
      c: sums(({ bases }, cycle) => Number(bases[cycle] === 'C')),
      g: sums(({ bases }, cycle) => Number(bases[cycle] === 'G')),
      t: sums(({ bases }, cycle) => Number(bases[cycle] === 'T')),
      n: sums(({ bases }, cycle) => Number(bases[cycle] === 'N')),
    })
    expect(cycles.quality![read]).toMatchObject({
      quality_sum: sums(({ qualities }, cycle) => qualities[cycle] ?? 0),
      bases_q30: sums(({ qualities }, cycle) => Number((qualities[cycle] ?? 0) >= 30)),
    })
  })

  it('are the same in any number of shards', async () => {
    for (const shards of ['2', '7']) expect(await cyclesOf(sample.path, '--cycles', '--shards', shards)).toEqual(cycles)
  })

  it('are left out of qc unless they are asked for, with the reason', async () => {
    const reasons = { quality: 'not_counted', bases: 'not_counted' }
    expect(await cyclesOf(sample.path)).toEqual({ max_cycle: 1024, quality: null, bases: null, reasons })
  })

  it('of a CRAM without its reference are qualities alone, with the reason', async () => {
    const path = join(folder, 'based.cram')
    writeFileSync(path, writeCram(header, records, { reference: genome }).bytes)
    const without = await cyclesOf(path, '--cycles')
    expect(without).toEqual({ ...cycles, bases: null, reasons: { bases: 'reference_absent' } })
    expect(await cyclesOf(path, '--cycles', '--reference', reference)).toEqual(cycles)
  })

  it('are in the documents of a run, which its schema accepts', async () => {
    const sheet = writeSheet(folder, [['S1', 'sample.bam']], ['sample', 'file'])
    const out = join(folder, 'out')
    await genomsyn('run', sheet, '--profile', writeProfile(folder), '--out', out)
    const document = JSON.parse(readFileSync(join(out, 'S1.genomsyn.json'), 'utf8')) as { cycles: Cycles }
    expect(document.cycles).toEqual(cycles)
    const validate = new Ajv2020({ strict: false }).compile(genomsynSchema())
    validate(document)
    expect(validate.errors).toBeNull()
  })
})
