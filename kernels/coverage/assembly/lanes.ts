// Sixteen bits as sixteen lanes.

/** Bit of each lane in a 16-bit mask, and the byte that holds it. */
const BIT_OF_LANE = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128)
const BYTE_OF_LANE = i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)

/** All bits of the lanes whose bits are set. */
export function lanesOf(mask: u32): v128 {
  const bytes = i8x16.swizzle(i32x4.splat(<i32>mask), BYTE_OF_LANE)
  return i8x16.eq(v128.and(bytes, BIT_OF_LANE), BIT_OF_LANE)
}
