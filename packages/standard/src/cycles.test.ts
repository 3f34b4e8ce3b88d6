// Words of the counts by cycle to the section of the document.
import { describe, expect, it } from 'vitest'
import { observe, type SparseObservation } from '../test/observations.ts'
import { cyclesSection } from './cycles.ts'

/** Words of cycle-bases: of a read and strand, those of a base at a cycle; those of totals at their index. */
const TOTALS = 6
function baseIndex(group: number, word: number, cycle: number): number {
  return (group << 13) | (word << 10) | cycle
}
const [FIRST_FORWARD, FIRST_REVERSE, SECOND_REVERSE] = [0, 1, 3]

/** Three cycles of two first reads, one of which is a base shorter, and of no second one. */
const qualities: NonNullable<SparseObservation['counts']> = {
  'cycle-quality': [
    [0, 2],
    [1, 2],
    [2, 1],
    [1024, 70],
    [1025, 50],
    [1026, 30],
    [2048, 2],
    [2049, 1],
    [2050, 1],
    [3072, 2],
    [3074, 7],
  ],
}

describe('qualities by cycle', () => {
  it('are arrays as long as the longest read, first and second reads by themselves', () => {
    const empty = { reads: 0, reads_past_max_cycle: 0, bases: [], quality_sum: [], bases_q30: [] }
    expect(cyclesSection(observe({ counts: qualities })).quality).toEqual({
      reads_of_neither: 7,
      read_1: { reads: 2, reads_past_max_cycle: 0, bases: [2, 2, 1], quality_sum: [70, 50, 30], bases_q30: [2, 1, 1] },
      read_2: empty,
    })
  })

  it('keep a cycle in the middle at which nothing is of Q30, and cycles whose qualities are 0', () => {
    const counts = { 'cycle-quality': [[4096, 1], [4097, 1], [4096 + 1024, 9], [7168, 1], [7169, 1]] } as const // prettier-ignore
    expect(cyclesSection(observe({ counts })).quality).toMatchObject({
      read_2: { reads: 1, reads_past_max_cycle: 1, bases: [1, 1], quality_sum: [9, 0], bases_q30: [0, 0] },
    })
  })
})

describe('bases by cycle', () => {
  it('are complemented where the read is reverse, N and other ones as they are', () => {
    const counts = {
      'cycle-bases': [
        [baseIndex(FIRST_FORWARD, 0, 0), 5],
        [baseIndex(FIRST_FORWARD, 1, 1), 5],
        [baseIndex(FIRST_REVERSE, 0, 0), 3],
        [baseIndex(FIRST_REVERSE, 2, 1), 3],
        [baseIndex(FIRST_FORWARD, TOTALS, 0), 5],
        [baseIndex(FIRST_REVERSE, TOTALS, 0), 3],
        [baseIndex(SECOND_REVERSE, 4, 0), 1],
        [baseIndex(SECOND_REVERSE, 5, 1), 1],
        [baseIndex(SECOND_REVERSE, TOTALS, 0), 1],
        [baseIndex(SECOND_REVERSE, TOTALS, 1), 1],
      ],
    } as const
    const none = [0, 0]
    expect(cyclesSection(observe({ counts })).bases).toEqual({
      reads_of_neither: 0,
      read_1: { reads: 8, reads_past_max_cycle: 0, a: [5, 0], c: [0, 8], g: none, t: [3, 0], n: none, other: none },
      read_2: { reads: 1, reads_past_max_cycle: 1, a: none, c: none, g: none, t: none, n: [1, 0], other: [0, 1] },
    })
  })

  it('are null when those of a single read are not at hand, and qualities are not', () => {
    const counts = { ...qualities, 'cycle-bases': [[baseIndex(0, 0, 0), 5], [baseIndex(0, TOTALS, 3), 1]] } as const // prettier-ignore
    const section = cyclesSection(observe({ counts }))
    expect(section).toMatchObject({ bases: null, reasons: { bases: 'reference_absent' } })
    expect(section.quality).not.toBeNull()
  })
})

it('what was not counted by cycle is null and has a reason', () => {
  const { counts, ...facts } = observe()
  const { 'cycle-quality': _, 'cycle-bases': __, ...without } = counts
  expect(cyclesSection({ ...facts, counts: without })).toEqual({
    max_cycle: 1024,
    quality: null,
    bases: null,
    reasons: { quality: 'not_counted', bases: 'not_counted' },
  })
})
