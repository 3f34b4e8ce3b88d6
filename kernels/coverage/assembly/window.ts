// The sweep over one shard: which positions it owns, and how far depth is final. Memory is a ring of positions
// around the current record, so it depends neither on the contig's length nor on the file's size.
//
//   owned     |low ........................................ high|
//   ring              |final ....... start ....... reach|
//                      flushed       record's      furthest position
//                      up to here    start         that was written
//
// Records come in coordinate order: nothing left of the current start can change any more.

/** Ring positions, a power of two; set by `setSpan`. */
export let span: u32 = 0
/** Maps a position to its place in a ring. */
export let mask: u32 = 0

/** Contig being swept, or -1. */
export let contig: i32 = -1
/** Owned positions of that contig: [low, high). */
export let low: i32 = 0
export let high: i32 = 0
/** Positions before this one are final. */
export let flushed: i32 = 0
/** No position at or behind this one was written. */
export let reach: i32 = 0

/** Positions behind the flushed ones that are finalised at once: large enough to amortise, small enough to stay in the cache. */
export const STEP: i32 = 8192

let firstContig: i32 = 0
let firstPosition: i32 = 0
let endContig: i32 = 0
let endPosition: i32 = 0

export function setSpan(positions: u32): void {
  span = positions
  mask = positions - 1
}

/** Loci [first, end) in file order; see the request block. */
export function openShard(fromContig: i32, fromPosition: i32, toContig: i32, toPosition: i32): void {
  firstContig = fromContig
  firstPosition = fromPosition
  endContig = toContig
  endPosition = toPosition
  contig = -1
  low = high = flushed = reach = 0
}

/** Starts a contig of `length` positions; everything before must be flushed. */
export function openContig(index: i32, length: i32): void {
  contig = index
  low = index < firstContig ? length : index == firstContig ? firstPosition : 0
  high = index > endContig ? 0 : index == endContig ? min(endPosition, length) : length
  if (low > high) low = high
  flushed = reach = low
}

/** Whether [start, end) of the current contig reaches beyond what the shard owns. */
export function reachesBeyond(end: i32): bool {
  return contig == endContig && end > endPosition
}

export function moveFlushed(position: i32): void {
  flushed = position
  if (reach < position) reach = position
}

export function extendReach(position: i32): void {
  if (position > reach) reach = position
}
