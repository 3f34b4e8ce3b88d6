// Bases of CRAM reads: asked of the host only where a count needs them, rebuilt from reference and features, and said to be missing else.
import { makeRecord, type RecordFields } from '@genomsyn/simulate'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  builds,
  type CountRequest,
  type CramRequest,
  type DrivenKernel,
  everyCount,
  loadBuild,
  type Outcome,
} from '../drive-kernel.ts'
import { cramOf } from './cram-file.ts'
import { referenceBased } from './reference-based.ts'

const ADAPTER = 'AGATCGGAAGAGCGGTTCAGCAGGAATGCC'
/** The adapter lies at 100 of the contig; elsewhere it is A. */
const REFERENCE = `${'A'.repeat(100)}${ADAPTER}${'A'.repeat(870)}`
const CONTIG = REFERENCE.length
/** Words of wgs-exclusions: reads that are adapter, and reads of low MAPQ. */
const ADAPTER_READS = 2
const MAPQ_READS = 4
const BASEQ_BASES = 14

const fromReference: NonNullable<CramRequest['reference']> = ({ start, length }) =>
  Buffer.from(REFERENCE.slice(start, start + length))

const withoutCycles = everyCount.filter((id) => id !== 'cycle-bases')

describe.each(builds)('bases of CRAM reads in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  const count = (file: Uint8Array, cram: CramRequest = {}, request: Partial<CountRequest> = {}): Outcome =>
    kernel.count(file, { contigLengths: [CONTIG, CONTIG], counts: withoutCycles, cram, ...request })
  const reasons = ({ status, counts }: Outcome): unknown[] => [
    status,
    counts['wgs-exclusions'][ADAPTER_READS],
    counts['wgs-exclusions'][MAPQ_READS],
  ]

  const onAdapter = { position: 100, mappingQuality: 0 }
  const beside = { position: 300, mappingQuality: 0 }
  const good = { position: 400, mappingQuality: 60 }

  it('are asked for once a slice, with its MD5, when a read of MAPQ 0 may be adapter', () => {
    const outcome = count(referenceBased([onAdapter, beside, good], { md5: 1, span: CONTIG }), { reference: fromReference })
    expect(reasons(outcome)).toEqual([0, 1n, 1n])
    expect(outcome.askedReferences).toEqual([
      { contig: 0, start: 0, length: CONTIG, md5: 0x0101010101010101n, slice: [0, CONTIG] },
    ])
    expect(outcome.basesMissing).toBe(false)
  })

  it('are not asked for when no read needs them, or no count', () => {
    expect(count(referenceBased([good]), { reference: fromReference }).askedReferences).toEqual([])
    const file = referenceBased([onAdapter])
    expect(count(file, { reference: fromReference }, { counts: ['depth', 'base-quality'] }).askedReferences).toEqual([])
  })

  it('are asked for on each contig of a slice of several, as far as its records reach', () => {
    const file = referenceBased([onAdapter, { ...onAdapter, position: 105 }, beside], { contigs: [0, 0, 1] })
    const { askedReferences, ...outcome } = count(file, { reference: fromReference })
    expect(reasons({ ...outcome, askedReferences })).toEqual([0, 2n, 1n])
    expect(askedReferences).toEqual([
      { contig: 0, start: 100, length: 35, md5: 0n, slice: [0, 0] },
      { contig: 1, start: 300, length: 30, md5: 0n, slice: [0, 0] },
    ])
  })

  it('are said to be missing without a reference, and all else is counted', () => {
    const outcome = count(referenceBased([onAdapter, good]))
    expect(reasons(outcome)).toEqual([0, 0n, 1n])
    expect(outcome.basesMissing).toBe(true)
    expect(outcome.counts['contig-depth'][0]).toBe(60n)
    expect(count(referenceBased([good])).basesMissing).toBe(false)
  })

  it('tell a read from an adapter by its substitutions', () => {
    const changed = {
      ...onAdapter,
      substitutions: [
        [1, 0],
        [2, 0],
      ] as const,
    }
    const once = { ...onAdapter, substitutions: [[1, 0]] as const }
    expect(reasons(count(referenceBased([changed, once]), { reference: fromReference }))).toEqual([0, 1n, 1n])
  })

  it('leave out an N that a substitution code stands for; without a reference its quality decides', () => {
    const withN = {
      ...good,
      substitutions: [
        [5, 3], // N for A, C, G and T alike
        [6, 2],
      ] as const,
    }
    for (const [cram, counted, left] of [
      [{ reference: fromReference }, 29n, 1n],
      [{}, 30n, 0n],
    ] as const) {
      const { counts, basesMissing } = count(referenceBased([withN]), cram)
      expect([counts['wgs-depth'][1], counts['wgs-exclusions'][BASEQ_BASES], basesMissing]).toEqual([counted, left, false])
    }
  })

  it('are rebuilt for every read where they are counted by cycle', () => {
    const substitutions = [[5, 3]] as const // N
    const file = referenceBased([
      { ...onAdapter, flag: 0 },
      { ...good, flag: 0, substitutions },
    ])
    const { counts } = count(file, { reference: fromReference }, { counts: ['cycle-bases'] })
    const bases = Array.from({ length: 30 }, (_, cycle) =>
      [0, 1, 2, 3, 4, 5].map((word) => Number(counts['cycle-bases'][(word << 10) | cycle])),
    )
    const expected = Array.from(ADAPTER, (letter, cycle) => {
      const other = cycle === 4 ? 'N' : 'A'
      return ['A', 'C', 'G', 'T', 'N', '='].map((base) => Number(base === letter) + Number(base === other))
    })
    expect(bases).toEqual(expected)
  })

  it('are said not to be at hand of each read that has them in the reference alone', () => {
    const counted = count(referenceBased([onAdapter, good]), {}, { counts: ['cycle-bases'] }).counts['cycle-bases']
    expect([...counted.entries()].filter(([, words]) => words > 0n)).toEqual([[(6 << 10) | 3, 2n]])
  })

  it('need no reference where the file holds them all', () => {
    const fields: RecordFields = { position: 100, mappingQuality: 0, cigar: '30M' }
    const outcome = count(
      cramOf([makeRecord({ ...fields, sequence: ADAPTER }), makeRecord({ ...fields, sequence: 'A'.repeat(30) })]),
    )
    expect(reasons(outcome)).toEqual([0, 1n, 1n])
    expect([outcome.basesMissing, outcome.askedReferences]).toEqual([false, []])
  })
})
