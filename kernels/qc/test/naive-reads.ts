// What naive counts share: a sum for each word, and two questions about a record.
import { type AlignmentRecord, flags } from '@genomsyn/simulate'

/** By index of the word; zeros are left out. */
export class Tally {
  readonly words: Record<number, bigint> = {}

  add(index: number, amount: number | bigint = 1): void {
    if (BigInt(amount) !== 0n) this.words[index] = (this.words[index] ?? 0n) + BigInt(amount)
  }
}

export function isPrimary({ flag }: AlignmentRecord): boolean {
  return !(flag & (flags.SECONDARY | flags.SUPPLEMENTARY))
}

/** Qualities of the OQ tag. */
export function originalOf({ tags }: AlignmentRecord): number[] | null {
  const value = tags.find(([name]) => name === 'OQ')?.[2]
  return typeof value === 'string' ? Array.from(value, (letter) => letter.charCodeAt(0) - 33) : null
}
