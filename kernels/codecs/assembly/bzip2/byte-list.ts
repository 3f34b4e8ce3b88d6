// The list of byte values of the move-to-front transform (bzip2 format, section 2.2.1.3, 2016-09).

/** u8 values, the last used first; the 16 bytes before are written for nothing. */
const LIST: usize = memory.data(16 + 256 + 16, 16) + 16
/** Per place below 16: the order of bytes that moves it to the front. */
const TO_FRONT: usize = memory.data(16 * 16, 16)
const NEAR: u32 = 16

fillOrders()

/** Sets the list to the values whose bits are set in the 256 bits at `used`, lowest first. Returns their number. */
export function openList(used: usize): u32 {
  let count: u32 = 0
  for (let value: u32 = 0; value < 256; value++) {
    if ((load<u8>(used + (value >> 3)) >> (value & 7)) & 1) store<u8>(LIST + count++, <u8>value)
  }
  return count
}

export function firstOfList(): u32 {
  return load<u8>(LIST)
}

/** Moves the value at `place` (below 256) to the front and returns it. */
export function moveToFront(place: u32): u32 {
  const value = <u32>load<u8>(place, LIST)
  if (place < NEAR) {
    v128.store(LIST, i8x16.swizzle(v128.load(LIST), v128.load(place << 4, TO_FRONT)))
    return value
  }
  for (let at = LIST + place - 16; at > LIST - 16; at -= 16) v128.store(at, v128.load(at), 1)
  store<u8>(LIST, <u8>value)
  return value
}

function fillOrders(): void {
  for (let place: u32 = 0; place < NEAR; place++) {
    for (let to: u32 = 0; to < 16; to++) {
      const from = to == 0 ? place : to <= place ? to - 1 : to
      store<u8>((place << 4) + to, <u8>from, TO_FRONT)
    }
  }
}
