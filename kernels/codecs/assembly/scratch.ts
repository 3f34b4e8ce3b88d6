// Working memory of the codecs: a stretch that their caller lays out, taken from front to back while one block is decoded.

/** A codec may read so many bytes behind its source and write so many behind its output. */
export const SOURCE_SLACK: usize = 64
export const OUTPUT_SLACK: usize = 320

let at: usize = 0
let end: usize = 0
let start: usize = 0

/** Bytes that the last failed `takeScratch` would have needed in all. */
export let wantedScratch: u64 = 0

/** The stretch [address, address + bytes) is free. */
export function placeScratch(address: usize, bytes: usize): void {
  start = at = (address + 63) & ~63
  end = address + bytes
}

/** Address of `bytes` bytes of unknown content, a multiple of 64; 0 when there are not so many, see `wantedScratch`. */
export function takeScratch(bytes: u64): usize {
  const taken = at
  const next = (<u64>at + bytes + 63) & ~63
  if (next > <u64>end) {
    wantedScratch = next - <u64>start + 64
    return 0
  }
  at = <usize>next
  return taken
}

/** What is taken from now on; see `releaseScratch`. */
export function scratchMark(): usize {
  return at
}

/** Gives back all that was taken since the mark. */
export function releaseScratch(mark: usize): void {
  at = mark
}
