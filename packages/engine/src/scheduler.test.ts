import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AlignmentFile, FileError } from '@genomsyn/hts'
import { writePartial } from '@genomsyn/partial'
import { planFile } from '@genomsyn/plan'
import { makeRecord, Random } from '@genomsyn/simulate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyKindOfRecord, everything, SampleFolder, sampleOf } from '../test/sample-files.ts'
import { answer, Counter, type CountTask } from './count-task.ts'
import { localExecutor } from './executors/local.ts'
import { createScheduler } from './scheduler.ts'

const folder = new SampleFolder()
let file: AlignmentFile
beforeAll(async () => {
  file = await folder.write('tasks.bam', everyKindOfRecord(5))
})
afterAll(() => folder.remove())

function tasksOf(of: AlignmentFile, shardCount: number, key = of.path): CountTask[] {
  const { contigLengths, measurement, shards } = planFile(of, everything(of.header.contigs), shardCount)
  const setup = {
    key,
    path: of.path,
    inode: of.inode,
    contigNames: of.header.contigs.map(({ name }) => name),
    contigLengths,
    measurement,
  }
  return shards.map((shard) => ({ file: setup, shard }))
}

/** A file large enough for the pool: the block of one unplaced record again and again. */
async function largeFile(name: string): Promise<AlignmentFile> {
  const random = new Random(1)
  const qualities = Uint8Array.from({ length: 30_000 }, () => random.below(64))
  const record = makeRecord({ contig: -1, position: -1, flag: 4, cigar: '*', sequence: 'A'.repeat(30_000), qualities })
  const { path } = await folder.write(`block-of-${name}`, sampleOf([record]), 'none')
  const small = readFileSync(path)
  const header = small.subarray(0, small.readUInt16LE(16) + 1)
  const block = small.subarray(header.length, -28)
  const blocks = Array.from({ length: Math.ceil((31 * 2 ** 20) / block.length) }, () => block)
  const repeated = Buffer.concat([header, ...blocks, small.subarray(-28)])
  return await folder.writeBytes(name, repeated, null)
}

describe.each([1, 2, 3])('a scheduler of %i workers', (workers) => {
  it('gives each shard the counts that it has alone', async () => {
    const scheduler = await createScheduler(workers)
    expect(scheduler.workers).toBe(workers)
    const tasks = tasksOf(file, 5)
    const together = await Promise.all(tasks.map((task) => scheduler.run(task, {})))
    await scheduler.close()
    const counter = new Counter()
    const alone = tasks.map((task) => answer(counter, task, () => undefined))
    counter.close()
    for (const [i, one] of alone.entries()) {
      if ('failure' in one) throw FileError.fromJSON(one.failure)
      expect(writePartial(together[i]!.partial)).toBe(writePartial(one.outcome.partial))
      expect(together[i]!.seam).toEqual(one.outcome.seam)
    }
  })

  it('tells each file of its own bytes', async () => {
    const other = await folder.write(`other-${workers}.bam`, everyKindOfRecord(6))
    const scheduler = await createScheduler(workers)
    const told = [0, 0]
    const runs = [file, other].map((each, i) =>
      tasksOf(each, 1).map((task) => scheduler.run(task, { onBytes: (bytes) => (told[i]! += bytes) })),
    )
    await Promise.all(runs.flat())
    await scheduler.close()
    expect(told).toEqual([file.size - file.firstRecord.block, other.size - other.firstRecord.block])
  })

  it('throws what is wrong with a file as a FileError, and goes on', async () => {
    const bytes = readFileSync(file.path)
    bytes[bytes.length - 100]! ^= 0xff
    const damaged = await folder.writeBytes(`damaged-${workers}.bam`, bytes, null)
    const scheduler = await createScheduler(workers)
    const failure: unknown = await scheduler.run(tasksOf(damaged, 1)[0]!, {}).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(FileError)
    const [task] = tasksOf(file, 1)
    const { partial } = await scheduler.run(task!, {})
    await scheduler.close()
    expect(partial.counts.integrity![0]).toBe(BigInt(everyKindOfRecord(5).records.length))
  })

  it('throws any other error as it is, and does not wait for ever', async () => {
    const scheduler = await createScheduler(workers)
    const [task] = tasksOf(file, 1, 'gone')
    const gone = { ...task!, file: { ...task!.file, path: join(folder.path, 'gone') } }
    await expect(scheduler.run(gone, {})).rejects.toThrow('ENOENT')
    await scheduler.close()
  })

  it('stops within a second of being told to', async () => {
    const large = await largeFile(`large-${workers}.bam`)
    const scheduler = await createScheduler(workers)
    const controller = new AbortController()
    const running = scheduler.run(tasksOf(large, 1)[0]!, { signal: controller.signal, onBytes: () => controller.abort() })
    await expect(running).rejects.toThrow(/abort/i)
    const told = performance.now()
    await scheduler.close()
    expect(performance.now() - told).toBeLessThan(1000)
  })
})

describe('the pool of the local executor', () => {
  it('counts a large file as one thread does', async () => {
    const large = await largeFile('pooled.bam')
    const plan = planFile(large, everything(large.header.contigs), 1)
    const [one] = plan.shards
    const halves = [
      { ...one!, id: 0, end: { contig: 1, position: 0 } },
      { ...one!, id: 1, first: { contig: 1, position: 0 } },
    ]
    const executor = localExecutor(2)
    const whole = await executor.execute(large, plan)
    const pooled = await executor.execute(large, { ...plan, shards: [{ ...halves[0]!, endBlock: one!.start.block }, halves[1]!] })
    await executor.close()
    expect(writePartial(pooled)).toBe(writePartial(whole))
  })

  it('cancels the other shards when one fails', async () => {
    const large = await largeFile('failing.bam')
    const plan = planFile(large, everything(large.header.contigs), 1)
    const [one] = plan.shards
    const wrong = { ...one!, id: 0, bytes: 2 * one!.bytes, start: { block: one!.start.block + 1, within: 0 } }
    const rest = Array.from({ length: 40 }, (_, i) => ({ ...one!, id: i + 1 }))
    const executor = localExecutor(2)
    const begun = performance.now()
    await expect(executor.execute(large, { ...plan, shards: [wrong, ...rest] })).rejects.toMatchObject({ code: 'not-bgzf' })
    expect(performance.now() - begun).toBeLessThan(5000)
    await executor.close()
  })
})
