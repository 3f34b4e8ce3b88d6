// CRC-32 as in RFC 1952 section 8 (1996-05), bit by bit.

export function crc32(src: usize, length: u32): u32 {
  let crc: u32 = ~0
  for (let i: u32 = 0; i < length; i++) {
    crc ^= load<u8>(src + i)
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return ~crc
}
