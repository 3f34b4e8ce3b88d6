// Base qualities over enough reads for the kernel to choose its way of counting, which is another for binned qualities than for full alphabets.
import { beforeAll, describe, expect, it } from 'vitest'
import { blocksOf, join, record } from './byte-vectors.ts'
import { builds, type DrivenKernel, loadBuild } from './drive-kernel.ts'

/** Bases after which the kernel looks at what it has seen, twice over and more. */
const BASES = 400_000
/** Around whole vectors of sixteen, and longer than 255 of them. */
const LENGTHS = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 101, 150, 151, 152, 4079, 4080, 4081, 9001]

/** Draws as a linear congruential generator does (Numerical Recipes, second edition, section 7.1). */
function* draws(): Generator<number> {
  for (let state = 1; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

const alphabets: Record<string, (draw: number) => number> = {
  'four values, one of them nearly all': (draw) => (draw < 0.95 ? 37 : draw < 0.98 ? 23 : draw < 0.99 ? 12 : 2),
  'eight values': (draw) => (draw < 0.7 ? 41 : 5 * Math.floor(8 * draw)),
  'one value': () => 30,
  'two values, and others in the second half only': (draw) => (draw < 0.5 ? 40 : 11),
  'a full alphabet': (draw) => 2 + Math.floor(40 * Math.sqrt(draw)),
  'values that no sequencer gives': (draw) => Math.floor(256 * draw),
}

describe.each(builds)('base qualities in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  it.each(Object.entries(alphabets))('of %s are counted one by one', (name, alphabet) => {
    const random = draws()
    const expected = new BigUint64Array(512)
    const records: Uint8Array[] = []
    for (let bases = 0, i = 0; bases < BASES; i++) {
      const length = LENGTHS[i % LENGTHS.length]!
      const shift = name.includes('second half') && bases > BASES / 2 ? i % 7 : 0
      const qual = Uint8Array.from({ length }, () => alphabet(random.next().value as number) + shift)
      if (qual[0] === 0xff) qual[0] = 0
      qual.forEach((quality) => expected[quality]!++)
      records.push(record({ cigar: `${length}M`, qual, tags: new Uint8Array(i % 5).fill(37) }))
      bases += length
    }
    const { status, counts } = kernel.count(blocksOf(join(...records)), { contigLengths: [20_000] })
    expect(status).toBe(0)
    expect([...counts['base-quality'].entries()].filter(([, n]) => n > 0n)).toEqual(
      [...expected.entries()].filter(([, n]) => n > 0n),
    )
  })
})
