// Containers, blocks and slices of CRAM through the compiled module: every status that damaged headers bring about and where it is said
// to lie, the digest of blocks, and room asked for and made.
import {
  BLOCK_CRC_MISMATCH,
  CODEC_FAILED,
  CONTAINER_CRC_MISMATCH,
  CRAM_HEADER_MALFORMED,
  ENCODING_UNKNOWN,
  METHOD_UNKNOWN,
  OK,
  SIZE_IMPLAUSIBLE,
  SLICE_MALFORMED,
} from '@genomsyn/abi/status'
import { type AlignmentRecord, makePair, makeRecord } from '@genomsyn/simulate'
import { beforeAll, describe, expect, it } from 'vitest'
import { hex, join, written } from '../byte-vectors.ts'
import { builds, type CountRequest, type DrivenKernel, everyCount, loadBuild, nonZero, type Outcome } from '../drive-kernel.ts'
import { block, type BlockFields, container, contentTypes, EOF_CONTAINER, eofOf, itf8 } from './cram-bytes.ts'
import { external } from './cram-encodings.ts'
import { compressionHeader, containersOf, contentIdOf, cramOf, eachAlone, seriesNames, sliceHeader } from './cram-file.ts'

const request: CountRequest = { contigLengths: [1000, 500], cram: {} }

/** A compression header for unmapped reads that have no names and no qualities. */
const WRITTEN_OUT = written(
  ['preservation map: 15 bytes, 3 keys', '0f 03'],
  ['RN: names are not preserved', '524e 00'],
  ['SM', '534d 1b1b1b1b1b'],
  ['TD: one list, which is empty', '5444 01 00'],
  ['series: 75 bytes, 11 keys', '4b 0b'],
  ['BF: HUFFMAN of 4 alone', '4246 03 04 01 04 01 00'],
  ['CF: HUFFMAN of 0 alone', '4346 03 04 01 00 01 00'],
  ['RI: NULL', '5249 00 00'],
  ['RL: BETA, offset 0, 3 bits', '524c 06 02 00 03'],
  ['AP: HUFFMAN of 0 alone', '4150 03 04 01 00 01 00'],
  ['RG: HUFFMAN of -1 alone', '5247 03 08 01 ffffffff0f 01 00'],
  ['NF: EXTERNAL 9', '4e46 01 01 09'],
  ['TL: HUFFMAN of 0 alone', '544c 03 04 01 00 01 00'],
  ['TC: a series of CRAM 1, to be passed over', '5443 01 01 0b'],
  ['BA: EXTERNAL 7', '4241 01 01 07'],
  ['QS: EXTERNAL 8', '5153 01 01 08'],
  ['tags: 1 byte, none', '01 00'],
)

describe.each(builds)('containers in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  const count = (...parts: readonly Uint8Array[]): Outcome => kernel.count(join(...parts), request)
  const failure = ({ status, claimed, present }: Outcome): number[] => [status, claimed, present]

  const read = makeRecord({ position: 100 })
  const sound = containersOf([read])[0]!

  /** A container of one slice with one read, whose compression header encodes some series otherwise, or whose blocks are others. */
  function withSeries(description: readonly number[], series = 'BF'): Uint8Array {
    const encodings = new Map(seriesNames.map((name) => [name, eachAlone(name, [])]))
    encodings.set(series, { description, write: () => undefined })
    const data = compressionHeader(encodings, { hasReadNames: true, isPositionDelta: false })
    return container({ records: 1, blocks: [block({ contentType: contentTypes.compressionHeader, data })] })
  }

  /** A container whose slice says this of itself, with one external block. */
  function withSlice(records: number, fields: Partial<BlockFields> = {}): Uint8Array {
    const id = 7
    const encodings = new Map(
      ['BF', 'CF', 'RL', 'AP', 'NF', 'MF', 'RI', 'FN', 'FC', 'FP'].map((name) => [name, external(id, false)]),
    )
    const header = compressionHeader(encodings, { hasReadNames: true, isPositionDelta: false })
    const slice = sliceHeader({ contig: 0, start: 1, span: 100, records }, [id])
    return container({
      contig: 0,
      records,
      blocks: [
        block({ contentType: contentTypes.compressionHeader, data: header }),
        block({ contentType: contentTypes.sliceHeader, data: slice }),
        block({ contentType: contentTypes.core, data: new Uint8Array(0) }),
        block({ contentType: contentTypes.external, contentId: id, data: hex('0404040404040404'), ...fields }),
      ],
    })
  }

  it('ends with the container that ends a file, of either version, and with none', () => {
    for (const version of [0x201, 0x300, 0x301]) {
      const parts = [...containersOf([read], { version }), eofOf(version)]
      expect(kernel.count(join(...parts), { ...request, cram: { version } }).counts.flags[0]).toBe(1n)
    }
    expect(failure(count(sound))).toEqual([OK, 0, 0])
    expect(count(EOF_CONTAINER).status).toBe(OK)
  })

  it('reads the fields as they are written out', () => {
    const ofSlice = sliceHeader({ contig: -1, start: 0, span: 0, records: 2 }, [7])
    const file = container({
      contig: -1,
      records: 2,
      blocks: [
        block({ contentType: contentTypes.compressionHeader, data: WRITTEN_OUT }),
        block({ contentType: contentTypes.sliceHeader, data: ofSlice }),
        block({ contentType: contentTypes.core, data: hex('94') }), // 100 101: RL 4, RL 5
        block({ contentType: contentTypes.external, contentId: 7, data: hex('414347544143475441') }),
      ],
    })
    const { status, counts } = kernel.count(file, request)
    expect([status, counts.flags[4], counts.bases[4], counts['quality-source'][2]]).toEqual([OK, 2n, 9n, 2n])
  })

  it('waits for the rest of a container that is cut, wherever the host cuts it', () => {
    const file = cramOf([read, makeRecord({ position: 200 })], { recordsPerSlice: 1 })
    const whole = kernel.count(file, request)
    for (const size of [1, 7, 20, 100]) {
      const cut = kernel.count(file, request, () => size)
      expect([cut.status, cut.unread, nonZero(cut.counts)]).toEqual([OK, 0, nonZero(whole.counts)])
    }
    expect(count(sound.subarray(0, sound.length - 1)).unread).toBe(sound.length - 1)
    expect(count(sound.subarray(0, 9)).unread).toBe(9)
  })

  it('refuses a container header whose checksum disagrees', () => {
    const damaged = sound.slice()
    damaged[9]! ^= 1
    const outcome = count(sound, damaged)
    expect(outcome.status).toBe(CONTAINER_CRC_MISMATCH)
    expect(outcome.where).toEqual([sound.length * 16, 0])
    expect([outcome.contig, outcome.position]).toEqual([null, null])
  })

  it('refuses a block whose checksum disagrees, and names its content, whether any count reads it or not', () => {
    const damaged = sound.slice()
    damaged[damaged.length - 6]! ^= 1
    for (const counts of [everyCount, ['flags'], []] as const) {
      const outcome = kernel.count(join(sound, damaged), { ...request, counts })
      expect(failure(outcome)).toEqual([BLOCK_CRC_MISMATCH, contentIdOf('QS'), contentTypes.external])
      expect(outcome.where).toEqual([sound.length * 16, 0])
    }
  })

  it('has no checksum to refuse in version 2.1', () => {
    const old = containersOf([read], { version: 0x201 })[0]!
    old[old.length - 1]! ^= 1
    expect(kernel.count(old, { ...request, counts: ['flags'], cram: { version: 0x201 } }).status).toBe(OK)
  })

  it('refuses methods and encodings that do not exist, and says their number', () => {
    expect(failure(count(withSlice(1, { method: 9 })))).toEqual([METHOD_UNKNOWN, 9, 0])
    expect(failure(count(withSeries([10, 0])))).toEqual([ENCODING_UNKNOWN, 10, 0])
  })

  it('refuses blocks that do not hold what they claim', () => {
    const cases: Partial<BlockFields>[] = [
      { rawSize: 9 },
      { method: 1, compressed: hex('1f8b0800000000000003') },
      { method: 1, rawSize: 9 },
    ]
    for (const fields of cases) expect(count(withSlice(1, fields)).status).toBe(CODEC_FAILED)
  })

  it('refuses what is no compression header and no slice header', () => {
    const wrong = container({ records: 1, blocks: [block({ contentType: contentTypes.external, data: hex('00') })] })
    expect(failure(count(wrong))).toEqual([CRAM_HEADER_MALFORMED, 4, 1])
    const header = block({ contentType: contentTypes.compressionHeader, data: hex('010001000100') })
    const twice = container({ records: 1, blocks: [header, header] })
    expect(failure(count(twice))).toEqual([CRAM_HEADER_MALFORMED, 1, 2])
    const cut = container({ records: 1, blocks: [block({ contentType: contentTypes.compressionHeader, data: hex('0900') })] })
    expect(count(cut).status).toBe(CRAM_HEADER_MALFORMED)
    for (const description of [
      [1, 20],
      [4, 4, 4, 0, 1, 0],
      [3, 3, 2, 1, 2],
      [6, 2, 0, 40],
      [2, 2, 0, 0],
      [3, 5, 1, 1, 1, 0xe0, 0xff],
    ]) {
      expect(count(withSeries(description)).status, `encoding ${description.join(' ')}`).toBe(CRAM_HEADER_MALFORMED)
    }
  })

  it('refuses slices that end before their last record, or contradict themselves', () => {
    expect(failure(count(withSlice(9)))).toEqual([SLICE_MALFORMED, 0, 0])
    const outcome = count(sound, withSlice(9))
    expect(outcome.where[0]).toBe(sound.length * 16)
  })

  it('refuses sizes that no file has before any memory is taken for them', () => {
    const before = kernel.exports.memory.buffer.byteLength
    const huge = 0x7fffffff
    expect(count(container({ records: 1, blocks: [], length: huge })).status).toBe(SIZE_IMPLAUSIBLE)
    expect(count(withSlice(huge)).status).toBe(SIZE_IMPLAUSIBLE)
    expect(count(withSlice(1, { rawSize: huge })).status).toBe(SIZE_IMPLAUSIBLE)
    const tags = [...itf8(2), ...itf8(5000)]
    const data = Uint8Array.from([1, 0, 1, 0, ...itf8(tags.length - 1), ...itf8(5000)])
    expect(count(container({ records: 1, blocks: [block({ contentType: contentTypes.compressionHeader, data })] })).status).toBe(
      SIZE_IMPLAUSIBLE,
    )
    expect(kernel.exports.memory.buffer.byteLength).toBe(before)
  })

  it('asks for a wider input window before a container that does not fit, and keeps what stands in it', () => {
    const reads = Array.from({ length: 700 }, (_, i) => makeRecord({ name: `r${i}`, position: i, cigar: '9000S50M' }))
    const file = cramOf(reads)
    expect(file.length).toBeGreaterThan(2 ** 22)
    const outcome = kernel.count(join(sound, file), { ...request, counts: ['flags', 'bases'] }, () => 1_000_000)
    expect([outcome.status, outcome.unread]).toEqual([OK, 0])
    expect(outcome.enlargements).toBeGreaterThan(0)
    expect(outcome.counts.bases[0]).toBe(50n + 700n * 9050n)
  })

  it('asks for room in the middle of a slice and goes on at the same record', () => {
    const pairs = Array.from({ length: 150 }, (_, i) =>
      makePair({ name: `p${i}`, position: 100 }, { name: `p${i}`, position: 120 }),
    )
    const records: AlignmentRecord[] = [...pairs.map(([left]) => left), ...pairs.map(([, right]) => right)]
    const far = makeRecord({ position: 200, cigar: '10M700N10M' })
    const file = cramOf([...records, far])
    const roomy = kernel.count(file, request)
    const tight = kernel.count(file, { ...request, spanBits: 8, nameBits: 4 })
    expect(tight.enlargements).toBeGreaterThan(roomy.enlargements)
    expect([tight.status, nonZero(tight.counts)]).toEqual([OK, nonZero(roomy.counts)])
  })

  it('digests each block from its header, whatever is decoded', () => {
    const counts = ['blocks'] as const
    const digest = (file: Uint8Array): bigint[] => [...kernel.count(file, { ...request, counts }).counts.blocks]
    const file = cramOf([read, makeRecord({ position: 300 })], { recordsPerSlice: 1 })
    const moved = join(sound, file)
    expect(digest(file)[0]).toBe(2n * BigInt(3 + blocksOfOneSlice(read)) + 1n)
    expect(digest(moved)[3]).not.toBe(digest(file)[3]! + digest(sound)[3]!)
    const other = cramOf([read, makeRecord({ position: 301 })], { recordsPerSlice: 1 })
    expect(digest(other)[3]).not.toBe(digest(file)[3])
  })

  /** External blocks that its series make. */
  function blocksOfOneSlice(record: AlignmentRecord): number {
    const ids = new Set<number>()
    containersOf([record], {
      choose: (series) => {
        ids.add(contentIdOf(series))
        if (['BB', 'QQ', 'OQZ'].includes(series)) ids.add(contentIdOf(series) + 100)
        return eachAlone(series, [])
      },
    })
    return ids.size
  }
})
