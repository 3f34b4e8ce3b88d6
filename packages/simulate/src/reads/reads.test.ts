import { describe, expect, it } from 'vitest'
import { type AlignmentRecord, endPosition } from '../sam/alignment-record.ts'
import { bamRecordBytes } from '../bam/bam-record.ts'
import { consumesRead, readLength } from '../sam/cigar.ts'
import * as flags from '../sam/flags.ts'
import { makeGenome } from '../genome/genome.ts'
import { everyCase, hiseq, nova } from './library.ts'
import { simulateReads } from './reads.ts'

const genome = makeGenome(8, [
  { name: 'chr1', length: 60_000, gaps: [[20_000, 22_000]] },
  { name: 'chr2', length: 30_000 },
])
const options = { seed: 4, genome, depth: 20, library: everyCase }
const records = [...simulateReads(options)]
const placed = records.filter(({ contig }) => contig >= 0)
const mapped = placed.filter(({ flag }) => !(flag & flags.UNMAPPED))
const primary = records.filter(({ flag }) => !(flag & (flags.SECONDARY | flags.SUPPLEMENTARY)))

describe('simulated records', () => {
  it('come in coordinate order, unplaced ones last', () => {
    const place = ({ contig, position }: AlignmentRecord) => (contig < 0 ? Infinity : contig * 1e9 + position)
    expect(records.every((record, i) => i === 0 || place(records[i - 1]!) <= place(record))).toBe(true)
    expect(records.at(-1)?.contig).toBe(-1)
  })

  it('are the same for the same seed and others for another', () => {
    const small = { ...options, depth: 3 }
    const bytes = (seed: number): Buffer => Buffer.concat([...simulateReads({ ...small, seed })].map(bamRecordBytes))
    expect(bytes(4).equals(bytes(4))).toBe(true)
    expect(bytes(4).equals(bytes(5))).toBe(false)
  })

  it('lie within their contig', () => {
    expect(placed.every((record) => record.position >= 0 && endPosition(record) <= genome[record.contig]!.length)).toBe(true)
  })

  it('have as many bases and qualities as their CIGAR says', () => {
    for (const { cigar, sequence, qualities } of mapped) {
      if (sequence !== '') expect(readLength(cigar)).toBe(sequence.length)
      expect(qualities?.length ?? 0).toBe(sequence.length)
    }
  })

  it('hold every kind of record', () => {
    const has = (test: (record: AlignmentRecord) => boolean): boolean => records.some(test)
    for (const bit of Object.values(flags)) expect(has(({ flag }) => (flag & bit) !== 0)).toBe(true)
    for (const wanted of 'MIDNSH') expect(has(({ cigar }) => cigar.some(([, operation]) => operation === wanted))).toBe(true)
    expect(has(({ flag }) => !(flag & flags.PAIRED))).toBe(true)
    expect(has(({ contig, mateContig }) => contig >= 0 && mateContig >= 0 && contig !== mateContig)).toBe(true)
    expect(has(({ contig, flag }) => contig >= 0 && (flag & flags.UNMAPPED) !== 0)).toBe(true)
    expect(has(({ sequence }) => sequence === '')).toBe(true)
    expect(has(({ sequence, contig }) => contig >= 0 && sequence.includes('N'))).toBe(true)
    expect(has(({ mappingQuality }) => mappingQuality > 0 && mappingQuality < 20)).toBe(true)
    expect(new Set(records.map(({ tags }) => tags.find(([name]) => name === 'RG')?.[2])).size).toBeGreaterThan(12)
  })
})

describe('mates', () => {
  const pairs = groupByName(primary)

  it('share a name with each other and with nobody else', () => {
    for (const pair of pairs.values()) {
      expect(pair.length).toBe(pair[0]!.flag & flags.PAIRED ? 2 : 1)
      if (pair.length === 2) expect(pair[0]!.flag & pair[1]!.flag & (flags.READ1 | flags.READ2)).toBe(0)
    }
  })

  it('tell of each other', () => {
    for (const [first, second] of pairs.values()) {
      if (second === undefined) continue
      expect([first!.mateContig, first!.matePosition]).toEqual([second.contig, second.position])
      expect([second.mateContig, second.matePosition]).toEqual([first!.contig, first!.position])
      expect(first!.templateLength + second.templateLength).toBe(0)
      expect((first!.flag & flags.REVERSE) !== 0).toBe((second.flag & flags.MATE_REVERSE) !== 0)
      expect((first!.flag & flags.UNMAPPED) !== 0).toBe((second.flag & flags.MATE_UNMAPPED) !== 0)
    }
  })

  it('overlap in part of the pairs', () => {
    const overlapping = mapped.filter(
      (record) => record.flag & flags.PROPER_PAIR && record.templateLength > 0 && endPosition(record) > record.matePosition,
    )
    expect(overlapping.length).toBeGreaterThan(mapped.length / 20)
  })
})

describe('tags', () => {
  it('NM and MD describe how the bases differ from the reference', () => {
    let checked = 0
    for (const record of mapped) {
      const edit = record.tags.find(([name]) => name === 'NM')?.[2]
      const text = record.tags.find(([name]) => name === 'MD')?.[2] as string | undefined
      if (text === undefined || record.cigar.some(([, operation]) => operation === 'N')) continue
      expect(referenceFromTags(record, text)).toBe(referenceUnder(record))
      expect(edit).toBe(editDistance(record, text))
      checked++
    }
    expect(checked).toBeGreaterThan(5000)
  })

  it('SA names the other part of a split read, where that part is', () => {
    const split = mapped.filter(({ flag }) => flag & flags.SUPPLEMENTARY)
    expect(split.length).toBeGreaterThan(50)
    for (const part of split) {
      const main = primary.find(({ name, flag }) => name === part.name && sameOrder(flag, part.flag))!
      expect(main.tags.find(([name]) => name === 'SA')?.[2]).toMatch(new RegExp(`^chr[12],${part.position + 1},`))
      expect(part.tags.find(([name]) => name === 'SA')?.[2]).toMatch(new RegExp(`^chr[12],${main.position + 1},`))
      expect(main.sequence.endsWith(part.sequence)).toBe(true)
    }
  })

  it('OQ is as long as the read', () => {
    const withOriginal = primary.filter(({ tags }) => tags.some(([name]) => name === 'OQ'))
    expect(withOriginal.length).toBe(primary.length)
    for (const { tags, sequence } of withOriginal)
      expect((tags.find(([name]) => name === 'OQ')![2] as string).length).toBe(sequence.length)
  })
})

describe('depth', () => {
  const wide = makeGenome(9, [
    { name: 'auto', length: 200_000 },
    { name: 'X', length: 100_000, relativeDepth: 50 },
  ])

  it.each([nova, hiseq])('is near what was asked for, and half of it on a contig of half depth', (library) => {
    const bases = [0, 0]
    for (const { contig, sequence } of simulateReads({ seed: 1, genome: wide, depth: 15, library })) {
      if (contig >= 0) bases[contig]! += sequence.length
    }
    expect(bases[0]! / 200_000 / 15).toBeGreaterThan(0.88)
    expect(bases[0]! / 200_000 / 15).toBeLessThan(1.12)
    expect(bases[1]! / 100_000 / 15).toBeCloseTo(0.5, 0.9)
  })

  it('is less where GC content is high', () => {
    const depthAt = (gcBias: number[]): number =>
      [...simulateReads({ seed: 1, genome, depth: 10, library: { ...nova, gcBias } })].length
    const flat = Array.from({ length: 11 }, () => 100)
    expect(depthAt(flat.map((percent, i) => (i >= 4 ? 10 : percent)))).toBeLessThan(0.8 * depthAt(flat))
  })

  it('is nothing in runs of N, but for reads that reach in or skip', () => {
    const inGap = ({ contig, position }: AlignmentRecord): boolean => contig === 0 && position > 20_200 && position < 21_800
    const whole = mapped.filter(({ cigar }) => cigar.every(([, operation]) => operation !== 'N'))
    expect(
      whole.filter(
        (record) => inGap(record) && record.flag & flags.PROPER_PAIR && !(record.flag & (flags.SECONDARY | flags.SUPPLEMENTARY)),
      ),
    ).toEqual([])
  })
})

function groupByName(of: readonly AlignmentRecord[]): Map<string, AlignmentRecord[]> {
  const groups = new Map<string, AlignmentRecord[]>()
  for (const record of of) groups.set(record.name, [...(groups.get(record.name) ?? []), record])
  return groups
}

function sameOrder(flag: number, other: number): boolean {
  return (flag & (flags.READ1 | flags.READ2)) === (other & (flags.READ1 | flags.READ2))
}

function referenceUnder({ contig, position, cigar }: AlignmentRecord): string {
  const length = cigar.reduce((sum, [count, operation]) => sum + ('MD'.includes(operation) ? count : 0), 0)
  return Buffer.from(genome[contig]!.bases.subarray(position, position + length)).toString('latin1')
}

/** The reference as MD tells it, from the aligned bases of the read. */
function referenceFromTags(record: AlignmentRecord, text: string): string {
  let aligned = ''
  let at = 0
  for (const [length, operation] of record.cigar) {
    if (operation === 'M') aligned += record.sequence.slice(at, at + length)
    if (consumesRead(operation)) at += length
  }
  let reference = ''
  at = 0
  for (const [, matched, deleted, mismatch] of text.matchAll(/(\d+)|\^([A-Z]+)|([A-Z])/g)) {
    if (matched !== undefined) reference += aligned.slice(at, (at += Number(matched)))
    else if (deleted !== undefined) reference += deleted
    else reference += mismatch
    if (mismatch !== undefined) at++
  }
  return reference
}

function editDistance({ cigar }: AlignmentRecord, text: string): number {
  const inserted = cigar.reduce((sum, [length, operation]) => sum + (operation === 'I' ? length : 0), 0)
  return inserted + text.replaceAll(/[^A-Z]/g, '').length
}
