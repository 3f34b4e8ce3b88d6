// Bad input: one sentence with file, place, cause and remedy, exit code 3, and no result file.
import { chmodSync, copyFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  bamRecordBytes,
  BamWriter,
  baiBytes,
  bamBytes,
  makeGenome,
  makePair,
  makeRecord,
  samText,
  type SamHeader,
} from '@genomsyn/simulate'
import { describe, expect, it } from 'vitest'
import { genomsyn, genomsynWatched, type Outcome } from './command.ts'
import { asOrdinaryUser } from './ordinary-user.ts'
import { filesIn, genome, header, headerWith, records, suiteFolder, writeReference, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const out = join(folder, 'results')
const sample = writeSample(join(folder, 'sample.bam'))

/** Offset of l_seq in a record's bytes, block_size included (SAMv1 section 4.2, 2024-11). */
const L_SEQ = 20

async function qc(...args: string[]): Promise<Outcome> {
  return await genomsyn('qc', '--out', out, ...args)
}

async function expectRefusal(path: string, sentence: RegExp, ...options: string[]): Promise<void> {
  const outcome = await qc(path, ...options)
  expect(outcome.stderr).toMatch(/^genomsyn: [^\n]+[^.\n]\n$/)
  expect(outcome.stderr).toMatch(sentence)
  expect(outcome).toMatchObject({ exitCode: 3, stdout: '' })
  expect(filesIn(out)).toEqual([])
}

/** Writes the sample's bytes after a change, with the sample's index unless told not to. */
function writeChanged(name: string, change: (bytes: Buffer) => Uint8Array, indexed = false): string {
  const path = join(folder, name)
  writeFileSync(path, change(Buffer.from(sample.bytes)))
  if (indexed) copyFileSync(`${sample.path}.bai`, `${path}.bai`)
  return path
}

/** File offsets of the sample's BGZF blocks. */
const blocks: number[] = []
for (let offset = 0; offset < sample.bytes.length;) {
  blocks.push(offset)
  offset += Buffer.from(sample.bytes).readUInt16LE(offset + 16) + 1
}

/** A BAM of raw records: bytes that the writer of records would not write. */
function writeRaw(name: string, raw: readonly Uint8Array[]): string {
  const path = join(folder, name)
  const chunks: Uint8Array[] = []
  const writer = new BamWriter(header, (chunk) => chunks.push(chunk))
  for (const bytes of raw) writer.writeBytes(bytes)
  writer.finish()
  writeFileSync(path, Buffer.concat(chunks))
  return path
}

describe('a damaged file', () => {
  it('that is cut inside a block', async () => {
    const path = writeChanged('truncated.bam', (bytes) =>
      Buffer.concat([bytes.subarray(0, blocks[3]! + 100), bytes.subarray(-28)]),
    )
    await expectRefusal(path, /truncated\.bam: at .*virtual offset \d+:0: .+; copy .+/)
  })

  it('that is cut inside a record', async () => {
    const raw = records.slice(0, 3).map(bamRecordBytes)
    const path = writeRaw('cut-record.bam', [...raw, bamRecordBytes(records[3]!).subarray(0, -20)])
    await expectRefusal(path, /cut-record\.bam: at .+: the last record claims \d+ bytes and the file ends after \d+ of them; .+/)
  })

  it('that lacks its end-of-file block', async () => {
    const path = writeChanged('no-eof.bam', (bytes) => bytes.subarray(0, -28))
    await expectRefusal(path, /no-eof\.bam: at .*: the BGZF end-of-file block is missing.*; .*--allow-missing-eof/)
  })

  it('whose deflate data are corrupt', async () => {
    const path = writeChanged('deflate.bam', (bytes) => bytes.fill(0x07, blocks[2]! + 18, blocks[2]! + 19))
    await expectRefusal(path, new RegExp(`deflate\\.bam: at virtual offset ${blocks[2]}:0: the compressed data .* damaged; .+`))
  })

  it('whose block has another CRC32 than it claims', async () => {
    const path = writeChanged('crc.bam', (bytes) => {
      bytes[blocks[3]! - 8]! ^= 1
      return bytes
    })
    await expectRefusal(path, new RegExp(`crc\\.bam: at virtual offset ${blocks[2]}:0: .*CRC32.*; .+`))
  })

  it('with bytes between blocks', async () => {
    const path = writeChanged('gap.bam', (bytes) =>
      Buffer.concat([bytes.subarray(0, blocks[2]), Buffer.from('gap'), bytes.subarray(blocks[2])]),
    )
    await expectRefusal(path, new RegExp(`gap\\.bam: at virtual offset ${blocks[2]}:0: no BGZF block begins here; .+`))
  })
})

describe('a file that is no BAM', () => {
  it.each([
    ['SAM text', Buffer.from(samText(header, records.slice(0, 2))), /SAM/],
    ['gzip', gzipSync(Buffer.alloc(100)), /gzip/],
    ['CRAM', Buffer.concat([Buffer.from('CRAM\u0003\u0000', 'latin1'), Buffer.alloc(100)]), /CRAM/],
    ['nothing at all', Buffer.alloc(0), /empty/],
  ])('but %s', async (name, bytes, sentence) => {
    const path = join(folder, `${name}.bam`)
    writeFileSync(path, bytes)
    await expectRefusal(path, sentence)
  })

  it('but a folder', async () => {
    mkdirSync(join(folder, 'folder.bam'))
    await expectRefusal(join(folder, 'folder.bam'), /folder\.bam: .*(folder|directory)/)
  })

  it('and not there', async () => {
    await expectRefusal(join(folder, 'absent.bam'), /absent\.bam: there is no such file; .+/)
  })

  it('for want of permission', async () => {
    const path = writeChanged('locked.bam', (bytes) => bytes)
    chmodSync(path, 0)
    chmodSync(folder, 0o755)
    mkdirSync(out, { recursive: true })
    chmodSync(out, 0o777)
    await asOrdinaryUser(async () => await expectRefusal(path, /locked\.bam: .*permission.*; .+/))
  })
})

describe('a record', () => {
  it('whose fields need more bytes than it claims', async () => {
    const bytes = Buffer.from(bamRecordBytes(makeRecord({ position: 100 })))
    bytes.writeInt32LE(5000, L_SEQ)
    await expectRefusal(
      writeRaw('fields.bam', [bytes]),
      /fields\.bam: at chr1:101, virtual offset .+: the fields of a record need more than .+; .+/,
    )
  })

  it('that claims more bytes than any record has', async () => {
    const bytes = Buffer.from(bamRecordBytes(makeRecord({ position: 100 })))
    bytes.writeInt32LE(0x7fffffff, 0)
    await expectRefusal(writeRaw('claims.bam', [bytes]), /claims\.bam: at .+: a record claims 2147483647 bytes.*; .+/)
  })

  it('whose CIGAR and sequence disagree', async () => {
    const record = makeRecord({ position: 200, cigar: '50M', sequence: 'A'.repeat(40) })
    const path = writeSample(join(folder, 'cigar.bam'), { records: [record] }).path
    await expectRefusal(path, /cigar\.bam: at chr1:201, .+: the CIGAR of a record reads 50 bases, its SEQ has 40; .+/)
  })

  it('that lies beyond its contig', async () => {
    const record = makeRecord({ contig: 1, position: 12_000 })
    const path = writeSample(join(folder, 'beyond.bam'), { records: [record], unindexed: true }).path
    await expectRefusal(path, /beyond\.bam: at chrX:12001, .+: a record lies beyond the end of its contig; .+/)
  })

  it('on a contig that the header lacks', async () => {
    const path = writeRaw('contig.bam', [bamRecordBytes(makeRecord()), withContig(bamRecordBytes(makeRecord()), 9)])
    await expectRefusal(path, /contig\.bam: at .+: a record names a contig that the header does not have; .+/, '--no-index')
  })
})

/** The same record with another refID. */
function withContig(bytes: Uint8Array, contig: number): Uint8Array {
  const changed = Buffer.from(bytes)
  changed.writeInt32LE(contig, 4)
  return changed
}

describe('an index', () => {
  const other = bamBytes(headerWith(['S1']), records.slice(0, 900)).index

  it('that belongs to a file of other contigs', async () => {
    const path = writeChanged('other-contigs.bam', (bytes) => bytes)
    const elsewhere = headerWith(['S1'], [{ name: 'chr1', length: 50_000 }])
    writeFileSync(`${path}.bai`, baiBytes(bamBytes(elsewhere, [makeRecord()]).index))
    await expectRefusal(path, /other-contigs\.bam\.bai: .+; .*--no-index/)
  })

  it('that belongs to another file of the same contigs', async () => {
    const path = writeChanged('other-file.bam', (bytes) => bytes)
    writeFileSync(`${path}.bai`, baiBytes(other))
    await expectRefusal(path, /other-file\.bam.*: .+(not belong|another file|do not fit).*; .*--no-index/, '--shards', '7')
  })

  it('that is older than its file', async () => {
    const path = writeChanged('older.bam', (bytes) => bytes, true)
    utimesSync(`${path}.bai`, 1_000_000_000, 1_000_000_000)
    await expectRefusal(path, /older\.bam\.bai: the index is older than .+; .*--no-index/)
  })

  it('that is no index', async () => {
    const path = writeChanged('no-index.bam', (bytes) => bytes)
    writeFileSync(`${path}.bai`, 'BAI?')
    await expectRefusal(path, /no-index\.bam\.bai: .+; .+/)
  })

  it('that was named and is not there', async () => {
    await expectRefusal(sample.path, /absent\.bai: .+; .+/, '--index', join(folder, 'absent.bai'))
  })
})

describe('a reference', () => {
  const reference = (name: string, contigs: typeof genome): string => writeReference(join(folder, name), contigs)
  const other = makeGenome(12, [{ name: 'chr1', length: 40_000 }])[0]!
  const withMd5: SamHeader = {
    ...header,
    text: header.text.replace('SN:chr1\tLN:40000', 'SN:chr1\tLN:40000\tM5:0123456789abcdef0123456789abcdef'),
  }

  it('that lacks a contig of the header', async () => {
    await expectRefusal(
      sample.path,
      /lacks\.fa: .*lacks contig chrX; .+/,
      '--reference',
      reference(
        'lacks.fa',
        genome.filter(({ name }) => name !== 'chrX'),
      ),
    )
  })

  it('whose contig has another length', async () => {
    const shorter = genome.map((contig, i) =>
      i === 1 ? { ...contig, length: 11_000, bases: contig.bases.subarray(0, 11_000) } : contig,
    )
    await expectRefusal(
      sample.path,
      /shorter\.fa: at .*chrX: .*11000 bases, the header says 12000; .+/,
      '--reference',
      reference('shorter.fa', shorter),
    )
  })

  it('whose contig has another M5', async () => {
    const path = writeSample(join(folder, 'm5.bam'), { header: withMd5 }).path
    const fasta = reference('m5.fa', [other, ...genome.slice(1)])
    await expectRefusal(
      path,
      /m5\.fa: at .*chr1: .*MD5 is [0-9a-f]{32}, the header says 0123456789abcdef.*; .+/,
      '--reference',
      fasta,
    )
  })

  it('that is no FASTA', async () => {
    const outcome = await qc(sample.path, '--reference', sample.path)
    expect(outcome).toMatchObject({ exitCode: 3, stdout: '' })
    expect(outcome.stderr).toMatch(/sample\.bam: at line 1: not a FASTA file .*BAM.*; .+/)
  })

  it('that is missing fails the environment, with exit code 4', async () => {
    const outcome = await qc(sample.path, '--reference', join(folder, 'absent.fa'))
    expect(outcome).toMatchObject({ exitCode: 4, stdout: '' })
    expect(outcome.stderr).toMatch(/absent\.fa: .+; .+/)
  })
})

describe('regions', () => {
  it.each([
    ['beyond the contig', 'chr1\t0\t100\nchr1\t39000\t40001\n', /regions\.bed: at line 2: .*40001.*40000 bases; .+/],
    ['on a contig that the header lacks', 'chr7\t0\t100\n', /regions\.bed: at line 1: .*no contig chr7; .+/],
    ['that are none', 'chr1 and so on\n', /regions\.bed: at line 1: .+; .+/],
  ])('%s', async (_, text, sentence) => {
    writeFileSync(join(folder, 'regions.bed'), text)
    await expectRefusal(sample.path, sentence, '--regions', join(folder, 'regions.bed'))
  })
})

describe('a file that changes while it is read', () => {
  it('is refused', async () => {
    const second = writeSample(join(folder, 'changing.bam'), {
      header: headerWith(['S2']),
      records: makePair({}, { position: 50 }),
    })
    const touch = (): void => utimesSync(second.path, 1_700_000_000, 1_700_000_000)
    const outcome = await genomsynWatched({ onPrint: touch }, 'qc', '--json', sample.path, second.path)
    expect(outcome.exitCode).toBe(3)
    expect(outcome.stderr).toMatch(/changing\.bam: the file changed while it was read; .+/)
  })
})

it('refuses a file of several samples, and names them', async () => {
  const path = writeSample(join(folder, 'several.bam'), { header: headerWith(['A', 'B']) }).path
  await expectRefusal(path, /several\.bam: the read groups name 2 samples \(A, B\); .*--all-samples/)
})
