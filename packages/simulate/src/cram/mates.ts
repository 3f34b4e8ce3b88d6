// Which records of a slice are attached to their mate: those whose mate fields a reader computes from both (CRAMv3 section 10.4, 2024-09).
import { type AlignmentRecord, endPosition } from '../sam/alignment-record.ts'
import { MATE_REVERSE, MATE_UNMAPPED, PAIRED, REVERSE, SECONDARY, SUPPLEMENTARY, UNMAPPED } from '../sam/flags.ts'

/** For each record: how many records lie between it and its mate downstream; -1 when it is the later one; null when detached or alone. */
export type Attachment = number | null

/**
 * Both mates in one slice, mapped to one contig at different positions, with the fields that a reader gives them.
 * With `linksNames` all records of one name are a chain, whatever their own fields say of mates: a reader gives them others.
 */
export function attachMates(records: readonly AlignmentRecord[], linksNames: boolean): Attachment[] {
  const attachments: Attachment[] = records.map(() => null)
  const places = new Map<string, number[]>()
  records.forEach(({ name }, i) => places.set(name, [...(places.get(name) ?? []), i]))
  for (const chain of places.values()) {
    const [first, second, ...others] = chain.map((place) => records[place])
    const isPair = second !== undefined && others.length === 0 && belongTogether(first!, second)
    if (chain.length < 2 || !(linksNames || isPair)) continue
    chain.forEach((place, i) => (attachments[place] = (chain[i + 1] ?? place) - place - 1))
  }
  return attachments
}

/** Whether a record without mate fields need say nothing about a mate. */
export function isAlone({ flag, mateContig, matePosition, templateLength }: AlignmentRecord): boolean {
  return (flag & (PAIRED | MATE_REVERSE | MATE_UNMAPPED)) === 0 && mateContig < 0 && matePosition < 0 && templateLength === 0
}

function belongTogether(left: AlignmentRecord, right: AlignmentRecord): boolean {
  const length = Math.max(endPosition(left), endPosition(right)) - left.position
  return (
    [left, right].every(({ flag }) => (flag & (PAIRED | UNMAPPED | SECONDARY | SUPPLEMENTARY)) === PAIRED) &&
    left.position < right.position &&
    namesMate(left, right, length) &&
    namesMate(right, left, -length)
  )
}

function namesMate(record: AlignmentRecord, mate: AlignmentRecord, length: number): boolean {
  return (
    record.contig === mate.contig &&
    record.mateContig === mate.contig &&
    record.matePosition === mate.position &&
    record.templateLength === length &&
    (record.flag & MATE_UNMAPPED) === 0 &&
    ((record.flag & MATE_REVERSE) !== 0) === ((mate.flag & REVERSE) !== 0)
  )
}
