// What the tests of this project link: the codecs, and where memory of their own ends. Not part of qc.wasm.
import { wantedScratch } from '../../assembly/scratch'

export { inflate } from '../../assembly/inflate'
export { crc32 } from '../../assembly/crc32'
export { decodeBlock } from '../../assembly/methods/index'
export { placeScratch, scratchMark } from '../../assembly/scratch'

/** See `wantedScratch`. */
export function wantedScratchBytes(): u64 {
  return wantedScratch
}

/** The first byte that no table uses. */
export function firstFree(): usize {
  return __heap_base
}
