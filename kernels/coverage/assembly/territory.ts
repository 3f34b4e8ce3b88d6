// Where depth is evaluated: sorted intervals of (contig, start, end), three u32 each, and a cursor that moves with the sweep.

/** One interval list with its cursor; two exist: the regions, and the regions less the reference's N positions. */
export const REGIONS: usize = memory.data(16, 16)
export const TERRITORY: usize = memory.data(16, 16)

const FIRST: usize = 0
const LAST: usize = 4
const CURSOR: usize = 8

export const INTERVAL_BYTES: usize = 12
const START: usize = 4
const END: usize = 8

export function placeIntervals(list: usize, address: usize, count: u32): void {
  store<u32>(list, <u32>address, FIRST)
  store<u32>(list, <u32>(address + INTERVAL_BYTES * count), LAST)
  rewind(list)
}

export function rewind(list: usize): void {
  store<u32>(list, load<u32>(list, FIRST), CURSOR)
}

/** Address of the first interval of `contig` that ends behind `position`, or 0. Positions only grow. */
export function seek(list: usize, contig: u32, position: i32): usize {
  let at = <usize>load<u32>(list, CURSOR)
  const last = <usize>load<u32>(list, LAST)
  while (at < last && isBefore(at, contig, position)) at += INTERVAL_BYTES
  store<u32>(list, <u32>at, CURSOR)
  return at < last && load<u32>(at) == contig ? at : 0
}

/** Whether any interval shares a position with [start, end). */
export function touches(list: usize, contig: u32, start: i32, end: i32): bool {
  const at = seek(list, contig, start)
  return at != 0 && intervalStart(at) < end
}

/** The next interval on the same contig, or 0. */
export function following(list: usize, at: usize): usize {
  const next = at + INTERVAL_BYTES
  return next < <usize>load<u32>(list, LAST) && load<u32>(next) == load<u32>(at) ? next : 0
}

export function intervalStart(at: usize): i32 {
  return load<i32>(at, START)
}

export function intervalEnd(at: usize): i32 {
  return load<i32>(at, END)
}

function isBefore(at: usize, contig: u32, position: i32): bool {
  const on = load<u32>(at)
  return on < contig || (on == contig && load<i32>(at, END) <= position)
}
