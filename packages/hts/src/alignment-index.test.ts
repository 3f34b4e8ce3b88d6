import { baiBytes, BamIndex, type Binning, csiBytes } from '@genomsyn/simulate'
import { BAI, CSI } from '@gmod/bam'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlignmentIndex, parseAlignmentIndex } from './alignment-index.ts'
import { packVirtualOffset, unpackVirtualOffset, type VirtualOffset } from './virtual-offset.ts'

const CONTIGS = 3
const CONTIG_LENGTH = 2 ** 18
const BAI_BINNING: Binning = { minShift: 14, depth: 5 }

interface IndexedRecord {
  contig: number
  begin: number
  end: number
  unmapped: boolean
  offset: number
}

/** Records in file order, each with the virtual offset at which it begins; contig CONTIGS stands for unplaced. */
const anyRecords = fc
  .array(
    fc.record({
      contig: fc.nat(CONTIGS),
      begin: fc.nat(CONTIG_LENGTH - 1),
      length: fc.oneof(fc.constant(150), fc.nat(40_000)),
      unmapped: fc.boolean(),
      gap: fc.integer({ min: 30, max: 30_000 }),
    }),
    { maxLength: 60 },
  )
  .map((drawn) => {
    let offset = 100 * 65536
    const sorted = drawn.toSorted((a, b) => a.contig - b.contig || a.begin - b.begin)
    return sorted.map(({ contig, begin, length, unmapped, gap }): IndexedRecord => {
      offset += gap
      return {
        contig,
        begin,
        end: begin + (unmapped ? 1 : Math.max(1, length)),
        unmapped: unmapped || contig === CONTIGS,
        offset,
      }
    })
  })

const behind = (records: readonly IndexedRecord[]): number => (records.at(-1)?.offset ?? 0) + 50

function gather(records: readonly IndexedRecord[], binning: Binning): BamIndex {
  const index = new BamIndex(CONTIGS, binning)
  for (const { offset, contig, ...place } of records) index.add({ ...place, contig: contig === CONTIGS ? -1 : contig }, offset)
  index.close(behind(records))
  return index
}

/** As htslib before 1.15 has it: no placed unmapped records in the linear index, gaps filled from the left. */
function withoutUnmapped(index: BamIndex, records: readonly IndexedRecord[]): BamIndex {
  index.contigs.forEach((contig, i) => {
    if (contig === undefined) return
    contig.windows.length = 0
    for (const { begin, end, offset } of records.filter((record) => record.contig === i && !record.unmapped)) {
      for (let window = begin >> 14; window << 14 < end; window++) contig.windows[window] ??= offset
    }
    for (let window = 0; window < contig.windows.length; window++)
      contig.windows[window] ??= contig.windows[window - 1] ?? contig.span[0]
  })
  return index
}

function requireNothingMissed(index: AlignmentIndex, records: readonly IndexedRecord[], positions: readonly number[]): void {
  for (let contig = 0; contig < CONTIGS; contig++) {
    const own = records.filter((record) => record.contig === contig)
    expect(index.startOf(contig, 0) === null).toBe(own.length === 0)
    for (const position of positions) {
      const first = own.find(({ begin, end }) => end > position || begin >= position)
      const start = index.startOf(contig, position)
      if (first !== undefined) expect(packVirtualOffset(start!)).toBeLessThanOrEqual(BigInt(first.offset))
    }
  }
}

const anyPositions = fc.array(
  fc.oneof(
    fc.nat(CONTIG_LENGTH),
    fc.nat(15).map((tile) => tile * 16384),
  ),
  { minLength: 1, maxLength: 20 },
)

describe('startOf', () => {
  it('misses no record that overlaps a position or starts behind it, in BAI and in CSI of any depth', () => {
    const anyBinning = fc.record({ minShift: fc.integer({ min: 10, max: 16 }), depth: fc.integer({ min: 4, max: 6 }) })
    fc.assert(
      fc.property(anyRecords, anyPositions, anyBinning, (records, positions, binning) => {
        requireNothingMissed(parseAlignmentIndex('x.bai', baiBytes(gather(records, BAI_BINNING))), records, positions)
        requireNothingMissed(parseAlignmentIndex('x.csi', csiBytes(gather(records, binning))), records, positions)
      }),
    )
  })

  it('misses no placed unmapped record that the linear index leaves out', () => {
    fc.assert(
      fc.property(anyRecords, anyPositions, (records, positions) => {
        const bytes = baiBytes(withoutUnmapped(gather(records, BAI_BINNING), records))
        requireNothingMissed(parseAlignmentIndex('x.bai', bytes), records, positions)
      }),
      { numRuns: 500 },
    )
  })

  it('finds a placed unmapped record before the first mapped one of its tile', () => {
    const records: IndexedRecord[] = [
      { contig: 0, begin: 100, end: 200, unmapped: false, offset: 1000 },
      { contig: 0, begin: 16384, end: 16385, unmapped: true, offset: 2000 },
      { contig: 0, begin: 16390, end: 16490, unmapped: false, offset: 3000 },
    ]
    requireNothingMissed(
      parseAlignmentIndex('x.bai', baiBytes(withoutUnmapped(gather(records, BAI_BINNING), records))),
      records,
      [16384],
    )
  })

  it('begins at most one tile before the first record of a tile', () => {
    const records = Array.from({ length: 60 }, (_, i) => ({
      contig: 0,
      begin: i * 16384,
      end: i * 16384 + 100,
      unmapped: false,
      offset: i * 100 + 1,
    }))
    const index = parseAlignmentIndex('x.bai', baiBytes(gather(records, BAI_BINNING)))
    const starts = [0, 16383, 16384, 20_000, 32_768, 59 * 16384].map((position) => index.startOf(0, position)?.within)
    expect(starts).toEqual([1, 1, 1, 1, 101, 5801])
  })

  it('gives the last tile with records for positions behind it', () => {
    const index = parseAlignmentIndex(
      'x.bai',
      baiBytes(gather([{ contig: 0, begin: 5, end: 9, unmapped: false, offset: 77 }], BAI_BINNING)),
    )
    expect(index.startOf(0, 900_000)).toEqual({ block: 0, within: 77 })
    expect(index.startOf(7, 0)).toBeNull()
  })
})

describe('what an index says of records', () => {
  it('counts mapped, unmapped and unplaced records, and says where contigs begin and end', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const gathered = gather(records, BAI_BINNING)
        for (const index of [parseAlignmentIndex('x', baiBytes(gathered)), parseAlignmentIndex('x', csiBytes(gathered))]) {
          const unplaced = records.filter(({ contig }) => contig === CONTIGS)
          const placed = records.filter(({ contig }) => contig < CONTIGS)
          expect(index.unplaced).toBe(BigInt(unplaced.length))
          expect(index.endOfPlaced).toEqual(placed.length === 0 ? null : at(unplaced[0]?.offset ?? behind(records)))
          for (let contig = 0; contig < CONTIGS; contig++) {
            const own = placed.filter((record) => record.contig === contig)
            const mapped = own.filter(({ unmapped }) => !unmapped).length
            const next = records.find((record) => record.contig > contig)?.offset ?? behind(records)
            expect(index.contigRange(contig)).toEqual(own.length === 0 ? null : { begin: at(own[0]!.offset), end: at(next) })
            expect(index.contigRecords(contig)).toEqual(
              own.length === 0 ? null : { mapped: BigInt(mapped), unmapped: BigInt(own.length - mapped) },
            )
          }
        }
      }),
    )
  })

  it('agrees with @gmod/bam about the chunks of BAI and CSI', async () => {
    const records = fc.sample(anyRecords, { numRuns: 20, seed: 7 })
    for (const gathered of records.map((each) => gather(each, BAI_BINNING))) {
      const pairs = [
        [baiBytes(gathered), BAI],
        [csiBytes(gathered), CSI],
      ] as const
      for (const [bytes, Oracle] of pairs) {
        const index = parseAlignmentIndex('x', bytes)
        const oracle = await new Oracle({ filehandle: { readFile: async () => Uint8Array.from(bytes) } as never }).parse()
        for (let contig = 0; contig < CONTIGS; contig++) {
          const chunks = Object.values(oracle.indices(contig)?.binIndex ?? {}).flat()
          const begins = chunks.map(({ minv }) => at(minv.blockPosition * 65536 + minv.dataPosition))
          expect(index.contigRange(contig)?.begin).toEqual(begins.toSorted((a, b) => a.block - b.block || a.within - b.within)[0])
        }
      }
    }
  })

  it('knows no number of unplaced records when an old index ends without it', () => {
    const bytes = baiBytes(gather([], BAI_BINNING))
    expect(parseAlignmentIndex('x.bai', bytes.subarray(0, -8)).unplaced).toBeNull()
  })
})

describe('damaged indices', () => {
  const bai = baiBytes(gather([{ contig: 1, begin: 5, end: 9, unmapped: false, offset: 77 }], BAI_BINNING))

  it('refuses an index that is cut anywhere but before its last number', () => {
    for (let length = 0; length < bai.length; length++) {
      if (length === bai.length - 8) continue
      expect(() => parseAlignmentIndex('x.bai', bai.subarray(0, length)), `${length} bytes`).toThrow(
        /^x\.bai: .*; make it anew with 'samtools index', or pass --no-index$/,
      )
    }
  })

  it('never throws anything but a FileError for changed bytes, and never hangs', () => {
    const change = fc.record({ at: fc.nat(bai.length - 1), to: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Uint8Array.from(bai)
        for (const { at: place, to } of changes) bytes[place] = to
        try {
          expect(parseAlignmentIndex('x.bai', bytes).contigCount).toBeGreaterThanOrEqual(0)
        } catch (error) {
          expect(error).toHaveProperty('code', 'index-bad')
        }
      }),
      { numRuns: 500 },
    )
  })

  it('refuses a CSI of impossible depth', () => {
    const header = new DataView(new ArrayBuffer(20))
    const fields = { magic: 0x01495343, minShift: 14, depth: 30, auxBytes: 0, contigs: 0 }
    Object.values(fields).forEach((value, i) => header.setUint32(4 * i, value, true))
    expect(() => parseAlignmentIndex('x.csi', new Uint8Array(header.buffer))).toThrow('no binning has min_shift 14 and depth 30')
  })

  it('says what a file is that is no index', () => {
    expect(() => parseAlignmentIndex('x.bai', Buffer.from('@HD\tVN:1.6\n'))).toThrow(
      'x.bai: not a BAI or CSI index: it looks like SAM text',
    )
  })
})

function at(packed: number): VirtualOffset {
  return unpackVirtualOffset(BigInt(packed))
}
