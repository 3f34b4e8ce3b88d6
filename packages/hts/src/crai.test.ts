import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { craiText, smallCram, type TestContainer } from '../test/crams.ts'
import { smallBam } from '../test/bams.ts'
import { makeScratch } from '../test/scratch.ts'
import { openAlignmentFile, type OpenOptions } from './alignment-file.ts'
import { withContainers } from './container-walk.ts'
import type { FileError } from './errors.ts'

const scratch = makeScratch()
const containers: TestContainer[] = [
  { contig: 0, start: 100, span: 900 },
  { contig: 0, start: 500, span: 20_000, bytes: 5000 },
  { contig: 0, start: 1200, span: 300 },
  { contig: 0, start: 90_000, span: 700 },
  { contig: 2, start: 0, span: 50_000 },
  { contig: -1 },
  { contig: -1 },
]
const small = smallCram({ containers })
const [first, second, , fourth, onChr2, unplaced] = small.offsets
const lines = craiText(containers, small.offsets)

/** Writes `<name>.cram`, and a .crai a second younger. */
function write(name: string, cram: Uint8Array, crai?: string | Uint8Array): string {
  const path = scratch.write(`${name}.cram`, cram)
  scratch.date(path, 1000)
  if (crai !== undefined) scratch.date(scratch.write(`${name}.cram.crai`, crai), 1001)
  return path
}

async function refusal(path: string, options?: OpenOptions): Promise<string> {
  const error: FileError = await openAlignmentFile(path, options).then(
    () => expect.fail(`${path} was opened`),
    (reason: FileError) => reason,
  )
  expect(error.exitCode).toBe(3)
  return error.message.replaceAll(`${scratch.folder}/`, '')
}

describe('where reading begins', () => {
  const places: [contig: number, position: number, offset: number | undefined][] = [
    [0, 0, first],
    [0, 999, first],
    [0, 1000, second],
    [0, 20_499, second],
    [0, 20_500, fourth],
    [0, 200_000, fourth],
    [2, 99_999, onChr2],
  ]

  it.each(['gzipped', 'plain', 'none'])('is told by a .crai, or without one by the headers: %s', async (kind) => {
    const crai = { gzipped: gzipSync(lines), plain: lines, none: undefined }[kind]
    const file = await withContainers(await openAlignmentFile(write(kind, small.cram, crai)))
    const index = file.index!
    expect(index).toMatchObject({ kind: kind === 'none' ? 'containers' : 'CRAI', contigCount: 3, unplaced: null })
    for (const [contig, position, block] of places) expect(index.startOf(contig, position)).toEqual({ block, within: 0 })
    expect(index.startOf(1, 0)).toBeNull()
    expect(index.contigRange(1)).toBeNull()
    expect(index.contigRange(0)).toEqual({ begin: { block: first, within: 0 }, end: { block: onChr2, within: 0 } })
    expect(index.endOfPlaced).toEqual({ block: unplaced, within: 0 })
  })

  it('is unknown without containers, and no index is needed', async () => {
    const empty = await withContainers(await openAlignmentFile(write('empty', smallCram().cram, gzipSync(''))))
    expect(empty.index).toMatchObject({ endOfPlaced: null, unplaced: 0n })
  })
})

describe('containers of several contigs', () => {
  const mixed: TestContainer[] = [
    { contig: 0, start: 100, span: 900 },
    { contig: -2 },
    { contig: -2 },
    { contig: 2, start: 5000, span: 500 },
    { contig: 2, start: 1_200_000, span: 500 },
    { contig: -2 },
    { contig: -1 },
  ]
  const { cram, offsets, end } = smallCram({
    containers: mixed,
    text: '@SQ\tSN:a\tLN:9999999\n@SQ\tSN:b\tLN:9\n@SQ\tSN:c\tLN:9999999\n',
  })
  const at = (i: number): object => ({ block: offsets[i], within: 0 })

  it('may hold anything between their neighbours, without an index', async () => {
    const { index } = await withContainers(await openAlignmentFile(write('mixed', cram)))
    expect(index!.isEstimate).toBe(true)
    expect(index!.startOf(0, 999)).toEqual(at(0))
    expect(index!.startOf(0, 1000)).toEqual(at(1))
    expect(index!.startOf(1, 0)).toEqual(at(1))
    expect(index!.startOf(2, 5000)).toEqual(at(1))
    expect(index!.startOf(2, 1_100_000)).toEqual(at(4))
    expect(index!.startOf(2, 1_300_000)).toEqual(at(5))
    expect(index!.endOfPlaced).toEqual(at(5))
  })

  it('are told apart by a .crai that lists each contig', async () => {
    const listed = [0, 1, 2, 3, 4, 5, 6].flatMap((i) => (mixed[i]!.contig === -2 ? [] : [{ ...mixed[i]!, at: i }]))
    const apart = [
      ...listed,
      { contig: 0, start: 990, span: 20, at: 1 },
      { contig: 1, start: 2, span: 4, at: 2 },
      { contig: -1, at: 5 },
    ]
    const crai = craiText(apart, apart.map(({ at: i }) => offsets[i]!)) // prettier-ignore
    const { index } = await openAlignmentFile(write('apart', cram, crai))
    expect(index!.isEstimate).toBe(false)
    expect(index!.startOf(0, 1005)).toEqual(at(1))
    expect(index!.startOf(1, 0)).toEqual(at(2))
    expect(index!.startOf(2, 0)).toEqual(at(3))
    expect(index!.endOfPlaced).toEqual(at(5))
    expect(end).toBeGreaterThan(offsets[5]!)
  })
})

describe('a CRAM that cannot be cut', () => {
  it('is not in the order of its contigs', async () => {
    const unsorted = [{ contig: 2, start: 5 }, { contig: 0, start: 5 }] // prettier-ignore
    const { cram, offsets } = smallCram({ containers: unsorted })
    expect((await openAlignmentFile(write('unsorted', cram, craiText(unsorted, offsets)))).index).toBeNull()
    expect((await withContainers(await openAlignmentFile(write('unsorted2', cram)))).index).toBeNull()
  })

  it('has a damaged header of a container, which the kernel will tell of', async () => {
    const cram = Buffer.from(small.cram)
    cram[fourth! + 6]! ^= 1
    expect((await withContainers(await openAlignmentFile(write('damaged', cram)))).index).toBeNull()
  })
})

describe('a .crai that does not fit', () => {
  const remedy = "; make it anew with 'samtools index', or pass --no-index"

  it('is older than the file', async () => {
    const path = write('older', small.cram, lines)
    scratch.date(path, 5000)
    expect(await refusal(path)).toBe(`older.cram.crai: the index is older than older.cram${remedy}`)
    expect((await openAlignmentFile(path, { noIndex: true })).index).toBeNull()
  })

  it.each([
    ['0\t1\t5\t100\t5\t5\n', 'no container begins at offset 100'],
    [`2\t1\t5\t${first}\t5\t5\n`, `the container at offset ${first} is of contig 1, not of contig 3`],
    [`9\t1\t5\t${first}\t5\t5\n`, 'it names contig 10, the header has 3'],
    ['0\t1\t5\t99999999\t5\t5\n', `it points at offset 99999999 of ${small.cram.length} bytes`],
  ])('says %j', async (text, fault) => {
    expect(await refusal(write('foreign', small.cram, text))).toBe(
      `foreign.cram.crai: the index does not belong to foreign.cram: ${fault}${remedy}`,
    )
  })

  it.each(['nonsense', '0\t1\n', '0\t1\t-\t5\t5\t5\n', gzipSync(lines).subarray(0, 30)])('is damaged: %j', async (content) => {
    expect(await refusal(write('bad', small.cram, content))).toMatch(/^bad\.cram\.crai: the index is cut short or damaged .+; .+/)
  })

  it('is a BAI, which htsjdk writes beside a CRAM: refused when named, else not looked at', async () => {
    const path = write('htsjdk', small.cram)
    const bai = scratch.write('htsjdk.cram.bai', smallBam([]).bai)
    expect((await openAlignmentFile(path)).index).toBeNull()
    expect(await refusal(path, { index: bai })).toMatch(
      /^htsjdk\.cram\.bai: a BAI or CSI index is of no use for a CRAM file; .*\.crai/,
    )
  })
})

describe('a CRAM that cannot be opened', () => {
  it('lacks its end-of-file container, unless that is allowed', async () => {
    const { cram } = smallCram({ containers, end: false })
    const path = write('cut', cram)
    expect(await refusal(path)).toBe(
      `cut.cram: at container at offset ${cram.length}: the CRAM end-of-file container is missing, so the file is probably cut short; ` +
        'copy it again from its source, or pass --allow-missing-eof if it is known to be whole',
    )
    expect((await openAlignmentFile(path, { allowMissingEof: true })).eofMarker).toBe(false)
  })

  it('finds .crai under both of its names', async () => {
    const path = write('names', small.cram)
    scratch.date(scratch.write('names.crai', lines), 2000)
    expect((await openAlignmentFile(path)).index?.path).toBe(scratch.path('names.crai'))
    scratch.date(scratch.write('names.cram.crai', lines), 2000)
    expect((await openAlignmentFile(path)).index?.path).toBe(scratch.path('names.cram.crai'))
  })
})
