import { bgzfBlock, deflateAtLevel } from '@genomsyn/simulate'
import { describe, expect, it } from 'vitest'
import { blockLengthAt, EOF_MARKER, inflateBlock } from './bgzf.ts'

const payload = Buffer.from('ACGT'.repeat(1000))
const block = bgzfBlock(payload, deflateAtLevel(6))

/** A block with a further subfield "XY" of three bytes before "BC". */
function withFurtherSubfield(): Uint8Array {
  const subfield = [0x58, 0x59, 3, 0, 1, 2, 3]
  const longer = Uint8Array.of(...block.subarray(0, 12), ...subfield, ...block.subarray(12))
  longer[10] = 6 + subfield.length
  new DataView(longer.buffer).setUint16(12 + subfield.length + 4, longer.length - 1, true)
  return longer
}

describe('blockLengthAt', () => {
  it('reads the length of a block at any offset', () => {
    expect(blockLengthAt(block, 0)).toBe(block.length)
    expect(blockLengthAt(Buffer.concat([Buffer.alloc(5), block]), 5)).toBe(block.length)
  })

  it('finds the length behind another subfield', () => {
    const longer = withFurtherSubfield()
    expect(blockLengthAt(longer, 0)).toBe(longer.length)
    expect(inflateBlock('a.bam', longer, 0)).toEqual(payload)
  })

  it('wants more bytes while the header is not whole', () => {
    for (let length = 0; length < 18; length++) expect(blockLengthAt(block.subarray(0, length), 0)).toBe(0)
    expect(blockLengthAt(block.subarray(0, 18), 0)).toBe(block.length)
  })

  it('sees that other bytes, and gzip without BC, are no block', () => {
    const gzip = Uint8Array.from(block)
    gzip[13] = 0x44
    expect(blockLengthAt(Buffer.from('@HD\tVN:1.6'), 0)).toBe(-1)
    expect(blockLengthAt(Buffer.from('@HD'), 0)).toBe(-1)
    expect(blockLengthAt(gzip, 0)).toBe(-1)
  })
})

describe('inflateBlock', () => {
  it('gives the bytes that were compressed', () => {
    expect(inflateBlock('a.bam', block, 0)).toEqual(payload)
    expect(inflateBlock('a.bam', EOF_MARKER, 0)).toHaveLength(0)
  })

  it.each([-8, -1])('refuses a block whose footer differs at byte %i', (at) => {
    const changed = Uint8Array.from(block)
    changed[block.length + at]! ^= 1
    expect(() => inflateBlock('a.bam', changed, 77)).toThrow(
      'a.bam: at virtual offset 77:0: the bytes of a BGZF block disagree with its checksum',
    )
  })

  it('refuses a block whose DEFLATE data are corrupt', () => {
    const changed = Uint8Array.from(block)
    changed[18] = 0xff
    expect(() => inflateBlock('a.bam', changed, 0)).toThrow('the DEFLATE data of a BGZF block are corrupt')
  })

  it('refuses a block too short for its frame', () => {
    expect(() => inflateBlock('a.bam', block.subarray(0, 22), 0)).toThrow('corrupt')
  })
})
