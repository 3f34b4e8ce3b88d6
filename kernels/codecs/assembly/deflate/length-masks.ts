// Which symbols have a code length: a bit for each, sixteen symbols at a time.
// Sorting symbols this way has no counters in memory, whose updates would wait for one another.

/** One bit for each of the `count` (at most 64) u8 lengths at `lengths` that equals `length`. Reads 64 bytes. */
export function maskOf(lengths: usize, count: u32, length: u32): u64 {
  const wanted = i8x16.splat(<i8>length)
  const low = maskOf16(lengths, wanted) | (maskOf16(lengths + 16, wanted) << 16)
  const high = maskOf16(lengths + 32, wanted) | (maskOf16(lengths + 48, wanted) << 16)
  return ((<u64>low) | ((<u64>high) << 32)) & ((<u64>-1) >> (64 - count))
}

function maskOf16(lengths: usize, wanted: v128): u32 {
  return <u32>i8x16.bitmask(i8x16.eq(v128.load(lengths), wanted))
}

/** The longest of `literals` (a multiple of 16) and at most 32 `others` lengths. */
export function longestOf(lengths: usize, literals: u32, others: u32): u32 {
  const end = lengths + literals
  let longest = i8x16.max_u(first(end, others), first(end + 16, others - 16))
  for (let at = lengths; at < end; at += 16) longest = i8x16.max_u(longest, v128.load(at))
  longest = i8x16.max_u(longest, i64x2.shuffle(longest, longest, 1, 0))
  const eight = i64x2.extract_lane(longest, 0)
  let most: u64 = 0
  for (let shift: u64 = 0; shift < 64; shift += 8) most = max(most, ((<u64>eight) >> shift) & 255)
  return <u32>most
}

/** The first `count` of sixteen lengths; zeros behind. */
function first(lengths: usize, count: u32): v128 {
  const index = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  return v128.and(v128.load(lengths), i8x16.lt_s(index, i8x16.splat(<i8>(<i32>count))))
}
