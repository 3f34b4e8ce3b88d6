// In which order files are taken up, and how many at a time.
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { feed, type Sized } from './feed.ts'

function files(...shardBytes: number[]): Sized<number>[] {
  return shardBytes.map((bytes) => ({ item: bytes, bytes, shardBytes: bytes }))
}

it('takes up the file with the largest shard first, and each once', async () => {
  const taken: number[] = []
  await feed(files(3, 90, 7, 1), 2, async (item) => {
    taken.push(item)
    await setTimeout(1)
  })
  expect(taken).toEqual([90, 7, 3, 1])
})

it('opens no more files than keep the workers busy', async () => {
  let open = 0
  let most = 0
  await feed(files(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 2, async (_, turn) => {
    most = Math.max(most, ++open)
    turn.planned(3)
    await setTimeout(1)
    for (let shard = 0; shard < 3; shard++) turn.done()
    open--
  })
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(4)
})

it('stops taking up files at the first failure, lets those at work end, and fails', async () => {
  const taken: number[] = []
  const ended: number[] = []
  const run = feed(files(5, 4, 3, 2, 1, 0), 1, async (item) => {
    taken.push(item)
    if (item === 4) throw new Error('disk full')
    await setTimeout(2)
    ended.push(item)
  })
  await expect(run).rejects.toThrow('disk full')
  expect(taken).toEqual([5, 4])
  expect(ended).toEqual([5])
})
