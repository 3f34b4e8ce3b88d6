// The kernels one by one over the first blocks of a file, held in the module's memory.
import { readFileSync } from 'node:fs'
import { closeSync, openSync, readSync } from 'node:fs'
import { instantiateSync } from '@assemblyscript/loader'

/** Compressed bytes: more than the caches hold, little enough for many passes. */
export const SLICE_BYTES = 40 * 2 ** 20

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer }
  reserve(bytes: number): number
  inflateAll(src: number, srcEnd: number): bigint
  inflateAndCheck(src: number, srcEnd: number): bigint
  crcAll(src: number, bytes: number): bigint
}

export interface Kernels {
  /** Compressed bytes of the whole blocks held. */
  readonly bytes: number
  inflate(): bigint
  inflateAndCheck(): bigint
  crc(): bigint
}

export function loadKernels(path: string): Kernels {
  const exports = instantiateSync(readFileSync(new URL('../kernels.wasm', import.meta.url))).exports as unknown as Exports
  const slice = wholeBlocks(readStart(path))
  const at = exports.reserve(slice.length)
  if (at === 0) throw new Error('the kernels have no room for the slice')
  new Uint8Array(exports.memory.buffer).set(slice, at)
  return {
    bytes: slice.length,
    inflate: () => exports.inflateAll(at, at + slice.length),
    inflateAndCheck: () => exports.inflateAndCheck(at, at + slice.length),
    crc: () => exports.crcAll(at, slice.length),
  }
}

function readStart(path: string): Buffer {
  const file = openSync(path, 'r')
  const bytes = Buffer.alloc(SLICE_BYTES)
  const length = readSync(file, bytes, 0, SLICE_BYTES, 0)
  closeSync(file)
  return bytes.subarray(0, length)
}

function wholeBlocks(bytes: Buffer): Buffer {
  let end = 0
  while (end + 18 <= bytes.length && end + bytes.readUInt16LE(end + 16) + 1 <= bytes.length)
    end += bytes.readUInt16LE(end + 16) + 1
  return bytes.subarray(0, end)
}
