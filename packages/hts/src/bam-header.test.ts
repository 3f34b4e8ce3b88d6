import { bgzfBlock, deflateAtLevel, EOF_BLOCK } from '@genomsyn/simulate'
import { describe, expect, it } from 'vitest'
import { parseBamHeader } from './bam-header.ts'

interface Fields {
  magic?: string
  text?: string
  /** Claims instead of the truth. */
  textBytes?: number
  contigCount?: number
  contigs?: readonly { name: string; length: number }[]
}

const md5 = '1b22b98cdeb4a9304cb5d48026a85128'
const twoContigs = [
  { name: 'chr1', length: 1000 },
  { name: 'chr2', length: 500 },
]

/** magic | l_text | text | n_ref | n_ref × (l_name | name, NUL | l_ref) */
function headerBytes({ magic = 'BAM\x01', text = '', contigs = twoContigs, ...claims }: Fields = {}): Buffer {
  const numbers = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer)
  const names = contigs.flatMap(({ name, length }) => [numbers(name.length + 1), Buffer.from(`${name}\0`), numbers(length)])
  const counts = { text: numbers(claims.textBytes ?? text.length), contigs: numbers(claims.contigCount ?? contigs.length) }
  return Buffer.concat([Buffer.from(magic, 'latin1'), counts.text, Buffer.from(text), counts.contigs, ...names])
}

/** The bytes in blocks of so many each. */
function compress(bytes: Uint8Array, blockBytes = 60_000): Buffer {
  const blocks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += blockBytes)
    blocks.push(bgzfBlock(bytes.subarray(at, at + blockBytes), deflateAtLevel(6)))
  return Buffer.concat(blocks)
}

const parse = (fields: Fields): ReturnType<typeof parseBamHeader> =>
  parseBamHeader('a.bam', Buffer.concat([compress(headerBytes(fields)), EOF_BLOCK]), true)

describe('parseBamHeader', () => {
  it('takes contigs from the binary list and M5 from the text', () => {
    const text = `@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:chr1\tLN:1000\tM5:${md5.toUpperCase()}\n@SQ\tSN:chr2\tLN:500\n@RG\tID:a\tSM:NA12878\n`
    expect(parse({ text })?.header).toEqual({
      text,
      contigs: [
        { name: 'chr1', length: 1000, md5 },
        { name: 'chr2', length: 500 },
      ],
      readGroups: [{ id: 'a', sample: 'NA12878' }],
      programs: [],
      sortOrder: 'coordinate',
    })
  })

  it('needs no @SQ line, and no contig', () => {
    expect(parse({})?.header.contigs).toEqual(twoContigs)
    expect(parse({ contigs: [] })?.header.contigs).toEqual([])
  })

  it('ends the text where its padding with NUL begins', () => {
    expect(parse({ text: '@CO\tx\n\0\0\0' })?.header.text).toBe('@CO\tx\n')
  })

  it('puts the first record behind the header: in the same block, or in the next', () => {
    const header = headerBytes()
    const own = compress(header)
    expect(parseBamHeader('a.bam', own, true)?.firstRecord).toEqual({ block: own.length, within: 0 })
    expect(parseBamHeader('a.bam', compress(Buffer.concat([header, Buffer.alloc(100)])), true)?.firstRecord).toEqual({
      block: 0,
      within: header.length,
    })
    const small = compress(Buffer.concat([header, Buffer.alloc(100)]), 20)
    const firstRecord = parseBamHeader('a.bam', small, true)!.firstRecord
    expect(firstRecord.within).toBe(header.length % 20)
  })

  it('wants more bytes until the header is whole, and gives it as soon as it is', () => {
    const whole = compress(headerBytes({ text: '@CO\tone\n@CO\ttwo\n' }), 7)
    for (let length = 0; length < whole.length; length++)
      expect(parseBamHeader('a.bam', whole.subarray(0, length), false)).toBeNull()
    expect(parseBamHeader('a.bam', whole, false)?.header.contigs).toEqual(twoContigs)
  })

  it('refuses a file that ends inside its header, wherever that is', () => {
    const whole = compress(headerBytes(), 7)
    for (let length = 1; length < whole.length; length++) {
      expect(() => parseBamHeader('a.bam', whole.subarray(0, length), true)).toThrow(
        'a.bam: the file ends inside its header; copy it again from its source and compare checksums',
      )
    }
  })

  it('refuses an empty file', () => {
    expect(() => parseBamHeader('a.bam', new Uint8Array(), true)).toThrow('a.bam: the file is empty; give a BAM or CRAM file')
  })

  it.each([
    ['@HD\tVN:1.6\n', "a.bam: not a BAM or CRAM file: it looks like SAM text; convert it with 'samtools view -b'"],
    ['@r1\nACGT\n+\nIIII\n', 'a.bam: not a BAM or CRAM file: it looks like FASTQ; give a BAM or CRAM file'],
    ['BAM\x01....', 'a.bam: not a BAM or CRAM file: it looks like BAM data without BGZF blocks; give a BAM or CRAM file'],
  ])('refuses %j and says what it looks like', (content, message) => {
    expect(() => parseBamHeader('a.bam', Buffer.from(content, 'latin1'), true)).toThrow(message)
  })

  it('refuses BGZF that holds something else', () => {
    expect(() => parseBamHeader('a.bam', compress(Buffer.from('##fileformat=VCFv4.2\n')), true)).toThrow(
      'it looks like gzip-compressed VCF',
    )
  })

  it('refuses a header whose second block is none, with its place', () => {
    const first = compress(headerBytes({ textBytes: 5000 }))
    const broken = Buffer.concat([first, Buffer.from('no block begins here')])
    expect(() => parseBamHeader('a.bam', broken, true)).toThrow(
      `a.bam: at virtual offset ${first.length}:0: no BGZF block begins where the one before ends`,
    )
  })

  it.each([
    [{ textBytes: 0xffff_fff0 }, 'the header claims 4294967280 bytes of text'],
    [{ contigCount: 0xffff_ffff }, 'the header claims 4294967295 contigs'],
    [{ contigs: [{ name: '', length: 5 }] }, 'the header claims a contig without a proper name'],
    [{ contigs: [{ name: 'chr1', length: -5 }] }, 'the header claims a length of -5 for contig chr1'],
    [{ contigs: [twoContigs[0]!, twoContigs[0]!] }, 'the header lists a contig twice'],
    [{ text: '@CO\t\n@SQ\tSN:chr1\tLN:999\n' }, 'a.bam: at line 2: @SQ says chr1 LN:999, the binary list of contigs says 1000'],
    [{ text: '@SQ\tSN:chrX\tLN:999\n' }, 'a.bam: at line 1: @SQ says chrX LN:999, the binary list of contigs does not have it'],
  ])('refuses %o', (fields: Fields, message) => {
    expect(() => parse(fields)).toThrow(message)
    expect(() => parse(fields)).toThrow(expect.objectContaining({ code: 'bad-header' }))
  })

  it('refuses a name length that runs beyond any header', () => {
    const bytes = headerBytes()
    bytes.writeUInt32LE(0x7fff_ffff, 12)
    expect(() => parseBamHeader('a.bam', compress(bytes), true)).toThrow('the header claims a contig name of impossible length')
  })

  it('reads a header of 30,000 contigs over many blocks', () => {
    const contigs = Array.from({ length: 30_000 }, (_, i) => ({ name: `scaffold_${i}`, length: i + 1 }))
    const text = contigs.map(({ name, length }) => `@SQ\tSN:${name}\tLN:${length}\n`).join('')
    expect(parse({ text, contigs })?.header.contigs).toEqual(contigs)
  })
})
