// The codecs of CRAM blocks over a file of blocks (native/htscodecs-blocks.c says what it looks like), held in the module's memory.
import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { instantiateSync } from '@assemblyscript/loader'

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer }
  reserve(bytes: number): number
  placeScratch(address: number, bytes: number): void
  decodeBlock(method: number, src: number, srcEnd: number, dst: number, dstEnd: number): number
}

export interface CodecBlocks {
  /** Bytes that all blocks decode to. */
  readonly bytes: number
  /** Decodes every block; throws when one is refused. */
  decode(): void
  /** CRC-32 of all output. */
  crc(): number
}

interface Block {
  readonly method: number
  readonly from: number
  readonly size: number
  readonly encodedSize: number
}

/** More than the models of fqzcomp take for real qualities. */
const SCRATCH_BYTES = 64 * 2 ** 20
/** What codecs may read and write behind a block, and touch before it. */
const SLACK = 65_536
const METHOD_UNKNOWN = -17

/** The blocks of a file; null when the kernels do not know their method. */
export function loadBlocks(path: string): CodecBlocks | null {
  const file = readFileSync(path)
  const blocks = readBlocks(file)
  const bytes = blocks.reduce((sum, { size }) => sum + size, 0)
  const exports = instantiateSync(readFileSync(new URL('../kernels.wasm', import.meta.url))).exports as unknown as Exports
  const scratch = exports.reserve(SCRATCH_BYTES + file.length + bytes + 3 * SLACK)
  if (scratch === 0) throw new Error('the kernels have no room for the blocks')
  const src = scratch + SCRATCH_BYTES
  const dst = src + file.length + 2 * SLACK
  new Uint8Array(exports.memory.buffer).set(file, src)
  exports.placeScratch(scratch, SCRATCH_BYTES)
  const first = decodeBlocks(exports, blocks.slice(0, 1), src, dst)
  if (first === METHOD_UNKNOWN) return null
  return {
    bytes,
    decode() {
      const status = decodeBlocks(exports, blocks, src, dst)
      if (status < 0) throw new Error(`${path}: a block is refused with status ${status}`)
    },
    crc: () => crc32(new Uint8Array(exports.memory.buffer, dst, bytes)),
  }
}

function readBlocks(file: Buffer): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < file.length; at += 12 + blocks.at(-1)!.encodedSize) {
    const [method, size, encodedSize] = [file.readUInt32LE(at), file.readUInt32LE(at + 4), file.readUInt32LE(at + 8)]
    blocks.push({ method, from: at + 12, size, encodedSize })
  }
  return blocks
}

/** The status of the first block that is refused, or 0. */
function decodeBlocks(exports: Exports, blocks: readonly Block[], src: number, dst: number): number {
  let out = dst
  for (const { method, from, size, encodedSize } of blocks) {
    const status = exports.decodeBlock(method, src + from, src + from + encodedSize, out, out + size)
    if (status !== size) return status
    out += size
  }
  return 0
}
