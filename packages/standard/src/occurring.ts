// The words of a count that are not 0: some dozens or hundreds among thousands, and dozens of metrics ask for them.

export type Word = readonly [index: number, count: bigint]

const known = new WeakMap<BigUint64Array, readonly Word[]>()

/** In ascending order of the index. Counts do not change once they are observed, so each is looked through once. */
export function occurring(counts: BigUint64Array): readonly Word[] {
  const found = known.get(counts) ?? find(counts)
  known.set(counts, found)
  return found
}

/** Two halves tell a 0 faster than one BigInt. */
function find(counts: BigUint64Array): Word[] {
  const halves = new Uint32Array(counts.buffer, counts.byteOffset, 2 * counts.length)
  const found: Word[] = []
  for (let i = 0; i < counts.length; i++) {
    if ((halves[2 * i]! | halves[2 * i + 1]!) !== 0) found.push([i, counts[i]!])
  }
  return found
}
