import { mkdirSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Placement, smallBam } from '../test/bams.ts'
import { makeScratch } from '../test/scratch.ts'
import { openAlignmentFile, type OpenOptions, requireUnchanged } from './alignment-file.ts'
import { EOF_MARKER } from './bgzf.ts'
import type { FileError } from './errors.ts'

const scratch = makeScratch()
const placements: Placement[] = [
  ...Array.from({ length: 2000 }, (_, i) => ({ contig: 0, position: i * 100 })),
  ...Array.from({ length: 1000 }, (_, i) => ({ contig: 2, position: i * 90 })),
  ...Array.from({ length: 50 }, () => ({ contig: -1, position: -1 })),
]
const { bam, bai, csi } = smallBam(placements)

/** Writes `<name>.bam` and files beside it, each a second younger than the one before. */
function writeFiles(name: string, content: Uint8Array, beside: Record<string, Uint8Array> = {}): string {
  const path = scratch.write(`${name}.bam`, content)
  scratch.date(path, 1000)
  Object.entries(beside).forEach(([file, bytes], i) => scratch.date(scratch.write(file, bytes), 1001 + i))
  return path
}

/** The error's message without the folder. */
async function refusal(path: string, options?: OpenOptions): Promise<string> {
  const error: FileError = await openAlignmentFile(path, options).then(
    () => expect.fail(`${path} was opened`),
    (reason: FileError) => reason,
  )
  expect(error.exitCode).toBe(3)
  return error.message.replaceAll(`${scratch.folder}/`, '')
}

describe('openAlignmentFile', () => {
  it('gives header, first record, size and index', async () => {
    const path = writeFiles('whole', bam, { 'whole.bam.bai': bai })
    const file = await openAlignmentFile(path)
    expect(file).toMatchObject({ path, size: bam.length, modifiedMs: 1_000_000, eofMarker: true })
    expect(file.header.contigs.map(({ name }) => name)).toEqual(['chr1', 'empty', 'chr2'])
    expect(file.firstRecord).toEqual(file.index?.contigRange(0)?.begin)
    expect(file.index).toMatchObject({ kind: 'BAI', tileBits: 14, unplaced: 50n })
  })

  it('finds the index under each of its names, and prefers those that htslib prefers', async () => {
    const all = { 'names.bam.bai': bai, 'names.bai': bai, 'names.bam.csi': csi, 'names.csi': csi }
    const names = Object.keys(all) as (keyof typeof all)[]
    const path = writeFiles('names', bam)
    for (const name of names.toReversed()) {
      scratch.date(scratch.write(name, all[name]), 2000)
      expect((await openAlignmentFile(path)).index?.path).toBe(scratch.path(name))
    }
  })

  it('takes the index that is named, and none when told so', async () => {
    const path = writeFiles('named', bam, { 'named.bam.bai': bai, 'other.csi': csi })
    expect((await openAlignmentFile(path, { index: scratch.path('other.csi') })).index?.kind).toBe('CSI')
    expect((await openAlignmentFile(path, { noIndex: true })).index).toBeNull()
  })

  it('opens an empty BAM: a header, and no records', async () => {
    const empty = smallBam([])
    const file = await openAlignmentFile(writeFiles('empty', empty.bam, { 'empty.bam.bai': empty.bai }))
    expect(file.firstRecord).toEqual({ block: empty.bam.length - EOF_MARKER.length, within: 0 })
    expect(file.index).toMatchObject({ endOfPlaced: null, unplaced: 0n })
  })

  it('opens any small BAM with its own index', async () => {
    const anyPlacement = fc.record({ contig: fc.constantFrom(-1, 0, 2), position: fc.nat(90_000), unmapped: fc.boolean() })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyPlacement, { maxLength: 40 }), async (drawn) => {
        const own = smallBam(drawn.map((each) => (each.contig < 0 ? { contig: -1, position: -1 } : each)))
        const name = `any${run++}`
        const path = writeFiles(name, own.bam, { [`${name}.bam.bai`]: own.bai, [`${name}.csi`]: own.csi })
        const unplaced = BigInt(drawn.filter(({ contig }) => contig < 0).length)
        expect((await openAlignmentFile(path)).index?.unplaced).toBe(unplaced)
        expect((await openAlignmentFile(path, { index: scratch.path(`${name}.csi`) })).index?.unplaced).toBe(unplaced)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a file that cannot be opened', () => {
  it('is missing, a directory, or empty', async () => {
    mkdirSync(scratch.path('folder.bam'))
    expect(await refusal(scratch.path('nowhere.bam'))).toBe('nowhere.bam: there is no such file; check the path')
    expect(await refusal(scratch.path('folder.bam'))).toBe('folder.bam: this is a directory; name a file in it')
    expect(await refusal(writeFiles('nothing', new Uint8Array()))).toBe('nothing.bam: the file is empty; give a BAM or CRAM file')
  })

  it('is a device', async () => {
    expect(await refusal('/dev/null')).toBe(
      "/dev/null: this is a pipe or a device, not a file; give its content as standard input, with '-'",
    )
  })

  it('lacks its end-of-file block, unless that is allowed', async () => {
    const cut = bam.subarray(0, -EOF_MARKER.length)
    const path = writeFiles('cut', cut)
    expect(await refusal(path)).toBe(
      `cut.bam: at virtual offset ${cut.length}:0: the BGZF end-of-file block is missing, so the file is probably cut short; ` +
        'copy it again from its source, or pass --allow-missing-eof if it is known to be whole',
    )
    expect((await openAlignmentFile(path, { allowMissingEof: true })).eofMarker).toBe(false)
  })

  it('ends inside its header', async () => {
    expect(await refusal(writeFiles('short', bam.subarray(0, 60)))).toMatch(/^short\.bam: the file ends inside its header/)
  })
})

describe('an index that does not fit', () => {
  const remedy = "; make it anew with 'samtools index', or pass --no-index"
  const other = smallBam([
    { contig: 2, position: 5 },
    ...placements.map(({ contig, position }) => ({ contig: contig === 2 ? 0 : contig, position })),
  ])

  it('is older than the file', async () => {
    const path = writeFiles('older', bam, { 'older.bam.bai': bai })
    scratch.date(path, 5000)
    expect(await refusal(path)).toBe(`older.bam.bai: the index is older than older.bam${remedy}`)
    expect((await openAlignmentFile(path, { noIndex: true })).index).toBeNull()
  })

  it('has another number of contigs', async () => {
    const fewer = Uint8Array.from(bai.subarray(0, 8))
    fewer[4] = 0
    expect(await refusal(writeFiles('fewer', bam, { 'fewer.bam.bai': fewer }))).toBe(
      `fewer.bam.bai: the index does not belong to fewer.bam: it has 0 contigs, the header 3${remedy}`,
    )
  })

  it('points behind the end of the file', async () => {
    const { bam: small } = smallBam([{ contig: 0, position: 5 }])
    expect(await refusal(writeFiles('behind', small, { 'behind.bam.bai': bai }))).toMatch(
      /^behind\.bam\.bai: the index does not belong to behind\.bam: it points at offset \d+ of \d+ bytes;/,
    )
  })

  it('points at no block, or at records of another contig', async () => {
    expect(await refusal(writeFiles('elsewhere', bam, { 'elsewhere.bam.bai': other.bai }))).toMatch(
      /^elsewhere\.bam\.bai: the index does not belong to elsewhere\.bam: no record of contig \d of 3 begins where it says;/,
    )
  })

  it('ends before the last placed record', async () => {
    const fewer = smallBam(placements.filter(({ contig }) => contig === 0))
    expect(await refusal(writeFiles('ends', bam, { 'ends.bam.bai': fewer.bai }))).toBe(
      `ends.bam.bai: the index does not belong to ends.bam: the last placed record does not end where it says${remedy}`,
    )
  })

  it('is named but missing', async () => {
    const path = writeFiles('alone', bam)
    expect(await refusal(path, { index: scratch.path('gone.bai') })).toBe('gone.bai: there is no such file; check the path')
  })
})

describe('requireUnchanged', () => {
  it('passes a file that is as it was, and refuses one that was written to, replaced or removed', async () => {
    const path = writeFiles('changing', bam)
    const file = await openAlignmentFile(path)
    await expect(requireUnchanged(file)).resolves.toBeUndefined()
    await expect(requireUnchanged({ ...file, inode: file.inode + 1 })).rejects.toMatchObject({ code: 'changed' })
    scratch.date(path, 1001)
    await expect(requireUnchanged(file)).rejects.toThrow(
      'the file changed while it was read; run again once nothing writes to it',
    )
    writeFileSync(path, bam.subarray(1))
    scratch.date(path, 1000)
    await expect(requireUnchanged(file)).rejects.toMatchObject({ code: 'changed' })
    await expect(requireUnchanged({ ...file, path: scratch.path('removed.bam') })).rejects.toMatchObject({ code: 'changed' })
  })
})
