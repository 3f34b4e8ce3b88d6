// CRC-32 as gzip has it (RFC 1952 section 8), in plain JavaScript: Node has it built in only from 22.2 on.

const POLYNOMIAL = 0xedb88320
const table = new Int32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1
  table[byte] = remainder
}

/** Signed 32-bit. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8)
  return ~crc
}
