// The plan cannot be seen in the result: the same bytes for any number of shards and workers, with and without index, from a pipe.
import { createHash } from 'node:crypto'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateAtLevel, headerOf, makeGenome, nova, simulateReads } from '@genomsyn/simulate'
import { describe, expect, it } from 'vitest'
import { genomsyn, genomsynProcess, type Outcome } from './command.ts'
import { suiteFolder, writeSample } from './sample-files.ts'

/** From this size on threads are used. */
const POOL_BYTES = 30 * 2 ** 20

const folder = suiteFolder()

/** Stored, not compressed: large enough for threads, yet quickly made. */
const genome = makeGenome(3, [
  { name: 'chr1', length: 320_000 },
  { name: 'chr2', length: 150_000 },
  { name: 'chrM', length: 16_000, relativeDepth: 500 },
])
const reads = { seed: 9, genome, depth: 24, library: nova, sample: 'S1' }
const large = writeSample(join(folder, 'large.bam'), {
  header: headerOf(reads),
  records: simulateReads(reads),
  deflate: deflateAtLevel(0),
})
const small = writeSample(join(folder, 'small.bam'))
const regions = join(folder, 'regions.bed')
writeFileSync(regions, 'chr1\t10000\t30000\n')

async function digest(path: string, ...options: string[]): Promise<string> {
  return digestOf(await genomsyn('qc', path, '--json', '--regions', regions, ...options))
}

/** In a process of its own: threads of a test runner cannot load what the test runner compiles. */
async function digestWithThreads(path: string, ...options: string[]): Promise<string> {
  return digestOf(await genomsynProcess(['qc', path, '--json', '--regions', regions, ...options]))
}

function digestOf({ stdout, stderr }: Outcome): string {
  expect(stderr).toBe('')
  return createHash('sha256').update(stdout).digest('hex')
}

describe('a file large enough for threads', async () => {
  const expected = await digest(large.path, '--workers', '1', '--shards', '1')

  it('is large enough', () => {
    expect(statSync(large.path).size).toBeGreaterThan(POOL_BYTES)
  })

  it.each([2, 7, 64])('gives the same document in %i shards', async (shards) => {
    expect(await digest(large.path, '--workers', '1', '--shards', `${shards}`)).toBe(expected)
  })

  it.each([
    [2, 2],
    [2, 7],
    [2, 64],
    [3, 7],
    [4, 7],
    [4, 64],
  ])('gives the same document with %i workers and %i shards', async (workers, shards) => {
    expect(await digestWithThreads(large.path, '--workers', `${workers}`, '--shards', `${shards}`)).toBe(expected)
  })

  it('gives the same document without its index', async () => {
    expect(await digest(large.path, '--no-index')).toBe(expected)
  })

  it('gives the same document from standard input', async () => {
    const outcome = await genomsynProcess(['qc', '-', '--json', '--regions', regions], { input: large.bytes })
    expect(digestOf(outcome)).toBe(expected)
  })
})

describe('a file of a few blocks with every kind of record', async () => {
  const expected = await digest(small.path, '--shards', '1')

  it.each([2, 3, 7, 64, 1000])('gives the same document in %i shards', async (shards) => {
    expect(await digest(small.path, '--shards', `${shards}`)).toBe(expected)
  })
})
