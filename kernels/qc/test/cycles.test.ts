// Counts by cycle over enough reads to fill every small counter on the way, of lengths around whole vectors and beyond the last cycle.
import { bamRecordBytes, flags, makeRecord } from '@genomsyn/simulate'
import { beforeAll, describe, expect, it } from 'vitest'
import { blocksOf, join } from './byte-vectors.ts'
import { builds, type DrivenKernel, loadBuild, nonZero } from './drive-kernel.ts'
import { cycleBases, cycleQualities } from './naive-cycles.ts'
import { Tally } from './naive-reads.ts'

const LENGTHS = [1, 2, 3, 15, 16, 17, 30, 31, 32, 33, 63, 64, 65, 100, 101, 150, 151, 1023, 1024, 1025, 1500]
/** What the templates say of themselves, and records that are no reads. */
const FLAGS = [0x63, 0x93, 0x53, 0xa3, 0x0, 0x10, 0x4, 0x1, 0xc1, 0x463, 0x293, 0x163, 0x863]

/** Whole numbers as a linear congruential generator draws them (Numerical Recipes, second edition, section 7.1). */
function* draws(): Generator<number> {
  for (let state = 7; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state >>> 8
  }
}

interface Reads {
  readonly letters: string
  readonly qualities: (draw: number) => number
  readonly lengths?: readonly number[]
  readonly flags?: readonly number[]
  readonly count?: number
}

const cases: Record<string, Reads> = {
  'of all lengths and flags': { letters: 'ACGT', qualities: (draw) => 2 + (draw % 40) },
  'with N among their bases': { letters: 'ACGTACGTACGTACGTN', qualities: (draw) => 2 + (draw % 40) },
  'with every code there is': { letters: '=ACMGRSVTWYHKDBN', qualities: (draw) => draw % 94 },
  'with = between bases': { letters: 'AC=GT', qualities: () => 30 },
  'that are all alike, so that each counter fills': {
    letters: 'T',
    qualities: () => 93,
    lengths: [151],
    flags: [0x63],
    count: 600,
  },
  'that are all alike and reverse': { letters: 'C', qualities: () => 93, lengths: [151], flags: [0x93], count: 600 },
  'of even length, reverse': {
    letters: 'ACGT',
    qualities: (draw) => draw % 60,
    lengths: [150],
    flags: [0x53, 0x93],
    count: 600,
  },
  'of the highest qualities a byte has': { letters: 'G', qualities: () => 254, lengths: [40], flags: [0x63, 0x93], count: 600 },
}

describe.each(builds)('bases and qualities by cycle in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  it.each(Object.entries(cases))('of reads %s are those counted one by one', (_, reads) => {
    const random = draws()
    const draw = (): number => random.next().value as number
    const [bases, qualities] = [new Tally(), new Tally()]
    const records = Array.from({ length: reads.count ?? 400 }, (__, i) => {
      const lengths = reads.lengths ?? LENGTHS
      const length = lengths[draw() % lengths.length]!
      const record = makeRecord({
        name: 'r'.repeat(1 + (i % 7)),
        flag: (reads.flags ?? FLAGS)[draw() % (reads.flags ?? FLAGS).length]!,
        cigar: `${length}M`,
        sequence: Array.from({ length }, () => reads.letters[draw() % reads.letters.length]!).join(''),
        qualities: i % 50 === 49 ? null : Uint8Array.from({ length }, () => reads.qualities(draw())),
      })
      cycleBases(record, bases)
      cycleQualities(record, qualities)
      return bamRecordBytes(record)
    })
    const { status, counts } = kernel.count(blocksOf(join(...records)), {
      contigLengths: [20_000],
      counts: ['cycle-bases', 'cycle-quality'],
    })
    expect(status).toBe(0)
    expect(nonZero(counts, ['cycle-bases', 'cycle-quality'])).toEqual({
      'cycle-bases': bases.words,
      'cycle-quality': qualities.words,
    })
  })

  it('do not count what stands beside an odd last base', () => {
    const bytes = bamRecordBytes(makeRecord({ cigar: '3M', sequence: 'ACG' }))
    const forward = Uint8Array.from(bytes)
    const sequenceAt = 4 + 32 + 'read'.length + 1 + 4
    forward[sequenceAt + 1]! |= 0x8
    const reverse = Uint8Array.from(forward)
    reverse[4 + 14] = flags.REVERSE
    const counts = [forward, reverse].map(
      (record) => kernel.count(blocksOf(record), { contigLengths: [100] }).counts['cycle-bases'],
    )
    expect(counts.map((words) => [...words.entries()].filter(([, n]) => n > 0n))).toEqual([
      [
        [0, 1n],
        [0x401, 1n],
        [0x802, 1n],
        [0x1800, 1n],
      ],
      [
        [0x2002, 1n],
        [0x2401, 1n],
        [0x2800, 1n],
        [0x3800, 1n],
      ],
    ])
  })
})
