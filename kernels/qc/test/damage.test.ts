// Fuzzing: whatever the bytes, the kernel ends with a result or a status, keeps to its memory and is the same kernel afterwards.
import * as status from '@genomsyn/abi/status'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { blocksOf, record } from './byte-vectors.ts'
import { contigLengths, damagedFile, levels, randomNumbers } from './damage.ts'
import { builds, type CountRequest, type DrivenKernel, loadBuild, nonZero } from './drive-kernel.ts'

const request: CountRequest = { contigLengths, spanBits: 9, nameBits: 5 }
/** Those below are of CRAM. */
const statuses = new Set<number>(Object.values(status).filter((each) => each >= status.OFFSET_BEYOND_BLOCK))

declare module 'vitest' {
  interface ProvidedContext {
    readonly damagedFiles?: number
    readonly firstSeed?: number
  }
}

/** Damaged files of each level, unless `test/fuzz.mjs` asks for more. */
const FILES = { 'qc.wasm': 400, 'qc.debug.wasm': 60 }
const firstSeed = inject('firstSeed') ?? 0

describe.each(builds)('damaged files in %s', (build) => {
  let kernel: DrivenKernel
  let sound: unknown
  const files = inject('damagedFiles') ?? FILES[build]
  const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => firstSeed + i)
  const seen = new Set<number>()
  const probe = blocksOf(record({ pos: 10, flag: 0x1 }))
  beforeAll(async () => {
    kernel = await loadBuild(build)
    sound = nonZero(kernel.count(probe, request).counts)
  })
  afterAll(() => expect(nonZero(kernel.count(probe, request).counts)).toEqual(sound))

  it.each(levels)('end with a status or a result: %s', (level) => {
    for (const seed of seeds(files)) {
      const random = randomNumbers(seed)
      const outcome = kernel.count(damagedFile(level, seed), request, () => 1 + (random() % 5000))
      expect(statuses, `${level}, seed ${seed}`).toContain(outcome.status)
      seen.add(outcome.status)
    }
  })

  it('brought about every status but those that only hosts or huge files can', () => {
    const others = new Set<number>([status.NEEDS_ROOM, status.OFFSET_BEYOND_BLOCK])
    if (build === 'qc.wasm') expect([...statuses].filter((each) => !seen.has(each) && !others.has(each))).toEqual([])
    else expect(seen.size).toBeGreaterThan(4)
  })

  it('count the same wherever the host cuts them', () => {
    for (const seed of seeds(files / 10)) {
      const file = damagedFile('record fields', seed)
      const whole = kernel.count(file, request)
      const cut = kernel.count(file, request, () => 700)
      expect([cut.status, cut.where, cut.contig, cut.position], `seed ${seed}`).toEqual([
        whole.status,
        whole.where,
        whole.contig,
        whole.position,
      ])
      if (whole.status === status.OK) expect(nonZero(cut.counts)).toEqual(nonZero(whole.counts))
    }
  })
})
