// What is kept of a sample: found again under its key, thrown away under another, and never half.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ShardOutcome } from '@genomsyn/engine'
import { emptyPartial, type Measurement, mosdepthFilter } from '@genomsyn/partial'
import type { Plan } from '@genomsyn/plan'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { type InputIdentity } from './input-identity.ts'
import { keptBytes, keyOf, SavedSample } from './saved-sample.ts'

const root = mkdtempSync(join(tmpdir(), 'genomsyn-'))
afterAll(() => rmSync(root, { recursive: true }))
const input = join(root, 'input.bam')
writeFileSync(input, 'x'.repeat(1000))

const measurement: Measurement = { counts: ['flags'], depth: mosdepthFilter, wgsDepth: { minMappingQuality: 20, minBaseQuality: 20 }, regions: [], territory: [] } // prettier-ignore
const { size, mtimeMs: modifiedMs, ino: inode } = statSync(input)
const identity: InputIdentity = { size, modifiedMs, inode, ends: 'e' }
const metering = { bytes: 1000, cpuSeconds: 1, wallSeconds: 2, peakMemoryBytes: 3 }

/** Shards of 100, 300 and 600 bytes. */
const plan: Plan = {
  contract: 1,
  path: input,
  size,
  contigLengths: [1000],
  measurement,
  shards: [100, 300, 600].map((bytes, id) => ({ id, first: { contig: 0, position: 0 }, end: { contig: 1, position: 0 }, start: { block: 0, within: 0 }, endBlock: 0, bytes })),
} // prettier-ignore

function outcome(reads: bigint): ShardOutcome {
  const partial = emptyPartial(['flags'], 1)
  partial.counts.flags![3] = reads
  return { partial, seam: { firstOwned: 5n, stop: null, reach: 7n, outOfOrder: false }, cost: { bytes: 10, cpuSeconds: null } }
}

let folder = ''
const savedUnder = (of: InputIdentity): SavedSample => new SavedSample(folder, of, keyOf(of, { measurement, bases: null }))
const never = (): never => {
  throw new Error('planned anew')
}

beforeEach(() => {
  folder = mkdtempSync(join(root, 'sample-'))
})

it('finds plan and finished shards again, and how much of the file they are', async () => {
  await savedUnder(identity).plan(() => plan)
  await savedUnder(identity).shards(plan, 'BAM')!.save(1, outcome(42n))
  const saved = savedUnder(identity)
  expect(await saved.plan(never)).toEqual(plan)
  expect(await saved.shards(plan, 'BAM')!.find(1)).toMatchObject(outcome(42n))
  expect(await saved.shards(plan, 'BAM')!.find(0)).toBeNull()
  expect(await keptBytes(folder, input)).toBe(300)
})

it('throws all of it away for an input that is another', async () => {
  await savedUnder(identity).plan(() => plan)
  await savedUnder(identity).shards(plan, 'BAM')!.save(1, outcome(42n))
  const other = savedUnder({ ...identity, ends: 'f' })
  await other.plan(() => plan)
  expect(await other.shards(plan, 'BAM')!.find(1)).toBeNull()
})

it('does not take the shard of another plan', async () => {
  await savedUnder(identity).shards(plan, 'BAM')!.save(1, outcome(42n))
  expect(
    await savedUnder(identity)
      .shards({ ...plan, size: 7 }, 'BAM')!
      .find(1),
  ).toBeNull()
})

it.each([0, 1, 20, 0.5])('takes a shard whose file ends after %d of it for unfinished', async (share) => {
  const shards = savedUnder(identity).shards(plan, 'BAM')!
  await shards.save(1, outcome(42n))
  const path = join(folder, 'shards', '1.json')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.slice(0, share < 1 ? Math.floor(share * text.length) : share))
  expect(await shards.find(1)).toBeNull()
})

it('keeps the counts alone once they are complete', async () => {
  const saved = savedUnder(identity)
  await saved.plan(() => plan)
  await saved.shards(plan, 'BAM')!.save(0, outcome(1n))
  await saved.keepCounts({ partial: outcome(9n).partial, metering })
  expect(readdirSync(folder)).toEqual(['counts.json'])
  expect(await savedUnder(identity).counts()).toEqual({ partial: outcome(9n).partial, metering })
  expect(await savedUnder({ ...identity, size: 1 }).counts()).toBeNull()
  expect(await keptBytes(folder, input)).toBe(1000)
  expect(await keptBytes(folder, join(root, 'other.bam'))).toBe(0)
})

it('writes no plan of a single shard, whose counts are the whole', async () => {
  const single = { ...plan, shards: plan.shards.slice(0, 1) }
  await savedUnder(identity).plan(() => single)
  expect(savedUnder(identity).shards(single, 'BAM')).toBeUndefined()
  expect(existsSync(join(folder, 'plan.json'))).toBe(false)
})
