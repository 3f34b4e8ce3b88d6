// The states of the interleaved coders, between the loops that advance them: what the hot loops leave over is decoded here, a symbol at a
// time and as the specification has it. Both formats differ in how a state takes more bytes (CRAMcodecs sections 2.2 and 3.2, 2025-03).
import { openBytes, takeByte } from '../byte-reader'
import { ORDER_0 } from './slots'

/** u32 per state. */
export const STATES: usize = memory.data(128, 64)
/** u32 per state: byte offset of the row of its last symbol. */
export const ROWS: usize = memory.data(128, 64)

/** Lower bounds of a state that takes single bytes, and of one that takes two at once. Below eight bits' or sixteen bits' more both end at 2^31. */
export const LEAST_BY_BYTE: u32 = 1 << 23
export const LEAST_BY_WORD: u32 = 1 << 15

/** Reads the first states. Returns where the data behind them begin, 0 when they are cut off or out of bounds. */
export function readStates(at: usize, srcEnd: usize, count: u32, least: u32): usize {
  const bytes = (<usize>count) << 2
  if (at > srcEnd || srcEnd - at < bytes) return 0
  memory.copy(STATES, at, bytes)
  memory.fill(ROWS, 0, bytes)
  for (let state = STATES; state < STATES + bytes; state += 4) {
    if (load<u32>(state) < least || load<i32>(state) < 0) return 0
  }
  return at + bytes
}

/** Decodes [out, dstEnd) in turn with `count` states, the first first; from order 0's packed slots. Opens the byte reader at `at`. */
export function finishOrder0(at: usize, srcEnd: usize, count: u32, least: u32, out: usize, dstEnd: usize): void {
  openBytes(at, srcEnd)
  for (let state: u32 = 0; out < dstEnd; state = (state + 1) & (count - 1))
    store<u8>(out++, <u8>step(STATES + (state << 2), ORDER_0, 12, least))
}

/** Decodes one symbol of this state with these packed slots, and moves to the row of that symbol. */
export function step(state: usize, row: usize, bits: u32, least: u32): u32 {
  const x = load<u32>(state)
  const entry = load<u32>(row + ((x & ((1 << bits) - 1)) << 2))
  const high = x >>> bits
  store<u32>(state, refill((entry >>> 20) * high + high + ((entry >>> 8) & 4095), least))
  return entry & 255
}

function refill(x: u32, least: u32): u32 {
  if (x >= least) return x
  if (least == LEAST_BY_WORD) return (x << 16) | takeByte() | (takeByte() << 8)
  const one = (x << 8) | takeByte()
  return one >= least ? one : (one << 8) | takeByte()
}
