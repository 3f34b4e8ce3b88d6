import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containerHeader, cramText, EOF_2, EOF_3, smallCram } from '../test/crams.ts'
import { END_BYTES, endsWhole } from './end-of-file.ts'
import { FileError } from './errors.ts'
import { parseHeader } from './header-parsing.ts'

const parse = (bytes: Uint8Array, complete = true): ReturnType<typeof parseHeader> => parseHeader('a.cram', bytes, complete)

describe('the header of a CRAM', () => {
  it.each([
    [2, 1],
    [3, 0],
    [3, 1],
  ])('of version %i.%i has contigs in the order of @SQ, read groups, and where records begin', (major, minor) => {
    const { cram, offsets } = smallCram({ major, minor, containers: [{ contig: 0 }] })
    const { format, header, firstRecord } = parse(cram)!
    expect(format).toEqual({ name: 'CRAM', version: { major, minor } })
    expect(firstRecord).toEqual({ block: offsets[0], within: 0 })
    expect(header).toMatchObject({ text: cramText, sortOrder: 'coordinate', readGroups: [{ id: 'a', sample: 'NA12878' }] })
    expect(header.contigs).toEqual([
      { name: 'chr1', length: 300_000, md5: '0123456789abcdef0123456789abcdef' },
      { name: 'empty', length: 50_000 },
      { name: 'chr2', length: 100_000 },
    ])
  })

  it('may be raw, and padded with NUL', () => {
    expect(parse(smallCram({ method: 0, text: `${cramText}\0\0\0` }).cram)!.header.text).toBe(cramText)
  })

  it('may be longer than its container claims, as htsjdk wrote it in version 2.1', () => {
    const { cram, offsets } = smallCram({ major: 2, minor: 1, containers: [{ contig: 0 }] })
    cram.writeInt32LE(cram.readInt32LE(26) - 2, 26)
    expect(parse(cram)!.firstRecord.block).toBe(offsets[0])
  })

  it('asks for more bytes until it is whole, and never before the end of the file for ever', () => {
    const { cram, end } = smallCram({ end: false })
    for (let length = 1; length < end; length++) {
      expect(parse(cram.subarray(0, length), false)).toBeNull()
      expect(() => parse(cram.subarray(0, length))).toThrow('a.cram: the file ends inside its header')
    }
    expect(parse(cram.subarray(0, end), false)).not.toBeNull()
  })
})

describe('a header that is refused', () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 2],
    [4, 0],
  ])('is of version %i.%i', (major, minor) => {
    expect(() => parse(smallCram({ major, minor }).cram)).toThrow(
      `a.cram: its CRAM version is ${major}.${minor}, and only 2.1, 3.0 and 3.1 can be read; write it as CRAM 3.0 with`,
    )
  })

  it('is compressed with something else than gzip', () => {
    expect(() => parse(smallCram({ method: 4 }).cram)).toThrow(
      'a.cram: its header is compressed with method 4; only gzip and none',
    )
  })

  it.each([
    ['@SQ\tSN:a\tLN:5\n@SQ\tSN:a\tLN:5\n', 'at line 2: the header lists a twice'],
    ['@SQ\tSN:a\n', 'at line 1: @SQ says a LN:'],
    ['@SQ\tSN:a\tLN:4294967296\n', 'at line 1: @SQ says a LN:4294967296'],
    ['@SQ\tLN:5\n', 'at line 1: an @SQ line has no name'],
  ])('says %j', (text, problem) => {
    expect(() => parse(smallCram({ text }).cram)).toThrow(`a.cram: ${problem}`)
  })

  it('has a byte that its checksums do not know, wherever it is', () => {
    const { cram, end } = smallCram({ end: false })
    for (let at = 26; at < end; at++) {
      const changed = Buffer.from(cram)
      changed[at]! ^= 0x11
      expect(() => parse(changed)).toThrow(FileError)
    }
  })

  it('claims absurd sizes, which are not allocated', () => {
    const { cram } = smallCram({ major: 2, minor: 1 })
    for (const size of [0x7fffffff, 0x40000000, -1]) {
      const changed = Buffer.from(cram)
      changed.writeInt32LE(size, 26)
      expect(() => parse(changed)).toThrow(/a\.cram: .*(the header claims|are damaged)/)
    }
    const block = 26 + containerHeader({ contig: 0, records: 0 }, 2).length
    const huge = Buffer.concat([cram.subarray(0, block), Buffer.of(1, 0, 0, 10, 0xf7, 0xff, 0xff, 0xff, 0xff), Buffer.alloc(100)])
    expect(() => parse(huge)).toThrow('a.cram: the header claims 10 bytes, and 2147483647 when inflated')
  })

  it('is any bytes after the magic', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (tail, isVersion) => {
        const bytes = Buffer.concat([Buffer.from('CRAM'), ...(isVersion ? [Buffer.of(3, 0)] : []), tail])
        expect(() => parse(bytes)).toThrow(FileError)
      }),
    )
  })
})

describe('the end of a CRAM', () => {
  const format = (major: number): { name: 'CRAM'; version: { major: number; minor: number } } => ({
    name: 'CRAM',
    version: { major, minor: 1 },
  })

  it('is the container that its version has', () => {
    expect(endsWhole(format(3), Buffer.concat([Buffer.alloc(50), EOF_3]))).toBe(true)
    expect(endsWhole(format(2), Buffer.concat([Buffer.alloc(50), EOF_2]).subarray(-END_BYTES))).toBe(true)
    expect(endsWhole(format(3), EOF_2)).toBe(false)
    expect(endsWhole(format(2), EOF_3)).toBe(false)
    expect(endsWhole(format(3), EOF_3.subarray(1))).toBe(false)
  })

  it('may hold -1 in either of its spellings', () => {
    const other = Buffer.from(EOF_3)
    other[8] = 0xff
    expect(endsWhole(format(3), other)).toBe(true)
  })
})
