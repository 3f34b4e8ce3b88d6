// Compiles the codecs, with assertions or as they are shipped, and calls them as a kernel does: bytes at addresses.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

/** The same tests run on both: the debug build checks its assertions. */
export const builds = { release: ['-O3', '--noAssert'], debug: ['--debug'] } as const
export type Build = keyof typeof builds

/** Milliseconds: the compiler takes two seconds on an idle machine. */
export const COMPILE_TIMEOUT = 120_000

export interface Codecs {
  /** Inflates to `size` bytes. `shift` moves both ends of the copy off the 16-byte grid. */
  inflate(payload: Uint8Array, size: number, shift?: number): Inflated
  crc32(bytes: Uint8Array, shift?: number): number
}

export interface Inflated {
  /** Bytes written, or the status of the failure. */
  readonly status: number
  readonly bytes: Uint8Array
  /** Whether the memory around the output and its slack is as before. */
  readonly keptToOutput: boolean
}

interface Exports {
  readonly memory: WebAssembly.Memory
  inflate(src: number, srcEnd: number, dst: number, dstEnd: number): number
  crc32(src: number, length: number): number
  firstFree(): number
}

const SOURCE_SLACK = 64
const OUTPUT_SLACK = 320
/** Memory before the output that a distance may reach; in as much on either side a stray write shows. */
const HISTORY = 65_536
const PAGE = 65_536
const CANARY = 0xa5
const CANARIES = new Uint8Array(HISTORY).fill(CANARY)

export async function loadCodecs(build: Build): Promise<Codecs> {
  const { instance } = await WebAssembly.instantiate(await compile(build), { env: { abort } })
  const exports = instance.exports as unknown as Exports
  return {
    inflate: (payload, size, shift = 0) => inflate(exports, payload, size, shift),
    crc32: (bytes, shift = 0) => crc32(exports, bytes, shift),
  }
}

/** The payload ends where memory may no longer be read; a byte further and the module traps. */
function inflate(exports: Exports, payload: Uint8Array, size: number, shift: number): Inflated {
  const dst = aligned(exports.firstFree()) + HISTORY + shift
  const outside = [dst - HISTORY, dst + size + OUTPUT_SLACK] as const
  const end = growTo(exports, outside[1] + HISTORY + payload.length + SOURCE_SLACK)
  const memory = new Uint8Array(exports.memory.buffer)
  const src = end - SOURCE_SLACK - payload.length
  memory.fill(CANARY, outside[0], outside[1] + HISTORY)
  memory.set(payload, src)
  const status = exports.inflate(src, src + payload.length, dst, dst + size)
  const keptToOutput = outside.every((start) => Buffer.compare(memory.subarray(start, start + HISTORY), CANARIES) === 0)
  return { status, bytes: memory.slice(dst, dst + size), keptToOutput }
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
  return (address + 15) & ~15
}

async function compile(build: Build): Promise<Uint8Array<ArrayBuffer>> {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const written: Uint8Array<ArrayBuffer>[] = []
  const options = ['test/assembly/codecs.ts', '--runtime', 'stub', '--enable', 'simd', '--outFile', 'codecs.wasm']
  const { error } = await asc.main([...options, ...builds[build]], {
    readFile: (name, base) => readText(`${base === '.' ? folder : base}/${name}`),
    stderr: process.stderr,
    writeFile: (_, contents) => void written.push(Uint8Array.from(contents as Uint8Array)),
  })
  if (error || !written[0]) throw error ?? new Error('the compiler wrote nothing')
  return written[0]
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null // the compiler asks for a file at several places
  }
}

function abort(): never {
  throw new Error('an assertion of the codecs failed')
}
