import { gunzipSync, inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inflateBgzf } from './bam-reader.ts'
import { BLOCK_PAYLOAD_BYTES, BgzfWriter, EOF_BLOCK, bgzfBlock, deflateAtLevel } from './bgzf.ts'
import { Random } from '../random/random.ts'

/** Bytes that no compressor makes smaller. */
function noise(length: number): Uint8Array {
  const random = new Random(9)
  return Uint8Array.from({ length }, () => random.next())
}

function write(parts: readonly Uint8Array[], level = 6): { file: Uint8Array; blocks: Uint8Array[]; offsets: number[] } {
  const blocks: Uint8Array[] = []
  const writer = new BgzfWriter((block) => blocks.push(block), deflateAtLevel(level))
  const offsets = parts.map((part) => {
    writer.reserve(part.length)
    const offset = writer.virtualOffset
    writer.write(part)
    return offset
  })
  writer.finish()
  return { file: Buffer.concat(blocks), blocks, offsets }
}

describe.each([0, 1, 6, 9])('BGZF at level %i', (level) => {
  it('is gzip with correct checksums', () => {
    const parts = [new Uint8Array(100_000).fill(7), noise(70_000), new Uint8Array(0), Uint8Array.of(1)]
    expect(gunzipSync(write(parts, level).file).equals(Buffer.concat(parts))).toBe(true)
  })

  it('says in each block how long it is, never more than 65,536 bytes', () => {
    const { blocks } = write([noise(400_000)], level)
    for (const block of blocks) {
      expect(block[16]! + 256 * block[17]! + 1).toBe(block.length)
      expect(block.length).toBeLessThanOrEqual(65_536)
    }
  })
})

it('ends a file with the empty block of the specification', () => {
  const { file } = write([Uint8Array.of(1, 2, 3)])
  expect(Buffer.from(file.subarray(-28)).toString('hex')).toBe('1f8b08040000000000ff0600424302001b0003000000000000000000')
  expect(inflateRawSync(EOF_BLOCK.subarray(18, -8)).length).toBe(0)
})

it('begins a new block rather than cut what was reserved', () => {
  const part = new Uint8Array(40_000)
  const { offsets, blocks } = write([part, part])
  expect(offsets).toEqual([0, blocks[0]!.length * 65_536])
})

it('fills blocks to 65,280 bytes of payload', () => {
  const { blocks } = write([new Uint8Array(BLOCK_PAYLOAD_BYTES + 1)])
  expect(blocks.map((block) => inflateBgzf(block).length)).toEqual([65_280, 1, 0])
})

it('stores a payload that its compressor made too long', () => {
  const payload = noise(BLOCK_PAYLOAD_BYTES)
  const block = bgzfBlock(payload, () => new Uint8Array(70_000))
  expect(gunzipSync(block).equals(payload)).toBe(true)
})
