// Calls codecs as a kernel does: bytes at addresses. It sees stray writes, and reads behind the source trap.
// It knows a module's exports by their names only (kernels/codecs/test/assembly/codecs.ts).
import { loadKernel } from './load-kernel.ts'

export interface Codecs {
  /** Inflates to `size` bytes. `shift` moves both ends of the copy off the 16-byte grid. */
  inflate(payload: Uint8Array, size: number, shift?: number): Decoded
  crc32(bytes: Uint8Array, shift?: number): number
  /** Decodes a CRAM block of this method to `size` bytes, with as much scratch as it asks for unless said. */
  decodeBlock(method: number, payload: Uint8Array, size: number, place?: Place): Decoded
}

export interface Place {
  readonly shift?: number
  /** Bytes of scratch, no more of which are given. */
  readonly scratch?: number
}

export interface Decoded {
  /** Bytes written, or the status of the failure. */
  readonly status: number
  readonly bytes: Uint8Array
  /** Whether the memory around the output and its slack, around the scratch, and the source are as before. */
  readonly keptToOutput: boolean
  /** Whether all scratch was given back. */
  readonly releasedScratch: boolean
  /** With NEEDS_ROOM: bytes of scratch wanted. */
  readonly wantedScratch: number
}

interface Exports {
  readonly memory: WebAssembly.Memory
  inflate(src: number, srcEnd: number, dst: number, dstEnd: number): number
  crc32(src: number, length: number): number
  decodeBlock(method: number, src: number, srcEnd: number, dst: number, dstEnd: number): number
  placeScratch(address: number, bytes: number): void
  scratchMark(): number
  wantedScratchBytes(): bigint
  firstFree(): number
}

type Call = (src: number, srcEnd: number, dst: number, dstEnd: number) => number

/** kernels/abi/assembly/status.ts */
const NEEDS_ROOM = -10
const SOURCE_SLACK = 64
const OUTPUT_SLACK = 320
/** Memory before the output that a distance may reach; in as much on either side a stray write shows. */
const HISTORY = 65_536
const PAGE = 65_536
const CANARY = 0xa5
const CANARIES = new Uint8Array(HISTORY).fill(CANARY)
const FIRST_SCRATCH = 2 ** 20
/** More than any stream may ask for: fqzcomp's 65,536 models of 256 symbols are the most. */
const MOST_SCRATCH = 2 ** 28

/** Codecs of the module at this URL, in a memory of their own. */
export async function loadCodecs(wasm: URL): Promise<Codecs> {
  const exports = await loadKernel<Exports>(wasm)
  return {
    inflate: (payload, size, shift = 0) =>
      decode(exports, (...addresses) => exports.inflate(...addresses), payload, { size, shift, scratch: 0 }),
    crc32: (bytes, shift = 0) => crc32(exports, bytes, shift),
    decodeBlock(method, payload, size, { shift = 0, scratch } = {}) {
      const call: Call = (...addresses) => exports.decodeBlock(method, ...addresses)
      let given = scratch ?? FIRST_SCRATCH
      for (;;) {
        const decoded = decode(exports, call, payload, { size, shift, scratch: given })
        if (decoded.status !== NEEDS_ROOM || scratch !== undefined) return decoded
        if (decoded.wantedScratch <= given) throw new Error(`asks for ${decoded.wantedScratch} bytes of scratch, had ${given}`)
        if (decoded.wantedScratch > MOST_SCRATCH) throw new Error(`asks for ${decoded.wantedScratch} bytes of scratch`)
        given = decoded.wantedScratch
      }
    },
  }
}

/**
 * Memory, from low to high addresses: canaries, scratch, canaries, output and slack, canaries, payload and slack.
 * The payload ends where memory may no longer be read; a byte further and the module traps.
 */
function decode(
  exports: Exports,
  call: Call,
  payload: Uint8Array,
  { size, shift, scratch }: { size: number; shift: number; scratch: number },
): Decoded {
  const scratchAt = aligned(exports.firstFree()) + HISTORY
  const dst = aligned(scratchAt + scratch) + HISTORY + shift
  const outside = [scratchAt - HISTORY, dst - HISTORY, dst + size + OUTPUT_SLACK]
  const end = growTo(exports, dst + size + OUTPUT_SLACK + HISTORY + payload.length + SOURCE_SLACK)
  const memory = new Uint8Array(exports.memory.buffer)
  const src = end - SOURCE_SLACK - payload.length
  for (const start of outside) memory.fill(CANARY, start, start + HISTORY)
  memory.set(payload, src)
  exports.placeScratch(scratchAt, scratch)
  const mark = exports.scratchMark()
  const status = call(src, src + payload.length, dst, dst + size)
  const sourceKept = Buffer.compare(memory.subarray(src, src + payload.length), payload) === 0
  return {
    status,
    bytes: memory.slice(dst, dst + size),
    keptToOutput: sourceKept && outside.every((start) => Buffer.compare(memory.subarray(start, start + HISTORY), CANARIES) === 0),
    releasedScratch: exports.scratchMark() === mark,
    wantedScratch: status === NEEDS_ROOM ? Number(exports.wantedScratchBytes()) : 0,
  }
}

function crc32(exports: Exports, bytes: Uint8Array, shift: number): number {
  const src = aligned(exports.firstFree()) + shift
  growTo(exports, src + bytes.length)
  new Uint8Array(exports.memory.buffer).set(bytes, src)
  return exports.crc32(src, bytes.length) >>> 0
}

/** Makes sure that memory reaches `end`. Returns where it ends. */
function growTo({ memory }: Exports, end: number): number {
  const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE)
  if (missing > 0) memory.grow(missing)
  return memory.buffer.byteLength
}

function aligned(address: number): number {
  return (address + 63) & ~63
}
