// CRC-64 of bytes (ECMA-182, 1992, bits reflected), the check that the xz command writes. CRAM writers use CRC-32, so
// this is simple and not fast.

const POLYNOMIAL: u64 = 0xc96c5795d7870f42
/** u64 per byte value. */
const TABLE: usize = memory.data(8 * 256, 64)

fillTable()

export function crc64(at: usize, end: usize): u64 {
  let crc: u64 = ~0
  for (; at < end; at++) crc = (crc >> 8) ^ load<u64>(((<usize>((<u32>crc) ^ load<u8>(at))) & 255) << 3, TABLE)
  return ~crc
}

function fillTable(): void {
  for (let byte: u64 = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (POLYNOMIAL & (0 - (crc & 1)))
    store<u64>((<usize>byte) << 3, crc, TABLE)
  }
}
