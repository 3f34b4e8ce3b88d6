// What the tests of this project link: the codecs, and where memory of their own ends. Not part of qc.wasm.

export { inflate } from '../../assembly/inflate'
export { crc32 } from '../../assembly/crc32'

/** The first byte that no table uses. */
export function firstFree(): usize {
  return __heap_base
}
