// Reads the small fields of a stream, those of headers and tables, one after another. Not for data: their loops hold their own address.
// Behind the end every byte is 0, and `overran` says so: a caller asks once, after the last field.

let at: usize = 0
let end: usize = 0

/** Goes on at `address`; the last byte is before `addressEnd`. */
export function openBytes(address: usize, addressEnd: usize): void {
  at = address
  end = addressEnd
}

/** Where the next byte lies; only when nothing overran. */
export function bytesAt(): usize {
  return at
}

/** Whether a field reached beyond the end or was malformed. */
export function overran(): bool {
  return at > end
}

/** Whatever comes now, `overran` is true. */
export function failBytes(): void {
  at = end + 1
}

export function takeByte(): u32 {
  if (at < end) return load<u8>(at++)
  failBytes()
  return 0
}

/** Leaves out `count` bytes. Returns where they lie. */
export function skipBytes(count: usize): usize {
  const from = at
  if (at > end || count > end - at) failBytes()
  else at += count
  return from
}

/** A number of seven bits a byte, the highest first, all bytes but the last with bit 7 set (CRAMcodecs section 1.4, 2025-03: ReadUint7). */
export function takeUint7(): u32 {
  let value: u32 = 0
  for (let left = 5; left > 0; left--) {
    const byte = takeByte()
    value = (value << 7) | (byte & 127)
    if (byte < 128) return value
  }
  failBytes()
  return 0
}
