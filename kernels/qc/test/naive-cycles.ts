// What the counts by cycle must be, read by read and base by base. Words as kernels/counts says.
import { type AlignmentRecord, flags } from '@genomsyn/simulate'
import { isPrimary, originalOf, type Tally } from './naive-reads.ts'

const CYCLES = 1024
const WORDS_OF_BASES = 'ACGTN'
const OTHER = 5

/** 0 and 1 for the reads of a template, null for one that says neither or both. */
function readOf(flag: number): 0 | 1 | null {
  if (!(flag & flags.PAIRED)) return 0
  const [first, last] = [!!(flag & flags.READ1), !!(flag & flags.READ2)]
  return first === last ? null : first ? 0 : 1
}

/** As sequenced, but not complemented. */
function turned<Item>(items: readonly Item[], flag: number): readonly Item[] {
  return (flag & flags.REVERSE ? items.toReversed() : items).slice(0, CYCLES)
}

export function cycleQualities(record: AlignmentRecord, count: Tally): void {
  const { flag, sequence } = record
  const qualities = originalOf(record) ?? (record.qualities && [...record.qualities])
  if (!isPrimary(record) || sequence === '' || qualities === null) return
  const read = readOf(flag)
  if (read === null) return count.add((3 << 10) | 2)
  const index = (word: number, cycle: number): number => (read << 12) | (word << 10) | cycle
  count.add(index(3, 0))
  if (qualities.length > CYCLES) count.add(index(3, 1))
  turned(qualities, flag).forEach((quality, cycle) => {
    count.add(index(0, cycle))
    count.add(index(1, cycle), quality)
    count.add(index(2, cycle), quality >= 30 ? 1 : 0)
  })
}

export function cycleBases(record: AlignmentRecord, count: Tally): void {
  const { flag, sequence } = record
  if (!isPrimary(record) || sequence === '') return
  const read = readOf(flag)
  if (read === null) return count.add((6 << 10) | 2)
  const index = (word: number, cycle: number): number =>
    (((read << 1) | (flag & flags.REVERSE ? 1 : 0)) << 13) | (word << 10) | cycle
  count.add(index(6, 0))
  if (sequence.length > CYCLES) count.add(index(6, 1))
  turned([...sequence], flag).forEach((base, cycle) => {
    const word = WORDS_OF_BASES.indexOf(base)
    count.add(index(word < 0 ? OTHER : word, cycle))
  })
}
