// Bad CRAM: one sentence with file, container, cause and remedy, exit code 3, and no result file.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { bamBytes, baiBytes, eofContainer, makeGenome, makeRecord, Random } from '@genomsyn/simulate'
import { describe, expect, it } from 'vitest'
import { genomsyn, genomsynProcess } from './command.ts'
import { writeCram } from './crams.ts'
import { filesIn, genome, header, headerWith, records, suiteFolder, writeReference } from './sample-files.ts'

const folder = suiteFolder()
const out = join(folder, 'results')
const sample = writeCram(header, records)
const CRAM_EOF = eofContainer('3.0')
/** The second container of records, and where the third begins. */
const [, at = 0, nextContainer = 0] = sample.offsets
const headerBytes = lengthOfHeader(at)

async function expectRefusal(bytes: Uint8Array, sentence: RegExp, ...options: string[]): Promise<void> {
  const path = join(folder, 'bad.cram')
  writeFileSync(path, bytes)
  const outcome = await genomsyn('qc', '--out', out, path, ...options)
  expect(outcome.stderr).toMatch(/^genomsyn: [^\n]+; [^\n]+[^.\n]\n$/)
  expect(outcome.stderr).toMatch(sentence)
  expect(outcome).toMatchObject({ exitCode: 3, stdout: '' })
  expect(filesIn(out)).toEqual([])
  const piped = await genomsynProcess(['qc', '-', '--json', ...options], { input: bytes })
  expect({ exitCode: piped.exitCode, stdout: piped.stdout }).toEqual({ exitCode: 3, stdout: '' })
}

/** The same of every command that counts, however few numbers it asks for. */
async function expectSentence(bytes: Uint8Array, words: string): Promise<void> {
  const path = join(folder, 'flipped.cram')
  writeFileSync(path, bytes)
  for (const command of [
    ['qc', path, '--json'],
    ['count', path, '--counts', 'flags'],
  ]) {
    const { exitCode, stdout, stderr } = await genomsyn(...command)
    expect([exitCode, stdout, stderr]).toEqual([3, '', expect.stringMatching(/^genomsyn: [^\n]+; [^\n]+\n$/) as string])
    expect(stderr).toContain(words)
  }
}

function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(sample.bytes)
  change(bytes)
  return bytes
}

/** Bytes of a container's header: its length, eight numbers, landmarks, checksum. */
function lengthOfHeader(offset: number): number {
  let end = offset + 4
  for (let numbers = 9; numbers > 0; numbers--) end += sizeAt(end)
  return end - offset + 4
}

/** Bytes of the ITF8 number at the offset. */
function sizeAt(offset: number): number {
  return 1 + Math.min(4, Math.clz32(~(sample.bytes[offset]! << 24)))
}

/** The ITF8 number at the offset, of four bytes at most. */
function numberAt(offset: number): number {
  const size = sizeAt(offset)
  return sample.bytes.readUIntBE(offset, size) & (2 ** (7 * size) - 1)
}

/** A block of the second container: where it and its data begin, where its checksum is, and its content. */
interface BlockPlace {
  readonly start: number
  readonly type: number
  readonly id: number
  readonly data: number
  readonly crc: number
}

function blockAt(start: number): BlockPlace {
  const id = start + 2
  const size = id + sizeAt(id)
  const rawSize = size + sizeAt(size)
  const data = rawSize + sizeAt(rawSize)
  return { start, type: sample.bytes[start + 1]!, id: numberAt(id), data, crc: data + numberAt(size) }
}

/** Its compression header. */
function firstBlock(): BlockPlace {
  return blockAt(at + headerBytes)
}

function allBlocks(): BlockPlace[] {
  const blocks: BlockPlace[] = []
  for (let start = at + headerBytes; start < nextContainer;) {
    const block = blockAt(start)
    blocks.push(block)
    start = block.crc + 4
  }
  return blocks
}

/** Changes the compression header, and its checksum to fit. */
function withBlock(change: (bytes: Buffer, block: ReturnType<typeof firstBlock>) => void): Buffer {
  return changed((bytes) => {
    const block = firstBlock()
    change(bytes, block)
    bytes.writeUInt32LE(crc32(bytes.subarray(block.start, block.crc)), block.crc)
  })
}

/** Changes a container's header, and its checksum to fit. */
function withHeader(change: (bytes: Buffer) => void): Buffer {
  return changed((bytes) => {
    change(bytes)
    const end = at + headerBytes - 4
    bytes.writeUInt32LE(crc32(bytes.subarray(at, end)), end)
  })
}

describe('a CRAM that is damaged', () => {
  it('is cut inside a container, whose end-of-file container is there', async () => {
    const bytes = Buffer.concat([sample.bytes.subarray(0, sample.end - 30), CRAM_EOF])
    await expectRefusal(bytes, /bad\.cram: at .*container at offset \d+.*: .+; copy .+/)
  })

  it('is cut inside a container', async () => {
    const bytes = sample.bytes.subarray(0, sample.end - 30)
    await expectRefusal(bytes, /the file ends \d+ bytes into a container; copy/, '--allow-missing-eof')
  })

  it('lacks its end-of-file container', async () => {
    const sentence = new RegExp(
      `at container at offset ${sample.end}: the CRAM end-of-file container is missing.*--allow-missing-eof`,
    )
    await expectRefusal(sample.bytes.subarray(0, sample.end), sentence)
  })

  it('has a container whose header has another CRC32 than it claims', async () => {
    const bytes = changed((all) => (all[at + headerBytes - 1]! ^= 1))
    await expectRefusal(bytes, new RegExp(`at container at offset ${at}: the header of the container does not have the CRC32`))
  })

  it('has a block with another CRC32 than it claims', async () => {
    const bytes = changed((all) => (all[firstBlock().crc]! ^= 1))
    await expectRefusal(
      bytes,
      new RegExp(`at container at offset ${at}: the compression header of the container does not have the CRC32`),
    )
  })

  it('has a block of an unknown method', async () => {
    const bytes = withBlock((all, { start }) => (all[start] = 99))
    await expectRefusal(
      bytes,
      new RegExp(`at container at offset ${at}: a block is compressed with method 99, which CRAM does not`),
    )
  })

  it('has a block whose gzip data are damaged', async () => {
    const bytes = withBlock((all, { data }) => all.fill(0xff, data + 12, data + 20))
    await expectRefusal(bytes, new RegExp(`at container at offset ${at}: the compressed data of a block are damaged \\(gzip\\)`))
  })

  it('has a container of absurd size, for which nothing is allocated', async () => {
    const bytes = withHeader((all) => all.writeInt32LE(0x7fffffff, at))
    const before = process.memoryUsage().rss
    await expectRefusal(bytes, new RegExp(`at container at offset ${at}: a header claims a size of 2147483647`))
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 29)
  })

  it('has a container that is longer than the file', async () => {
    const bytes = withHeader((all) => all.writeInt32LE(60_000_000, at))
    await expectRefusal(bytes, /the file ends \d+ bytes into a container; copy/)
  })

  it('has bytes between containers', async () => {
    const bytes = Buffer.concat([sample.bytes.subarray(0, at), Buffer.from('gap'), sample.bytes.subarray(at)])
    await expectRefusal(bytes, new RegExp(`at container at offset ${at}: .+; .+`))
  })

  it('has a block with a byte that its CRC32 does not know, whether any number needs the block or not', async () => {
    const names: Record<number, string> = { 1: 'the compression header', 2: 'the header of a slice', 5: 'the core block' }
    const blocks = allBlocks()
    expect(blocks.length).toBeGreaterThan(20)
    for (const { type, id, crc } of blocks) {
      const bytes = changed((all) => (all[crc - 1]! ^= 0x10))
      const name = names[type] ?? `the block with content id ${id}`
      await expectSentence(bytes, `at container at offset ${at}: ${name} of the container does not have the CRC32 it claims`)
    }
  })

  it('has any byte changed', async () => {
    const random = new Random(7)
    for (let i = 0; i < 30; i++) {
      await expectSentence(
        changed((all) => (all[26 + random.below(all.length - 26)]! ^= 1 + random.below(255))),
        'flipped.cram: ',
      )
    }
  })

  it('is random behind its header', async () => {
    const random = new Random(9)
    const noise = Uint8Array.from({ length: 5000 }, () => random.below(256))
    const bytes = Buffer.concat([sample.bytes.subarray(0, sample.offsets[0]), noise, CRAM_EOF])
    await expectRefusal(bytes, /bad\.cram: at .*container at offset \d+.*: .+; .+/)
  })
})

describe('a CRAM that is refused', () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 2],
    [4, 0],
  ])('is of version %i.%i', async (major, minor) => {
    const bytes = changed((all) => all.set([major, minor], 4))
    await expectRefusal(
      bytes,
      new RegExp(`its CRAM version is ${major}\\.${minor}, and only 2\\.1, 3\\.0 and 3\\.1 can be read; .+`),
    )
  })

  it('has a record that lies beyond its contig', async () => {
    const { bytes } = writeCram(header, [makeRecord({ contig: 1, position: 12_000 })])
    await expectRefusal(
      bytes,
      /at chrX:12001, container at offset \d+, record 1 of it: a record lies beyond the end of its contig/,
    )
  })

  it('names a contig that the header lacks', async () => {
    const { bytes } = writeCram(header, [makeRecord({ contig: 9 })])
    await expectRefusal(bytes, /at .*container at offset \d+.*: .*contig.*; .+/)
  })

  it('was made against other bases than those of the reference', async () => {
    const [chr1, ...others] = genome
    const [other] = makeGenome(12, [{ name: chr1!.name, length: chr1!.length }])
    const fasta = writeReference(join(folder, 'other.fa'), [other!, ...others])
    const plain = headerWith(['S1'])
    const unknown = records.map((record) => ({ ...record, mappingQuality: 0, tags: [] }))
    const { bytes } = writeCram(plain, unknown, { reference: genome })
    const regions = join(folder, 'regions.bed')
    writeFileSync(regions, 'chr1\t0\t40000\n')
    await expectRefusal(
      bytes,
      /at chr1:\d+, container at offset \d+: the slice was made against bases \d+-\d+ of chr1 with MD5 [0-9a-f]{32}, and those in .+other\.fa have [0-9a-f]{32}; give/,
      '--reference',
      fasta,
      '--regions',
      regions,
    )
  })
})

it('takes no notice of a BAI beside a CRAM', async () => {
  const path = join(folder, 'htsjdk.cram')
  writeFileSync(path, sample.bytes)
  writeFileSync(`${path}.bai`, baiBytes(bamBytes(header, records).index))
  expect((await genomsyn('qc', path, '--json', '--shards', '7')).exitCode).toBe(0)
})
