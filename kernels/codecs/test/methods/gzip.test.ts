// gzip members as zlib writes them and as RFC 1952 (1996-05) allows them.
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { CODEC_FAILED } from '@genomsyn/abi/status'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CodecSample, describeMethod } from '../conformance.ts'
import { type Codecs, COMPILE_TIMEOUT, loadCodecs } from '../load-codecs.ts'
import { randomBytes, repetitiveBytes } from '../random-bytes.ts'

const METHOD = 1

/** FLG bits (section 2.3.1). */
const [FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT] = [1, 2, 4, 8, 16]
const EXTRA = [3, 0, 7, 8, 9]
const NAME = [...Buffer.from('name\0')]
const COMMENT = [...Buffer.from('a comment\0')]

const text = repetitiveBytes(2000, 1)
const several = [repetitiveBytes(900, 2), new Uint8Array(0), randomBytes(300, 3)]

const samples: readonly CodecSample[] = [
  ...[0, 1, 2, 300].map((size) => plain(`${size} bytes`, repetitiveBytes(size, size))),
  plain('bytes that do not compress', randomBytes(1000, 4)),
  {
    name: 'three members, one of them empty',
    stream: Buffer.concat(several.map((bytes) => gzipSync(bytes))),
    bytes: Buffer.concat(several),
  },
  { name: 'FTEXT', stream: member(text, { flags: FTEXT }), bytes: text },
  { name: 'FHCRC', stream: member(text, { flags: FHCRC, fields: [1, 2] }), bytes: text },
  { name: 'FEXTRA', stream: member(text, { flags: FEXTRA, fields: EXTRA }), bytes: text },
  { name: 'FNAME', stream: member(text, { flags: FNAME, fields: NAME }), bytes: text },
  { name: 'FCOMMENT', stream: member(text, { flags: FCOMMENT, fields: COMMENT }), bytes: text },
  { name: 'every field', stream: member(text, { flags: 31, fields: [...EXTRA, ...NAME, ...COMMENT, 1, 2] }), bytes: text },
]

// A cut behind one of several members leaves whole members: the size shows it.
describeMethod({ name: 'gzip', method: METHOD, samples })

describe('gzip', () => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs('release')
  }, COMPILE_TIMEOUT)

  it('restores distances up to 32 KB over several megabytes', () => {
    const bytes = repetitiveBytes(3_000_000, 5)
    const { status, bytes: restored } = codecs.decodeBlock(METHOD, gzipSync(bytes), bytes.length)
    expect([status, Buffer.compare(restored, bytes)]).toEqual([bytes.length, 0])
  })

  it.each([
    ['another CRC32', (stream: Uint8Array) => turned(stream, stream.length - 8)],
    ['another ISIZE', (stream: Uint8Array) => turned(stream, stream.length - 4)],
    ['another byte of data', (stream: Uint8Array) => turned(stream, 20)],
    ['another ID1', (stream: Uint8Array) => turned(stream, 0)],
    ['another ID2', (stream: Uint8Array) => turned(stream, 1)],
    ['another compression method', (stream: Uint8Array) => turned(stream, 2)],
    ['a reserved flag', () => member(text, { flags: 32 })],
    ['a name that does not end', () => Buffer.from([31, 139, 8, FNAME, 0, 0, 0, 0, 0, 3, ...new Uint8Array(40).fill(65)])],
    ['an extra field that is longer than the stream', () => member(text, { flags: FEXTRA, fields: [255, 255] })],
    ['a byte behind the last member', (stream: Uint8Array) => Buffer.concat([stream, Buffer.from([0])])],
  ])('refuses %s', (_, change) => {
    const stream = change(gzipSync(text, { level: 0 }))
    expect(codecs.decodeBlock(METHOD, stream, text.length)).toMatchObject({ status: CODEC_FAILED, keptToOutput: true })
  })
})

function plain(name: string, bytes: Uint8Array): CodecSample {
  return { name, stream: gzipSync(bytes), bytes }
}

/** A member with these flags and the fields that they announce (section 2.3). */
function member(bytes: Uint8Array, { flags, fields = [] }: { flags: number; fields?: readonly number[] }): Uint8Array {
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(bytes), 0)
  trailer.writeUInt32LE(bytes.length, 4)
  return Buffer.concat([Buffer.from([31, 139, 8, flags, 0, 0, 0, 0, 0, 3, ...fields]), deflateRawSync(bytes), trailer])
}

function turned(stream: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(stream)
  changed[at]! ^= 1
  return changed
}
