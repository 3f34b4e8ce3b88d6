// What every executor has to do, wherever it runs a plan: the same integers for any plan, and a sentence for a bad file.
import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { type AlignmentFile, FileError } from '@genomsyn/hts'
import { readPartial, writePartial } from '@genomsyn/partial'
import { cutShards, planFile, type Plan } from '@genomsyn/plan'
import { makeRecord } from '@genomsyn/simulate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Executor } from '../src/executors/local.ts'
import type { SavedShards, ShardOutcome } from '../src/saved-shards.ts'
import { everyKindOfRecord, everything, SampleFolder, sampleOf } from './sample-files.ts'

/**
 * Describes an executor.
 * @param make an executor with so many workers
 */
export function describeExecutor(name: string, make: (workers: number) => Executor): void {
  describe(`the ${name} executor`, () => {
    const folder = new SampleFolder()
    let file: AlignmentFile
    let whole = ''
    beforeAll(async () => {
      file = await folder.write('every-kind.bam', everyKindOfRecord())
      whole = await counted(1, file, planOf(file, 1))
    })
    afterAll(() => folder.remove())

    async function counted(workers: number, of: AlignmentFile, plan: Plan): Promise<string> {
      const executor = make(workers)
      try {
        return writePartial(await executor.execute(of, plan))
      } finally {
        await executor.close()
      }
    }

    it.each([1, 2, 7, 64])('counts the same in %i shards', async (shardCount) => {
      expect(await counted(1, file, planOf(file, shardCount))).toBe(whole)
    })

    it.each([2, 3, 4])('counts the same with %i workers', async (workers) => {
      expect(await counted(workers, file, planOf(file, 7))).toBe(whole)
    })

    it('counts the same wherever the plan cuts', async () => {
      const cuts = [1, 39_999, 40_000, 65_537, 119_999].map((position) => ({ contig: 0, position }))
      const shards = cutShards(file, [
        ...cuts,
        { contig: 1, position: 0 },
        { contig: 2, position: 7 },
        { contig: 4, position: 0 },
      ])
      expect(shards).toHaveLength(9)
      expect(await counted(2, file, { ...planOf(file, 1), shards })).toBe(whole)
    })

    it('counts the same with a CSI, and without an index', async () => {
      const withCsi = await folder.write('with-csi.bam', everyKindOfRecord(), 'csi')
      expect(withCsi.index?.kind).toBe('CSI')
      expect(await counted(2, withCsi, planOf(withCsi, 7))).toBe(whole)
      const bare = await folder.write('without-index.bam', everyKindOfRecord(), 'none')
      expect(await counted(2, bare, planOf(bare, 7))).toBe(whole)
    })

    it('counts nothing in a file without records', async () => {
      const empty = await folder.write('empty.bam', sampleOf([]))
      const { counts } = await make(1).execute(empty, planOf(empty, 4))
      expect(counts.integrity).toEqual(new BigUint64Array(4))
    })

    it('counts several files at once, each as if it were alone', async () => {
      const other = await folder.write('other.bam', everyKindOfRecord(2))
      const alone = await counted(1, other, planOf(other, 1))
      const executor = make(2)
      const both = await Promise.all([file, other, file].map((each) => executor.execute(each, planOf(each, 5))))
      await executor.close()
      expect(both.map(writePartial)).toEqual([whole, alone, whole])
    })

    it('reads an indexed file as it lies when its records are out of order', async () => {
      const records = [makeRecord({ position: 90_000 }), makeRecord({ position: 20 }), makeRecord({ position: 50_000 })]
      const unsorted = await folder.write('unsorted.bam', sampleOf(records))
      const { counts } = await make(2).execute(unsorted, planOf(unsorted, 8))
      expect([counts.integrity![0], counts.integrity![1]]).toEqual([3n, 1n])
      expect(counts.flags![0]).toBe(3n)
    })

    it('tells of the bytes it reads, which add up to the records of the file at least', async () => {
      let bytes = 0
      const executor = make(1)
      await executor.execute(file, planOf(file, 4), { onBytes: (more) => (bytes += more) })
      await executor.close()
      expect(bytes).toBeGreaterThanOrEqual(file.size - file.firstRecord.block)
    })

    it('stops when it is told to, before it begins or on the way', async () => {
      const executor = make(2)
      await expect(executor.execute(file, planOf(file, 4), { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
      const controller = new AbortController()
      const running = executor.execute(file, planOf(file, 4), { signal: controller.signal, onBytes: () => controller.abort() })
      await expect(running).rejects.toThrow(/abort/i)
      expect(writePartial(await executor.execute(file, planOf(file, 4)))).toBe(whole)
      await executor.close()
    })

    it('says what is wrong with a damaged file, and counts the next one all the same', async () => {
      const bytes = readFileSync(file.path)
      bytes[Math.floor(bytes.length / 2)]! ^= 0x55
      const damaged = await folder.writeBytes('damaged.bam', bytes, { bai: readFileSync(`${file.path}.bai`) })
      const executor = make(2)
      for (const shards of [1, 6]) {
        const failure: unknown = await executor.execute(damaged, planOf(damaged, shards)).catch((error: unknown) => error)
        expect(failure).toBeInstanceOf(FileError)
        expect((failure as FileError).message).toMatch(/damaged\.bam: at .*virtual offset \d+:\d+: .*; copy the file again/)
      }
      expect(writePartial(await executor.execute(file, planOf(file, 6)))).toBe(whole)
      await executor.close()
    })

    it('refuses a file that changes while it is read', async () => {
      const changing = await folder.write('changing.bam', everyKindOfRecord())
      const touch = (): void => utimesSync(changing.path, new Date(0), new Date(0))
      await expect(make(1).execute(changing, planOf(changing, 2), { onBytes: touch })).rejects.toMatchObject({ code: 'changed' })
    })

    it('refuses a file that was replaced before it is read', async () => {
      const replaced = await folder.write('replaced.bam', everyKindOfRecord())
      const stale = { ...replaced, inode: replaced.inode + 1 }
      await expect(make(1).execute(stale, planOf(stale, 2))).rejects.toMatchObject({ code: 'changed' })
    })

    it('refuses an index whose offsets lie behind the records', async () => {
      const spread = Array.from({ length: 600 }, (_, i) => makeRecord({ name: `r${i}`, position: 150 * i, cigar: '150M' }))
      const sound = await folder.write('sound.bam', sampleOf(spread))
      const late = { ...sound, index: laterBy(sound, 3) }
      await expect(make(1).execute(late, planOf(late, 5))).rejects.toMatchObject({ code: 'index-mismatch' })
    })

    it('reads a file as it lies when its cuts were estimated and do not meet', async () => {
      const { shards } = planOf(file, 6)
      const late = shards.map((shard, i) => (i === 1 ? { ...shard, start: shards[4]!.start } : shard))
      const plan = { ...planOf(file, 6), shards: late }
      const estimated = { ...file, index: { ...file.index!, isEstimate: true } }
      expect(await counted(2, estimated, plan)).toBe(whole)
      await expect(counted(2, file, plan)).rejects.toMatchObject({ code: 'index-mismatch' })
    })

    it('counts one shard alone, for whoever merges later', async () => {
      const executor = make(1)
      const plan = planOf(file, 3)
      const shards = await Promise.all(plan.shards.map(({ id }) => executor.executeShard(file, plan, id)))
      await executor.close()
      const records = shards.reduce((sum, { partial }) => sum + partial.counts.integrity![0]!, 0n)
      expect(records).toBe(BigInt(everyKindOfRecord().records.length))
    })

    it('counts the shards that are not saved only, and saves those', async () => {
      const plan = planOf(file, 5)
      const saved = new KeptShards()
      const executor = make(2)
      const ids = plan.shards.map(({ id }) => id)
      await executor.execute(file, plan, { saved })
      expect(saved.sortedFrom(0)).toEqual(ids)
      saved.forget(1)
      saved.forget(3)
      const costs: number[] = []
      const partial = await executor.execute(file, plan, { saved, onShard: ({ cost }) => costs.push(cost.bytes) })
      await executor.close()
      expect(writePartial(partial)).toBe(whole)
      expect(saved.sortedFrom(ids.length)).toEqual([1, 3])
      expect(costs).toHaveLength(ids.length)
      expect(costs.reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThanOrEqual(file.size - file.firstRecord.block)
    })

    it('stops at a shard that cannot be saved', async () => {
      const saved = { ...nothingKept, save: async () => await Promise.reject(new Error('no room')) }
      await expect(make(1).execute(file, planOf(file, 3), { saved })).rejects.toThrow('no room')
    })

    it('tells the CPU time of each shard where the system does', async () => {
      const executor = make(2)
      const seconds: (number | null)[] = []
      await executor.execute(file, planOf(file, 3), { onShard: ({ cost }) => seconds.push(cost.cpuSeconds) })
      await executor.close()
      expect(seconds.every((each) => (process.platform === 'linux' ? each! >= 0 && each! < 60 : each === null))).toBe(true)
    })

    it('refuses a file that disappears', async () => {
      const gone = await folder.write('gone.bam', everyKindOfRecord())
      const plan = planOf(gone, 2)
      writeFileSync(gone.path, '')
      await expect(make(1).execute(gone, plan)).rejects.toBeInstanceOf(FileError)
    })
  })
}

const nothingKept: SavedShards = { find: async () => await Promise.resolve(null), save: async () => await Promise.resolve() }

/** Keeps shards as text, as a disk would: what is found is not what was saved, but the like. */
class KeptShards implements SavedShards {
  readonly #written: number[] = []
  readonly #kept = new Map<number, { readonly partial: string; readonly rest: Omit<ShardOutcome, 'partial'> }>()

  async find(id: number): Promise<ShardOutcome | null> {
    const kept = this.#kept.get(id)
    return await Promise.resolve(kept === undefined ? null : { ...kept.rest, partial: readPartial(kept.partial) })
  }

  async save(id: number, { partial, ...rest }: ShardOutcome): Promise<void> {
    this.#written.push(id)
    this.#kept.set(id, { partial: writePartial(partial), rest })
    await Promise.resolve()
  }

  /** Shards saved since so many were. */
  sortedFrom(count: number): number[] {
    return this.#written.slice(count).toSorted((a, b) => a - b)
  }

  forget(id: number): void {
    this.#kept.delete(id)
  }
}

function planOf(file: AlignmentFile, shardCount: number): Plan {
  return planFile(file, everything(file.header.contigs), shardCount)
}

/** The file's index, as if each tile began so many tiles later. */
function laterBy({ index, header }: AlignmentFile, tiles: number): AlignmentFile['index'] {
  const sound = index!
  const later = (position: number): number => Math.min(position + tiles * 2 ** sound.tileBits, header.contigs[0]!.length - 1)
  return { ...sound, startOf: (contig, position) => sound.startOf(contig, position === 0 ? 0 : later(position)) }
}
