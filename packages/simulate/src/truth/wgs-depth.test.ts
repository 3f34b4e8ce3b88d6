// The truth table that Picard CollectWgsMetrics 2.27.5 gave for synthetic files, row by row.
import { describe, expect, it } from 'vitest'
import { type AlignmentRecord, type RecordFields, makePair, makeRecord } from '../sam/alignment-record.ts'
import { wgsDepth } from './wgs-depth.ts'

/** 300 A, 100 N, 600 A. */
const bases = new Uint8Array(1000).fill(65).fill(78, 300, 400)
const contigs = [{ length: 1000, bases }]

/** A forward-reverse pair of 50M at the 1-based positions 1 and 101, unless the fields say otherwise. */
function pair(both: RecordFields = {}, first: RecordFields = {}, second: RecordFields = {}): AlignmentRecord[] {
  return makePair({ position: 0, ...both, ...first }, { position: 100, ...both, ...second })
}

function total(records: AlignmentRecord[]): number {
  return wgsDepth(records, contigs).depth[0]!.reduce((sum, depth) => sum + depth, 0)
}

const deep = Array.from({ length: 300 }, (_, i) => pair({ name: `pair${i}` })).flat()

const rows: [name: string, bases: number, records: AlignmentRecord[]][] = [
  ['a plain pair', 100, pair()],
  ['a supplementary record elsewhere', 150, [...pair(), makeRecord({ name: 'pair', flag: 2048 | 99, position: 500 })]],
  ['a secondary record', 100, [...pair(), makeRecord({ name: 'pair', flag: 256 | 99, position: 500 })]],
  ['two QC-fail reads', 0, pair({ flag: 512 })],
  ['two duplicates', 0, pair({ flag: 1024 })],
  ['an unpaired read', 0, [makeRecord({ flag: 0 })]],
  ['a read whose mate is unmapped', 0, [makeRecord({ flag: 73 })]],
  ['an improper pair', 100, [makeRecord({ flag: 65 }), makeRecord({ flag: 145, position: 100 })]],
  ['mapping quality 19', 0, pair({ mappingQuality: 19 })],
  ['mapping quality 20', 100, pair({ mappingQuality: 20 })],
  ['base quality 19', 0, pair({ qualities: 19 })],
  ['base quality 20', 100, pair({ qualities: 20 })],
  ['mates that overlap in 25 bases', 75, pair({}, {}, { position: 25 })],
  ['a deletion', 100, pair({}, { cigar: '25M10D25M' })],
  ['an insertion', 90, pair({}, { cigar: '20M10I20M' })],
  ['a soft clip', 90, pair({}, { cigar: '10S40M' })],
  ['30 bases on N', 70, pair({}, { position: 280 }, { position: 400 })],
  ['300 equal pairs', 25_000, deep],
]

describe('wgs depth', () => {
  it.each(rows)('of %s is %i bases', (_name, expected, records) => {
    expect(total(records)).toBe(expected)
  })

  it('puts what is beyond the cap into a bucket of its own', () => {
    const { excludedBases } = wgsDepth(deep, contigs)
    expect(excludedBases.capped / (25_000 + excludedBases.capped)).toBeCloseTo(0.166667, 6)
  })

  it('lets the second mate count where the first one is of low quality', () => {
    const records = pair({}, { qualities: 10 }, { position: 0 })
    const { excludedBases } = wgsDepth(records, contigs)
    expect(total(records)).toBe(50)
    expect(excludedBases).toEqual({ baseq: 50, overlap: 0, capped: 0 })
  })

  it('removes a record for the first reason that holds', () => {
    const reasons = (fields: RecordFields): string[] => {
      const { excludedRecords } = wgsDepth([makeRecord(fields)], contigs)
      return Object.entries(excludedRecords).flatMap(([reason, { records }]) => (records > 0 ? [reason] : []))
    }
    expect(reasons({ flag: 0x701, mappingQuality: 0 })).toEqual(['secondary'])
    expect(reasons({ flag: 0x601, mappingQuality: 0 })).toEqual(['mapq'])
    expect(reasons({ flag: 0x600 })).toEqual(['dupe'])
    expect(reasons({ flag: 0x200 })).toEqual(['unpaired'])
    expect(reasons({ flag: 0x201 })).toEqual(['qcFail'])
  })

  it('counts aligned bases of removed records, also over N', () => {
    const { excludedRecords } = wgsDepth(pair({ flag: 1024 }, { position: 320, cigar: '5S40M5S' }), contigs)
    expect(excludedRecords.dupe).toEqual({ records: 2, bases: 90 })
  })

  it('rejects bases of quality 2 even without a minimum, and bases called N', () => {
    const records = pair({}, { qualities: 2 }, { sequence: 'N'.repeat(50) })
    expect(wgsDepth(records, contigs, { minBaseQuality: 0 }).excludedBases.baseq).toBe(100)
  })
})
