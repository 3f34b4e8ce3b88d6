// The hot loops of rANS Nx16 with 32 states, orders 0 and 1 (CRAMcodecs sections 3.2 and 3.3, 2025-03). States are held in memory, and
// advance in order, four to a vector. One file for both, since functions that take vectors are exported with a warning.
// WebAssembly has no gather: addresses are taken out of a vector lane by lane (through memory it is 7 % slower), and entries put in.
import { noteRounds } from './rows'
import { ORDER_0 } from './slots'
import { LEAST_BY_WORD, ROWS, STATES } from './states'

/** Bytes of 32 states, and of the vectors they are held in. */
const ALL_LANES: usize = 128
const LANES: usize = 16

/** Per set of lanes, lane 0 lowest: a pattern that gives each of them the next two bytes of the input, and the others zeros. */
const PATTERNS: usize = memory.data(16 * 16, 16)

/** Symbols of each part that order 1 stores at once. */
const ROUNDS: usize = 4
const STATE_COUNT: usize = 32
/** The symbols of all states, round by round. */
const SYMBOLS: usize = memory.data(4 * 32, 16)

fillPatterns()

/**
 * State: 32 states in STATES; next, the address of the next two bytes; out. Decodes to [out, stop), a multiple of 32.
 * Returns `next`, behind srcEnd when the input ended before. Reads up to 64 bytes behind srcEnd.
 */
export function decodeLanesOrder0(first: usize, srcEnd: usize, dst: usize, stop: usize): usize {
  let next = first
  let out = dst
  while (out < stop && next <= srcEnd) {
    for (let lanes: usize = 0; lanes < ALL_LANES; lanes += LANES) {
      const states = v128.load(lanes, STATES)
      const slots = i32x4.shl(v128.and(states, i32x4.splat(4095)), 2)
      const entries = gather(i32x4.add(slots, i32x4.splat(<i32>ORDER_0)))
      v128.store_lane<u32>(out, i8x16.shuffle(entries, entries, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12), 0)
      out += 4
      const advanced = advancedLanes(i32x4.shr_u(states, 12), entries)
      const low = lowLanes(advanced)
      const lowSet = i32x4.bitmask(low)
      v128.store(lanes, refilledLanes(advanced, low, lowSet, next), STATES)
      next += (<usize>popcnt(lowSet)) << 1
    }
  }
  return next
}

/**
 * State: 32 states in STATES and the rows of their last symbols in ROWS; next, the address of the next two bytes; out, where the first part
 * goes on. Decodes a multiple of four symbols of each of the parts, which are `part` bytes long and lie one behind the other at dst, and
 * notes it. Returns `next`, behind srcEnd when the input ended before. Reads up to 64 bytes behind srcEnd.
 * @typeParam Slot u8 or u16: the compiler makes a loop for slots of 10 bits of a state and one for those of 12.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it is what makes two loops: bits in a variable cost 15 %
export function decodeLanesOrder1<Slot>(first: usize, srcEnd: usize, dst: usize, part: usize, rows: usize): usize {
  const bits = <u32>(8 + 2 * sizeof<Slot>())
  const slotMask = i32x4.splat((1 << bits) - 1)
  const firstRow = i32x4.splat(<i32>rows)
  let next = first
  let out = dst
  for (const stop = dst + (part & ~(ROUNDS - 1)); out < stop && next <= srcEnd; out += ROUNDS) {
    for (let round: usize = 0; round < ROUNDS * STATE_COUNT && next <= srcEnd; round += STATE_COUNT) {
      for (let lanes: usize = 0; lanes < ALL_LANES; lanes += LANES) {
        const states = v128.load(lanes, STATES)
        const slots = i32x4.shl(v128.and(states, slotMask), 2)
        const entries = gather(i32x4.add(i32x4.add(slots, v128.load(lanes, ROWS)), firstRow))
        v128.store(lanes, i32x4.shl(v128.and(entries, i32x4.splat(255)), bits + 2), ROWS)
        v128.store_lane<u32>(
          round + (lanes >> 2),
          i8x16.shuffle(entries, entries, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12),
          0,
          SYMBOLS,
        )
        const advanced = advancedLanes(i32x4.shr_u(states, bits), entries)
        const low = lowLanes(advanced)
        const lowSet = i32x4.bitmask(low)
        v128.store(lanes, refilledLanes(advanced, low, lowSet, next), STATES)
        next += (<usize>popcnt(lowSet)) << 1
      }
    }
    storeSymbols(0, out, part)
    storeSymbols(16, out + 16 * part, part)
  }
  noteRounds(out - dst)
  return next
}

/** The u32 at each of four addresses. */
function gather(addresses: v128): v128 {
  let values = v128.load32_zero(i32x4.extract_lane(addresses, 0))
  values = v128.load_lane<u32>(i32x4.extract_lane(addresses, 1), values, 1)
  values = v128.load_lane<u32>(i32x4.extract_lane(addresses, 2), values, 2)
  return v128.load_lane<u32>(i32x4.extract_lane(addresses, 3), values, 3)
}

/** The next states before they take more: `high` is the states without their slots (see slots.ts). */
function advancedLanes(high: v128, entries: v128): v128 {
  const offset = v128.and(i32x4.shr_u(entries, 8), i32x4.splat(4095))
  return i32x4.add(i32x4.mul(i32x4.shr_u(entries, 20), high), i32x4.add(high, offset))
}

/** Lanes whose state takes two bytes: all bits set. */
function lowLanes(states: v128): v128 {
  return i32x4.lt_s(states, i32x4.splat(LEAST_BY_WORD))
}

/** The states, of which those in the lanes of `low`, as a vector and as a set, take two bytes each from `next` on. */
function refilledLanes(states: v128, low: v128, lowSet: u32, next: usize): v128 {
  const taken = i8x16.swizzle(v128.load64_zero(next), v128.load(((<usize>lowSet) << 4) + PATTERNS))
  return v128.or(v128.bitselect(i32x4.shl(states, 16), states, low), taken)
}

/** Stores four symbols of each of the sixteen parts that begin at `part` bytes from one another; theirs are the symbols from `state` on. */
function storeSymbols(state: usize, out: usize, part: usize): void {
  const a = v128.load(state, SYMBOLS)
  const b = v128.load(state, SYMBOLS + 32)
  const c = v128.load(state, SYMBOLS + 64)
  const d = v128.load(state, SYMBOLS + 96)
  const abFirst = i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  const abLast = i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
  const cdFirst = i8x16.shuffle(c, d, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  const cdLast = i8x16.shuffle(c, d, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
  storeFour(i16x8.shuffle(abFirst, cdFirst, 0, 8, 1, 9, 2, 10, 3, 11), out, part)
  storeFour(i16x8.shuffle(abFirst, cdFirst, 4, 12, 5, 13, 6, 14, 7, 15), out + 4 * part, part)
  storeFour(i16x8.shuffle(abLast, cdLast, 0, 8, 1, 9, 2, 10, 3, 11), out + 8 * part, part)
  storeFour(i16x8.shuffle(abLast, cdLast, 4, 12, 5, 13, 6, 14, 7, 15), out + 12 * part, part)
}

function storeFour(symbols: v128, out: usize, part: usize): void {
  v128.store_lane<u32>(out, symbols, 0)
  v128.store_lane<u32>(out + part, symbols, 1)
  v128.store_lane<u32>(out + 2 * part, symbols, 2)
  v128.store_lane<u32>(out + 3 * part, symbols, 3)
}

function fillPatterns(): void {
  for (let set: u32 = 0; set < 16; set++) {
    let byte: u32 = 0
    for (let lane: u32 = 0; lane < 4; lane++) {
      const takes = ((set >> lane) & 1) != 0
      store<u32>(PATTERNS + (set << 4) + (lane << 2), takes ? 0x80800000 | ((byte + 1) << 8) | byte : 0x80808080)
      if (takes) byte += 2
    }
  }
}
