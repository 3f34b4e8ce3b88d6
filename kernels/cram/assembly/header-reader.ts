// Reads the fields of headers: bytes, ITF-8 and LTF-8 integers (CRAMv3 section 2.3, 2024-09). Not the streams of data series.

/** Where the reader stands; `isCut` once it was asked for more than there is. */
export let at: usize = 0
export let isCut: bool = false
let end: usize = 0

export function openReader(from: usize, to: usize): void {
  at = from
  end = to
  isCut = false
}

export function bytesLeft(): usize {
  return end - at
}

export function skipBytes(count: u32): void {
  if (<usize>count > end - at) {
    isCut = true
    at = end
  } else at += count
}

export function readU8(): u32 {
  if (at >= end) {
    isCut = true
    return 0
  }
  return <u32>load<u8>(at++)
}

export function readU32(): u32 {
  const from = at
  skipBytes(4)
  return isCut ? 0 : load<u32>(from)
}

/** The number of leading ones of the first byte is the number of bytes that follow it, four at most. */
export function readItf8(): i32 {
  const first = readU8()
  if (first < 0x80) return first
  if (first < 0xc0) return ((first & 0x3f) << 8) | readU8()
  if (first < 0xe0) return ((first & 0x1f) << 16) | readBig(2)
  if (first < 0xf0) return ((first & 0x0f) << 24) | readBig(3)
  return ((first & 0x0f) << 28) | (readBig(3) << 4) | (readU8() & 0x0f)
}

/** Up to eight bytes follow the first. */
export function readLtf8(): u64 {
  const first = readU8()
  const following = min<u32>(8, clz<u32>(~(first << 24)))
  let value: u64 = following > 6 ? 0 : <u64>(first & (0x7f >> following))
  for (let i: u32 = 0; i < following; i++) value = (value << 8) | (<u64>readU8())
  return value
}

function readBig(count: u32): u32 {
  let value: u32 = 0
  for (let i: u32 = 0; i < count; i++) value = (value << 8) | readU8()
  return value
}
