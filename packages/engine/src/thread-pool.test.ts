import type { Piscina } from 'piscina'
import { planFile } from '@genomsyn/plan'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { everyKindOfRecord, everything, SampleFolder } from '../test/sample-files.ts'
import type { CountTask } from './count-task.ts'
import { ThreadPool } from './thread-pool.ts'

/** Pools that were made, since a crash has to come from inside. */
const pools = vi.hoisted((): Piscina[] => [])
vi.mock('piscina', async (load) => {
  const original = await load<{ Piscina: typeof Piscina }>()
  return {
    Piscina: class extends original.Piscina {
      constructor(...options: ConstructorParameters<typeof Piscina>) {
        super(...options)
        pools.push(this)
      }
    },
  }
})

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('a pool of threads', () => {
  const folder = new SampleFolder()
  afterAll(() => folder.remove())

  it('reports a thread that dies as an error, does not wait for it, and goes on with another', async () => {
    const file = await folder.write('crash.bam', everyKindOfRecord(8))
    const { contigLengths, measurement, shards } = planFile(file, everything(file.header.contigs), 1)
    const setup = { key: 'crash', path: file.path, inode: file.inode, contigNames: [], contigLengths, measurement }
    const task: CountTask = { file: setup, shard: shards[0]! }
    const pool = new ThreadPool(1)
    await pool.run(task, {})
    const dying = pool.run({ ...task, shard: { ...task.shard, id: 1 } }, {})
    await Promise.all([expect(dying).rejects.toThrow(/worker|exit|terminat/i), pools[0]!.threads[0]!.terminate()])
    const { partial } = await pool.run(task, {})
    expect(partial.counts.integrity![0]).toBeGreaterThan(0n)
    await pool.close()
  })

  it('may be closed while its threads are still starting', async () => {
    for (let ms = 0; ms < 160; ms += 20) {
      const pool = new ThreadPool(2)
      await wait(ms)
      await pool.close()
    }
    expect(pools.every(({ threads }) => threads.length === 0)).toBe(true)
  })

  it('loads its worker by import alone, since on Node 20 a thread that ends while it requires takes the process with it', async () => {
    const pool = new ThreadPool(1)
    await pool.close()
    expect(pools.at(-1)?.options.execArgv).toEqual(['--no-experimental-require-module'])
  })
})
