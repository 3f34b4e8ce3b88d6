// Fuzzing of CRAM: whatever the bytes, the kernel ends with a result or a status, keeps to its memory and is the same kernel afterwards.
import * as status from '@genomsyn/abi/status'
import { makeRecord } from '@genomsyn/simulate'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { contigLengths, randomNumbers } from '../damage.ts'
import { builds, type CountRequest, type DrivenKernel, everyCount, loadBuild, nonZero } from '../drive-kernel.ts'
import { damagedCram, type Level, levels } from './cram-damage.ts'
import { cramOf } from './cram-file.ts'

const request: CountRequest = { contigLengths, spanBits: 9, nameBits: 5 }
const statuses = new Set<number>(Object.values(status))

/** Damaged files of each level, unless `test/fuzz.mjs` asks for more. */
const FILES = { 'qc.wasm': 300, 'qc.debug.wasm': 60 }
const firstSeed = inject('firstSeed') ?? 0
/** No damaged file of a few kilobytes makes a kernel take more. */
const MEMORY_MAX = 2 ** 28

describe.each(builds)('damaged CRAM in %s', (build) => {
  let kernel: DrivenKernel
  let sound: unknown
  const files = inject('damagedFiles') ?? FILES[build]
  const seen = new Set<number>()
  const probe = cramOf([makeRecord({ position: 10, flag: 0x1 })])
  const probed = (): unknown => nonZero(kernel.count(probe, { ...request, cram: {} }).counts)
  beforeAll(async () => {
    kernel = await loadBuild(build)
    sound = probed()
  })
  afterAll(() => {
    expect(probed()).toEqual(sound)
    expect(kernel.exports.memory.buffer.byteLength).toBeLessThan(MEMORY_MAX)
  })

  function countDamaged(level: Level, seed: number): number {
    const random = randomNumbers(seed)
    const { version, bytes } = damagedCram(level, seed)
    const counts = everyCount.filter(() => random() % 4 !== 0)
    const reference = random() % 2 ? { reference: ({ length }: { length: number }) => new Uint8Array(length).fill(65) } : {}
    return kernel.count(bytes, { ...request, counts, cram: { version, ...reference } }, () => 1 + (random() % 5000)).status
  }

  it.each(levels)('ends with a status or a result: %s', (level) => {
    for (let seed = firstSeed; seed < firstSeed + files; seed++) {
      const outcome = countDamaged(level, seed)
      expect(statuses, `${level}, seed ${seed}`).toContain(outcome)
      seen.add(outcome)
    }
  })

  it('brought about the statuses of every layer', () => {
    const layers = [
      status.CONTAINER_CRC_MISMATCH,
      status.BLOCK_CRC_MISMATCH,
      status.CRAM_HEADER_MALFORMED,
      status.SLICE_MALFORMED,
      status.CODEC_FAILED,
    ]
    if (build === 'qc.wasm') expect([...seen]).toEqual(expect.arrayContaining([status.OK, ...layers]))
    else expect(seen.size).toBeGreaterThan(4)
  })
})
