// The codecs over the streams of hts-specs (test/cram/codecs): what they decode is compared with the gzip files beside them, and no
// codec of the registry goes without a stream.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { type Codecs, compileKernel, loadCodecs } from '@genomsyn/testkit'
import { beforeAll, describe, expect, it } from 'vitest'
import { Comparisons } from './comparisons.ts'
import { dataPath } from './shared-data.ts'

interface Folder {
  /** As in hts-specs. */
  readonly name: string
  readonly method: number
  /** The file in kernels/codecs/assembly/methods. */
  readonly codec: string
  /** Bytes that a stream decodes to. */
  readonly sizeOf: (stream: Buffer) => number
  /** What the decoded bytes are to be compared with. */
  readonly expected: (name: string) => Buffer
}

/** Where the size stands behind the first byte. */
const AFTER_FLAGS = 1
const folders: readonly Folder[] = [
  {
    name: 'gzip',
    method: 1,
    codec: 'gzip',
    sizeOf: (stream) => stream.readUInt32LE(stream.length - 4),
    expected: (name) => original(name.replace('.gz', '')),
  },
  { name: 'rans4x8', method: 4, codec: 'rans4x8', sizeOf: (stream) => stream.readUInt32LE(5), expected: qualities },
  { name: 'ransNx16', method: 5, codec: 'ransnx16', sizeOf: (stream) => uint7(stream, AFTER_FLAGS), expected: qualities },
  { name: 'range', method: 6, codec: 'arith', sizeOf: (stream) => uint7(stream, AFTER_FLAGS), expected: qualities },
  { name: 'fqzcomp', method: 7, codec: 'fqzcomp', sizeOf: (stream) => uint7(stream, 0), expected: qualityValues },
  { name: 'tok3', method: 8, codec: 'tok3', sizeOf: (stream) => stream.readUInt32LE(0), expected: names },
]
/** Codecs that hts-specs has no streams of. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  raw: 'nothing is decoded',
  bzip2: 'block-compressors.test.ts',
  lzma: 'block-compressors.test.ts',
}

const registry = readdirSync(fileURLToPath(new URL('../../../kernels/codecs/assembly/methods/', import.meta.url)))
  .filter((file) => file !== 'index.ts')
  .map((file) => file.replace('.ts', ''))
const compared = new Comparisons()

it('every codec of the registry is compared with something', () => {
  const streams = folders.map(({ codec }) => codec)
  expect(registry.filter((codec) => !streams.includes(codec) && !(codec in ELSEWHERE))).toEqual([])
})

describe.each(folders.filter(({ codec }) => registry.includes(codec)))('$name', ({ name, method, sizeOf, expected }) => {
  let codecs: Codecs

  beforeAll(async () => {
    const project = new URL('../../../kernels/codecs/', import.meta.url)
    codecs = await loadCodecs(await compileKernel(project, 'test/assembly/codecs.ts', 'release'))
  })

  it.each(readdirSync(folderPath(name)))('%s', (file) => {
    const stream = readFileSync(`${folderPath(name)}${file}`)
    const size = sizeOf(stream)
    const { status, bytes, keptToOutput, releasedScratch } = codecs.decodeBlock(method, stream, size)
    expect({ status, keptToOutput, releasedScratch }).toEqual({ status: size, keptToOutput: true, releasedScratch: true })
    const theirs = expected(file)
    compared.agree({ size: bytes.length, difference: Buffer.compare(bytes, theirs) }, { size: theirs.length, difference: 0 })
  })
})

compared.atLeast(2 * 125)

function folderPath(name: string): string {
  return dataPath(`conformance/hts-specs-codecs/${name}/`)
}

/** The text that all streams of this name are made of. */
function original(name: string): Buffer {
  const path = `${folderPath('gzip')}${name}.gz`
  if (!existsSync(path)) throw new Error(`${path} is absent: nothing to compare with`)
  return gunzipSync(readFileSync(path))
}

/** The first column without the ends of lines: `q40+dir.1` is made of `q40+dir`. */
function qualities(file: string): Buffer {
  const lines = original(file.slice(0, file.lastIndexOf('.')))
    .toString('latin1')
    .trimEnd()
    .split('\n')
  return Buffer.from(lines.map((line) => line.split(/\s/, 1)[0]!).join(''), 'latin1')
}

/** The same as numbers, as the streams of this codec have them. */
function qualityValues(file: string): Buffer {
  return Buffer.from(qualities(file).map((byte) => byte - 33))
}

/** A NUL for each end of a line. */
function names(file: string): Buffer {
  return Buffer.from(original(file.slice(0, file.lastIndexOf('.'))).map((byte) => (byte === 10 ? 0 : byte)))
}

/** A number of seven bits a byte, the highest first (CRAMcodecs section 1.4, 2025-03). */
function uint7(stream: Buffer, at: number): number {
  const byte = stream[at]!
  let value = byte & 127
  for (let next = at; stream[next]! >= 128;) value = value * 128 + (stream[++next]! & 127)
  return value
}
