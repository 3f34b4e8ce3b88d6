// CRC-32 of bytes (RFC 1952 section 8, 1996-05: polynomial 0x04c11db7, bits reflected).
// Long inputs are first folded to their last 4 KB by exclusive or alone, sixteen bytes at a time: WebAssembly has no
// carry-less multiplication, but the polynomial divides 1 + w^1837 + w^2091 + w^4018 with w = x^8, so that a byte may
// be cleared when it is added to the bytes 1927, 2181 and 4018 behind it.

/** The distances at which a cleared byte is added. Found by search: no multiple with four terms has a lower degree and
 * distances so long that a load never meets a store that is still under way. */
const NEAR: usize = 1927
const MIDDLE: usize = 2181
const FAR: usize = 4018

/** Bytes cleared since the last move; a multiple of 64. 12 KB and FAR stay in the first-level cache. */
const SEGMENT: usize = 12352
/** The FAR bytes cleared last, the segment, then zeros for the bytes that are kept. */
const CLEARED: usize = memory.data(4032 + 12352 + 2176, 64)
const SEGMENT_START: usize = CLEARED + 4032
/** The bytes that are kept: FAR and less than 64 more. */
const KEPT: usize = memory.data(4096, 64)
/** Below this the fold does not pay. */
const FOLD_FROM: u32 = 8192

/** u32 per byte value: the byte's CRC. */
const BYTE_TABLE: usize = memory.data(4 * 256, 64)
/** u32 per place of a byte in eight and byte value: the byte's CRC when 24 more bytes follow the eight. */
const WORD_TABLES: usize = memory.data(8 * 4 * 256, 64)

fillTables()

/** CRC-32 of the `length` bytes at `src`. Reads nothing else. */
export function crc32(src: usize, length: u32): u32 {
  if (length < FOLD_FROM) return ~update(~0, src, length)
  const cleared = (<usize>length - FAR) & ~63
  const zeros = foldBytes(src, cleared)
  const kept = <usize>length - cleared
  keepBytes(src + cleared, kept, zeros)
  return ~update(0, KEPT, <u32>kept)
}

/** Clears `count` bytes, a multiple of 64. Returns the address behind the last in CLEARED. */
function foldBytes(src: usize, count: usize): usize {
  memory.fill(CLEARED, 0, SEGMENT_START - CLEARED)
  store<u32>(SEGMENT_START - FAR, ~0) // what the CRC starts from is added to the first four bytes
  let at = SEGMENT_START
  let from = src
  const end = src + count
  while (from < end) {
    if (at == SEGMENT_START + SEGMENT) {
      memory.copy(CLEARED, at - (SEGMENT_START - CLEARED), SEGMENT_START - CLEARED)
      at = SEGMENT_START
    }
    const stop = from + min(end - from, SEGMENT)
    do {
      v128.store(at, foldSixteen(from, at))
      v128.store(at, foldSixteen(from + 16, at + 16), 16)
      v128.store(at, foldSixteen(from + 32, at + 32), 32)
      v128.store(at, foldSixteen(from + 48, at + 48), 48)
      from += 64
      at += 64
    } while (from < stop)
  }
  return at
}

/** Writes the last `count` bytes to KEPT, with what the cleared bytes before `zeros` add to them. */
function keepBytes(src: usize, count: usize, zeros: usize): void {
  memory.fill(zeros, 0, FAR + 64 - NEAR)
  memory.copy(KEPT, src, count)
  for (let at: usize = 0; at < count; at += 16) v128.store(KEPT + at, foldSixteen(KEPT + at, zeros + at))
}

/** Sixteen bytes of the input and what the bytes cleared before add to them. */
function foldSixteen(from: usize, at: usize): v128 {
  const near = v128.xor(v128.load(from), v128.load(at - NEAR))
  return v128.xor(near, v128.xor(v128.load(at - MIDDLE), v128.load(at - FAR)))
}

/** Adds bytes to a CRC: four times eight side by side, so that their look-ups do not wait for one another. */
function update(start: u32, src: usize, length: u32): u32 {
  const end = src + length
  let at = src
  let crc = start
  if (length >= 64) {
    let a: u64 = crc
    let b: u64 = 0
    let c: u64 = 0
    let d: u64 = 0
    for (const stop = end - 63; at < stop; at += 32) {
      a = advance(a ^ load<u64>(at))
      b = advance(b ^ load<u64>(at, 8))
      c = advance(c ^ load<u64>(at, 16))
      d = advance(d ^ load<u64>(at, 24))
    }
    crc = updateBytes(<u32>a, at, at + 8)
    crc = updateBytes(crc ^ (<u32>b), at + 8, at + 16)
    crc = updateBytes(crc ^ (<u32>c), at + 16, at + 24)
    crc = updateBytes(crc ^ (<u32>d), at + 24, at + 32)
    at += 32
  }
  return updateBytes(crc, at, end)
}

/** The CRC of eight bytes when 24 more follow. */
function advance(word: u64): u64 {
  const low = <u32>word
  const high = <u32>(word >> 32)
  const first = load<u32>(<usize>((low << 2) & 1020), WORD_TABLES) ^ load<u32>(<usize>((low >> 6) & 1020), WORD_TABLES + 1024)
  const second =
    load<u32>(<usize>((low >> 14) & 1020), WORD_TABLES + 2048) ^ load<u32>(<usize>((low >> 22) & 1020), WORD_TABLES + 3072)
  const third =
    load<u32>(<usize>((high << 2) & 1020), WORD_TABLES + 4096) ^ load<u32>(<usize>((high >> 6) & 1020), WORD_TABLES + 5120)
  const fourth =
    load<u32>(<usize>((high >> 14) & 1020), WORD_TABLES + 6144) ^ load<u32>(<usize>((high >> 22) & 1020), WORD_TABLES + 7168)
  return <u64>(first ^ second ^ (third ^ fourth))
}

function updateBytes(start: u32, src: usize, end: usize): u32 {
  let crc = start
  for (let at = src; at < end; at++) crc = nextByte(crc ^ (<u32>load<u8>(at)))
  return crc
}

function nextByte(crc: u32): u32 {
  return (crc >> 8) ^ load<u32>((<usize>(crc & 255)) << 2, BYTE_TABLE)
}

function fillTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)))
    store<u32>((<usize>byte) << 2, crc, BYTE_TABLE)
  }
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = load<u32>((<usize>byte) << 2, BYTE_TABLE)
    for (let following = 1; following < 32; following++) {
      crc = nextByte(crc)
      if (following >= 24) store<u32>(WORD_TABLES + ((<usize>(31 - following)) << 10) + ((<usize>byte) << 2), crc)
    }
  }
}
