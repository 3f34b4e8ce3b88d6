import fc from 'fast-check'
import { expect, it } from 'vitest'
import { itf8 } from '../test/crams.ts'
import { CramReader, OutOfBytes } from './cram-reader.ts'

it('reads ITF8 of any 32 bits', () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      const bytes = itf8(value)
      const reader = new CramReader(bytes)
      expect(reader.itf8()).toBe(value)
      expect(reader.at).toBe(bytes.length)
    }),
  )
})

// CRAMv3 section 2.3 (2024-09): as many leading ones as there are further bytes.
it.each([
  [[0x7f], 0x7f],
  [[0x80, 0x80], 0x80],
  [[0xbf, 0xff], 0x3fff],
  [[0xef, 0xff, 0xff, 0xff], 0xfffffff],
  [[0xf1, 0, 0, 0, 0], 2 ** 32],
  [[0xf7, 0xff, 0xff, 0xff, 0xff], 2 ** 35 - 1],
  [[0xfe, 0, 0, 0, 0, 0, 1, 2], 258],
  [[0xff, 0, 0, 0, 0, 0, 0, 1, 2], 258],
])('reads LTF8 %j', (bytes, value) => {
  const reader = new CramReader(Uint8Array.from(bytes))
  expect(reader.ltf8()).toBe(value)
  expect(reader.at).toBe(bytes.length)
})

it('says when the bytes end inside a number', () => {
  for (const bytes of [[], [0x80], [0xf0, 0, 0]]) {
    expect(() => new CramReader(Uint8Array.from(bytes)).itf8()).toThrow(OutOfBytes)
    expect(() => new CramReader(Uint8Array.from(bytes)).i32()).toThrow(OutOfBytes)
  }
})
