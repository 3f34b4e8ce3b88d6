import { METHOD_UNKNOWN } from '@genomsyn/abi/status'
import { describe, expect, it } from 'vitest'
import { type CodecSample, describeMethod } from '../conformance.ts'
import { loadCodecs } from '../load-codecs.ts'
import { randomBytes } from '../random-bytes.ts'

const samples = [0, 1, 2, 15, 16, 17, 1000].map((size): CodecSample => {
  const bytes = randomBytes(size, size)
  return { name: `${size} bytes`, stream: bytes, bytes }
})

describeMethod({ name: 'raw', method: 0, samples })

describe('a block of a method that no file decodes', () => {
  it.each([9, 255, 0x7fff_ffff])('is refused as unknown: %i', async (method) => {
    const codecs = await loadCodecs('release')
    expect(codecs.decodeBlock(method, randomBytes(10, 1), 10).status).toBe(METHOD_UNKNOWN)
  })
})
