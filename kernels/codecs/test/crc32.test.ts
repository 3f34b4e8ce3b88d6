import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Build, builds, type Codecs, COMPILE_TIMEOUT, loadCodecs } from './load-codecs.ts'
import { randomBytes } from './random-bytes.ts'

describe.each(Object.keys(builds) as Build[])('crc32 (%s)', (build) => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs(build)
  }, COMPILE_TIMEOUT)

  it('gives the check value of CRC-32/ISO-HDLC', () => {
    expect(codecs.crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
  })

  it('of no bytes is zero', () => {
    expect(codecs.crc32(new Uint8Array(0))).toBe(0)
  })

  it.each([0, 1, 3, 8, 15])('equals that of zlib for every length up to 300, %i bytes off the grid', (shift) => {
    const bytes = randomBytes(300, 1)
    for (let length = 0; length <= 300; length++) expectEqual(bytes.subarray(0, length), shift)
  })

  it('equals that of zlib around the lengths at which it begins to fold, and to move what it folded', () => {
    const bytes = randomBytes(40_000, 2)
    const turns = [2048, 8192, 8192 + 1123, 2 * 8192 + 1123, 3 * 8192 + 1123]
    for (const turn of turns) for (let off = -66; off <= 66; off++) expectEqual(bytes.subarray(0, turn + off), off & 15)
  })

  it('sees every single byte of a BGZF block', () => {
    const bytes = randomBytes(65_280, 3)
    const before = codecs.crc32(bytes)
    for (let at = 0; at < bytes.length; at += 61) {
      bytes[at]! ^= 1
      expect(codecs.crc32(bytes), `byte ${at}`).not.toBe(before)
      bytes[at]! ^= 1
    }
  })

  it('equals that of zlib for any bytes at any address', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 70_000, size: 'max' }), fc.nat(31), expectEqual), { numRuns: 60 })
  })

  it('equals that of zlib for several megabytes', () => {
    expectEqual(randomBytes(5_000_003, 4), 5)
  })

  function expectEqual(bytes: Uint8Array, shift: number): void {
    expect(codecs.crc32(bytes, shift), `${bytes.length} bytes`).toBe(zlibCrc32(bytes))
  }
})
