// The variable-length integers of CRAM (CRAMv3 section 2.3, 2024-09) and its arrays of them.
import type { ByteWriter } from '../bam/byte-writer.ts'

/** Any 32-bit integer, signed or unsigned, in one to five bytes. */
export function writeItf8(writer: ByteWriter, value: number): void {
  const word = value >>> 0
  if (word < 0x80) writer.uint8(word)
  else if (word < 0x4000) writeBytes(writer, [0x80 | (word >>> 8), word])
  else if (word < 0x20_0000) writeBytes(writer, [0xc0 | (word >>> 16), word >>> 8, word])
  else if (word < 0x1000_0000) writeBytes(writer, [0xe0 | (word >>> 24), word >>> 16, word >>> 8, word])
  else writeBytes(writer, [0xf0 | (word >>> 28), word >>> 20, word >>> 12, word >>> 4, word & 15])
}

/** A whole number from 0 to 2^53 in one to eight bytes: as many leading ones as bytes follow. */
export function writeLtf8(writer: ByteWriter, value: number): void {
  let following = 0
  while (value >= 2 ** (7 * (following + 1))) following++
  const lead = (0xff00 >> following) & 0xff
  writer.uint8(lead | (Math.floor(value / 2 ** (8 * following)) & (0x7f >> following)))
  for (let byte = following - 1; byte >= 0; byte--) writer.uint8(Math.floor(value / 2 ** (8 * byte)) % 256)
}

/** Their number, then the integers. */
export function writeItf8Array(writer: ByteWriter, values: readonly number[]): void {
  writeItf8(writer, values.length)
  for (const value of values) writeItf8(writer, value)
}

function writeBytes(writer: ByteWriter, bytes: readonly number[]): void {
  for (const byte of bytes) writer.uint8(byte & 0xff)
}
