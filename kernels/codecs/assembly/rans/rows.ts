// The slot tables of order 1: a row for each symbol that came before, at symbol << (bits + 2) from the first, in working memory.
import { takeScratch } from '../scratch'
import { fillSlots, rowShift } from './slots'
import { forgetSymbols, occurs } from './frequencies'
import { ROWS, STATES, step } from './states'
import { openBytes } from '../byte-reader'

/** u8 per symbol: 1 when it has a row. */
const FILLED: usize = memory.data(256, 16)

/** Room for all rows, 0 when there is none. */
export function placeRows(bits: u32): usize {
  memory.fill(FILLED, 0, 256)
  forgetSymbols()
  return takeScratch(((<u64>256) << rowShift(bits)) + 16)
}

/** Fills the row behind `symbol` from the frequencies. Rows are filled in ascending order, since each overwrites a little of the next. */
export function fillRow(rows: usize, symbol: u32, bits: u32): void {
  store<u8>(symbol, 1, FILLED)
  fillSlots(rows + ((<usize>symbol) << rowShift(bits)), bits)
}

/**
 * A symbol may occur and have no row, when nothing follows it; so may 0, which stands before the first. Should a malformed stream come
 * there, it finds entries of zeros, which are harmless.
 */
export function fillMissingRows(rows: usize, bits: u32): void {
  const bytes = (<usize>1) << rowShift(bits)
  for (let symbol: u32 = 0; symbol < 256; symbol++) {
    if ((symbol == 0 || occurs(symbol)) && !load<u8>(symbol, FILLED)) memory.fill(rows + <usize>symbol * bytes, 0, bytes)
  }
}

/**
 * Decodes what is left of [dst, dstEnd) when all `count` states have decoded their first `done` symbols: the rest of each state's
 * part, then, with the last state, the remainder that no part has. Opens the byte reader at `at`.
 */
export function finishOrder1(at: usize, srcEnd: usize, dst: usize, dstEnd: usize, rows: usize): void {
  openBytes(at, srcEnd)
  const part = <usize>(dstEnd - dst) / stateCount
  for (let i = doneRounds; i < part; i++) {
    for (let state: u32 = 0; state < stateCount; state++) store<u8>(dst + <usize>state * part + i, <u8>stepInRow(state, rows))
  }
  for (let out = dst + part * <usize>stateCount; out < dstEnd; out++) store<u8>(out, <u8>stepInRow(stateCount - 1, rows))
}

/** What `finishOrder1` has to know besides: set before a loop, `doneRounds` by it. */
export let stateCount: u32 = 4
export let slotBits: u32 = 12
export let leastState: u32 = 0
export let doneRounds: usize = 0

export function describeStates(count: u32, bits: u32, least: u32): void {
  stateCount = count
  slotBits = bits
  leastState = least
  doneRounds = 0
}

export function noteRounds(rounds: usize): void {
  doneRounds = rounds
}

function stepInRow(state: u32, rows: usize): u32 {
  const symbol = step(STATES + (state << 2), rows + load<u32>(ROWS + (state << 2)), slotBits, leastState)
  store<u32>(ROWS + (state << 2), symbol << rowShift(slotBits))
  return symbol
}
