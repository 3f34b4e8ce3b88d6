import { readFileSync } from 'node:fs'
import { type AlignmentFile, FileError, type ParsedHeader } from '@genomsyn/hts'
import { writePartial } from '@genomsyn/partial'
import { planFile } from '@genomsyn/plan'
import { makeRecord, Random } from '@genomsyn/simulate'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyKindOfRecord, everything, SampleFolder, sampleOf } from '../test/sample-files.ts'
import { localExecutor } from './executors/local.ts'
import { countStream, type StreamOptions, type StreamRequest, type StreamResult } from './stream.ts'

describe('a BAM that arrives as a stream', () => {
  const folder = new SampleFolder()
  let file: AlignmentFile
  let bytes: Uint8Array
  let whole = ''
  beforeAll(async () => {
    file = await folder.write('streamed.bam', everyKindOfRecord(4))
    bytes = readFileSync(file.path)
    whole = writePartial(await localExecutor(1).execute(file, planFile(file, everything(file.header.contigs), 1)))
  })
  afterAll(() => folder.remove())

  const measure = ({ header }: ParsedHeader): Promise<StreamRequest> =>
    Promise.resolve({ measurement: everything(header.contigs), reference: null })
  const count = (chunks: AsyncIterable<Uint8Array>, options?: StreamOptions): Promise<StreamResult> =>
    countStream(chunks, '-', measure, options)

  it('counts as the file does, whatever the chunks', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 120_000 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(sizes, async (lengths) => {
        const { partial, header, eofMarker, size } = await count(chunksOf(bytes, lengths))
        expect(writePartial(partial)).toBe(whole)
        expect([header, eofMarker, size]).toEqual([file.header, true, bytes.length])
      }),
      { numRuns: 15 },
    )
  })

  it('counts chunks that are larger than the input window', async () => {
    const random = new Random(1)
    const qualities = Uint8Array.from({ length: 30_000 }, () => random.below(64))
    const long = makeRecord({ flag: 4, contig: -1, position: -1, cigar: '*', sequence: 'A'.repeat(30_000), qualities })
    const large = await folder.write('large.bam', sampleOf(Array.from({ length: 80 }, () => long)), 'none')
    expect(large.size).toBeGreaterThan(1.5 * 2 ** 20)
    const { partial } = await count(chunksOf(readFileSync(large.path), [large.size]))
    expect([partial.counts.flags![4], partial.counts.bases![4]]).toEqual([80n, 2_400_000n])
  })

  it('tells of the bytes behind the header', async () => {
    let told = 0
    await count(chunksOf(bytes, [70_000]), { onBytes: (more) => (told += more) })
    expect(told).toBe(bytes.length - 70_000)
  })

  it('stops when it is told to', async () => {
    const controller = new AbortController()
    const running = count(chunksOf(bytes, [70_000]), { signal: controller.signal, onBytes: () => controller.abort() })
    await expect(running).rejects.toThrow(/abort/i)
  })

  it.each<[string, (all: Uint8Array) => Uint8Array, string]>([
    ['ends inside a block', (all) => all.subarray(0, -40), 'truncated'],
    ['ends without the end-of-file block', (all) => all.subarray(0, -28), 'missing-eof'],
    ['ends inside its header', (all) => all.subarray(0, 30), 'truncated'],
    ['is empty', () => new Uint8Array(0), 'empty'],
    ['is no BAM', () => Buffer.from('@HD\tVN:1.6\n'.repeat(100)), 'not-bam'],
    ['is followed by other bytes', (all) => Buffer.concat([all, Buffer.from('more')]), 'not-bgzf'],
  ])('is refused when it %s', async (_, damage, code) => {
    const failure: unknown = await count(chunksOf(damage(bytes), [50_000])).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(FileError)
    expect(failure).toMatchObject({ code, path: '-' })
  })

  it('is taken without the end-of-file block when that is allowed, and says that it is missing', async () => {
    const { eofMarker, partial } = await count(chunksOf(bytes.subarray(0, -28), [50_000]), { allowMissingEof: true })
    expect(eofMarker).toBe(false)
    expect(partial.counts.integrity![0]).toBe(BigInt(everyKindOfRecord(4).records.length))
  })
})

/** The bytes in chunks of these lengths, again and again. */
async function* chunksOf(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; at += lengths[i++ % lengths.length]!) {
    await Promise.resolve()
    yield bytes.subarray(at, at + lengths[i % lengths.length]!)
  }
}
