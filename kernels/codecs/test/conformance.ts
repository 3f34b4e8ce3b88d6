// What every compression method of CRAM blocks has to do, on streams that its own tests make: restore them exactly; refuse other
// sizes and cut streams; survive any bytes. Never a trap, a hang, a stray write or scratch that is not given back.
import { CODEC_FAILED, NEEDS_ROOM } from '@genomsyn/abi/status'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { type Build, builds, type Codecs, COMPILE_TIMEOUT, type Decoded, loadCodecs } from './load-codecs.ts'
import { randomBytes, randomIntegers } from './random-bytes.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly damagedStreams?: number
    readonly firstSeed?: number
  }
}

export interface CodecSample {
  /** What is particular about it, such as `order 1, 32 states`. */
  readonly name: string
  readonly stream: Uint8Array
  /** What it decodes to. */
  readonly bytes: Uint8Array
}

export interface MethodUnderTest {
  /** As files are named in assembly/methods. */
  readonly name: string
  /** The block's compression method. */
  readonly method: number
  readonly samples: readonly CodecSample[]
  /** Whether a stream cut anywhere can be told from a whole one, as is usual. */
  readonly cutsShow?: boolean
  /** Whether the stream itself says how long its output is, or ends with it, as is usual. */
  readonly sizesShow?: boolean
}

/** Damaged streams per build, unless `test/fuzz.mjs` asks for more. */
const DAMAGED: Readonly<Record<Build, number>> = { release: 3000, debug: 300 }
/** Prefixes that are tried of a long stream, besides the shortest and the longest. */
const CUTS = 60
/** Milliseconds for one stream of a few KB, on a machine that does much else: a hang, not slowness. */
const PATIENCE = 5000

const firstSeed = inject('firstSeed') ?? 0

export function describeMethod({ name, method, samples, cutsShow = true, sizesShow = true }: MethodUnderTest): void {
  describe.each(Object.keys(builds) as Build[])(`${name} (%s)`, (build) => {
    let codecs: Codecs
    const damaged = inject('damagedStreams') ?? DAMAGED[build]

    beforeAll(async () => {
      codecs = await loadCodecs(build)
    }, COMPILE_TIMEOUT)

    it.each(samples)('restores $name', ({ stream, bytes }) => {
      for (const shift of [0, 1, 7, 15]) expectRestored(codecs.decodeBlock(method, stream, bytes.length, { shift }), bytes)
    })

    it('restores a stream after any other', () => {
      const next = randomIntegers(1)
      for (let i = 0; i < samples.length * 2; i++) {
        const { stream, bytes } = samples[next() % samples.length]!
        expectRestored(codecs.decodeBlock(method, stream, bytes.length), bytes)
      }
    })

    it('refuses sizes that are not the stream’s', () => {
      const complaints = samples.flatMap(({ name: sample, stream, bytes }) =>
        otherSizes(bytes.length).flatMap((size) => harm(stream, size, sizesShow ? `${sample}, of another size` : '')),
      )
      expect(complaints).toEqual([])
    })

    it(`${cutsShow ? 'refuses' : 'survives'} a stream cut anywhere`, () => {
      const complaints = samples.flatMap(({ name: sample, stream, bytes }) =>
        cuts(stream).flatMap((cut) =>
          harm(cut, bytes.length, cutsShow ? `${sample}, cut at ${cut.length} of ${stream.length}` : ''),
        ),
      )
      expect(complaints).toEqual([])
    })

    it('survives damaged streams', () => {
      const complaints = seeds().flatMap((seed) => {
        const { stream, bytes } = samples[seed % samples.length]!
        return harm(damage(stream, seed), bytes.length)
      })
      expect(complaints).toEqual([])
    })

    it('survives random bytes', () => {
      expect(seeds().flatMap((seed) => harm(randomBytes(seed % 300, seed), (seed * 7) % 3000))).toEqual([])
    })

    it('says how much scratch it needs, and needs no more', () => {
      for (const { stream, bytes } of samples) {
        let scratch = 0
        let decoded = codecs.decodeBlock(method, stream, bytes.length, { scratch })
        while (decoded.status === NEEDS_ROOM) {
          expect(decoded.wantedScratch).toBeGreaterThan(scratch)
          scratch = decoded.wantedScratch
          decoded = codecs.decodeBlock(method, stream, bytes.length, { scratch })
        }
        expectRestored(decoded, bytes)
      }
    })

    function seeds(): number[] {
      return Array.from({ length: damaged }, (_, i) => firstSeed + i)
    }

    /** What is wrong with a call on any bytes, or on such as have to be refused: nothing, it should be. */
    function harm(stream: Uint8Array, size: number, refused = ''): string[] {
      const start = performance.now()
      const { status, keptToOutput, releasedScratch } = codecs.decodeBlock(method, stream, size)
      const slow = performance.now() - start > PATIENCE
      if (refused !== '' && status === size) return [`taken: ${refused}`]
      if (keptToOutput && releasedScratch && !slow && (status === size || status === CODEC_FAILED)) return []
      return [`${JSON.stringify({ status, size, keptToOutput, releasedScratch, slow })} ${Buffer.from(stream).toString('hex')}`]
    }
  })
}

function otherSizes(size: number): number[] {
  return [0, 1, size >> 1, size - 1, size + 1, size + 64, 2 * size + 400].filter((other) => other >= 0 && other !== size)
}

/** Prefixes: the shortest, the longest, and some of those between. */
function cuts(stream: Uint8Array): Uint8Array[] {
  const step = Math.max(1, Math.floor(stream.length / CUTS))
  const lengths = Array.from({ length: stream.length }, (_, length) => length)
  return lengths
    .filter((length) => length < 32 || length > stream.length - 32 || length % step === 0)
    .map((length) => stream.subarray(0, length))
}

function expectRestored({ status, bytes, keptToOutput, releasedScratch }: Decoded, expected: Uint8Array): void {
  expect({ status, keptToOutput, releasedScratch }).toEqual({
    status: expected.length,
    keptToOutput: true,
    releasedScratch: true,
  })
  expect(Buffer.compare(bytes, expected), 'the bytes').toBe(0)
}

/** Bits turned, bytes replaced (often near the front, where headers and tables are), a piece cut out or the end cut off. */
function damage(stream: Uint8Array, seed: number): Uint8Array {
  const next = randomIntegers(seed)
  const bytes = Uint8Array.from(stream)
  if (bytes.length === 0) return bytes
  const reach = next() % 2 === 0 ? Math.min(bytes.length, 24) : bytes.length
  const at = next() % reach
  const kind = next() % 5
  if (kind === 0) bytes[at]! ^= 1 << (next() & 7)
  if (kind === 1) for (let i = 0; i < 4; i++) bytes[next() % reach] = next() & 255
  if (kind === 2) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + (next() % 16))])
  if (kind === 3) return bytes.subarray(0, at)
  if (kind === 4) bytes[at] = [0, 1, 127, 128, 255][next() % 5]!
  return bytes
}
