// Bases of the reference under a slice: given by the host, or embedded in the slice. One stretch at a time.
import { codeOf, UNKNOWN } from './base-codes'

/** Bases at hand: letters at `address` of [start, start + length) of `contig`. */
let address: usize = 0
export let contig: i32 = -1
let start: i32 = 0
let length: u32 = 0

export function forgetReference(): void {
  contig = -1
  length = 0
}

export function placeReference(onContig: i32, from: i32, bases: u32, at: usize): void {
  contig = onContig
  start = from
  length = bases
  address = at
}

/** Whether all of [from, to) is at hand. */
export function covers(onContig: i32, from: i32, to: i32): bool {
  return contig == onContig && from >= start && <i64>to <= <i64>start + <i64>length
}

/** Code of the base at a position of the contig at hand, or UNKNOWN. */
export function baseAt(position: i32): u32 {
  const index = <u32>(position - start)
  return index < length ? codeOf(load<u8>(address + index)) : UNKNOWN
}
