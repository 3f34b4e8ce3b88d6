// Which read base lies on which reference position, base by base. Slow on purpose: an oracle must be easy to check.
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { consumesRead, consumesReference } from '../sam/cigar.ts'

export interface AlignedBase {
  /** On the reference, 0-based. */
  readonly position: number
  /** In SEQ and QUAL. */
  readonly index: number
}

/** Bases of M, = and X operations, from left to right. */
export function alignedBases({ position, cigar }: Pick<AlignmentRecord, 'position' | 'cigar'>): AlignedBase[] {
  const bases: AlignedBase[] = []
  let reference = position
  let index = 0
  for (const [length, operation] of cigar) {
    const onReference = consumesReference(operation)
    const inRead = consumesRead(operation)
    for (let i = 0; i < length; i++) {
      if (onReference && inRead) bases.push({ position: reference, index })
      if (onReference) reference++
      if (inRead) index++
    }
  }
  return bases
}
