// Alignment records as the values of data series, in the order of the specification (CRAMv3 section 10, 2024-09). Without a reference:
// every base is in a feature. Mates of one slice are linked where their fields follow from one another, as htslib does.
import { type AlignmentRecord, type Cigar, flags, readLength, referenceLength } from '@genomsyn/simulate'
import type { Value } from './cram-encodings.ts'

/** One value of one series; tags are series by their three letters. */
export type Item = readonly [series: string, value: Value]

/** What can be chosen of a slice's records. */
export interface RecordOptions {
  readonly linksMates: boolean
  readonly hasReadNames: boolean
  readonly isPositionDelta: boolean
  /** Whether records name their contigs. */
  readonly isMultiReference: boolean
  /** 1-based start of the slice. */
  readonly start: number
}

/** Lines of the tag dictionary: no tag, or OQ. */
export const DICTIONARY = [...Buffer.from('\0OQZ\0')]
const OQ_LINE = 1
const SECONDARY_KINDS = flags.SECONDARY | flags.SUPPLEMENTARY

const CF = { qualities: 1, detached: 2, downstream: 4, noSequence: 8 }

/** The record as CRAM gives it back: matches are M and join, unmapped records have no CIGAR and MAPQ 0, unpaired ones no mate. */
export function asStored(record: AlignmentRecord): AlignmentRecord {
  const isMapped = (record.flag & flags.UNMAPPED) === 0
  const mateContig = record.flag & flags.PAIRED ? record.mateContig : -1
  return {
    ...record,
    mateContig,
    cigar: isMapped ? joined(record.cigar) : [],
    mappingQuality: isMapped ? record.mappingQuality : 0,
  }
}

/** Values of all series of the records of one slice. */
export function itemsOf(records: readonly AlignmentRecord[], options: RecordOptions): Item[] {
  const mates = options.linksMates ? linkedMates(records) : new Map<number, number>()
  return records.flatMap((record, i) => {
    const previous = i === 0 ? options.start : records[i - 1]!.position + 1
    return recordItems(asStored(record), { ...options, start: previous }, linkOf(mates, i))
  })
}

interface Link {
  /** Records between this one and its mate, null when the mate is not behind it. */
  readonly skipped: number | null
  readonly isLinked: boolean
}

function linkOf(mates: ReadonlyMap<number, number>, index: number): Link {
  const mate = mates.get(index)
  return { isLinked: mate !== undefined, skipped: mate === undefined || mate < index ? null : mate - index - 1 }
}

function recordItems(record: AlignmentRecord, options: RecordOptions, link: Link): Item[] {
  const isDetached = !link.isLinked
  const isMapped = (record.flag & flags.UNMAPPED) === 0
  const length = isMapped ? readLength(record.cigar) : record.sequence.length
  const bits =
    (record.qualities === null ? 0 : CF.qualities) |
    (isDetached ? CF.detached : 0) |
    (link.skipped === null ? 0 : CF.downstream) |
    (isMapped && record.sequence === '' ? CF.noSequence : 0)
  const paired = (record.flag & flags.PAIRED) !== 0
  const stored = paired ? record.flag & ~(flags.MATE_REVERSE | flags.MATE_UNMAPPED) : record.flag
  const name: Item = ['RN', [...Buffer.from(record.name)]]
  return [
    ['BF', stored],
    ['CF', bits],
    ...(options.isMultiReference ? [['RI', record.contig] as const] : []),
    ['RL', length],
    ['AP', options.isPositionDelta ? record.position + 1 - options.start : record.position + 1],
    ['RG', -1],
    ...(options.hasReadNames ? [name] : []),
    ...(isDetached ? mateItems(record, options.hasReadNames ? [] : [name]) : []),
    ...(link.skipped === null ? [] : [['NF', link.skipped] as const]),
    ...tagItems(record),
    ...(isMapped ? mappedItems(record) : [['BA', letters(record.sequence)] as const]),
    ...(record.qualities === null ? [] : [['QS', [...record.qualities]] as const]),
  ]
}

function mateItems(record: AlignmentRecord, name: readonly Item[]): Item[] {
  const paired = (record.flag & flags.PAIRED) !== 0
  const bits = (record.flag & flags.MATE_REVERSE ? 1 : 0) | (record.flag & flags.MATE_UNMAPPED ? 2 : 0)
  return [
    ['MF', paired ? bits : 0],
    ...name,
    ['NS', record.mateContig],
    ['NP', record.matePosition + 1],
    ['TS', record.templateLength],
  ]
}

function tagItems({ tags }: AlignmentRecord): Item[] {
  const original = tags.find(([name]) => name === 'OQ')
  if (original === undefined) return [['TL', 0]]
  return [
    ['TL', OQ_LINE],
    ['OQZ', [...Buffer.from(`${String(original[2])}\0`)]],
  ]
}

function mappedItems(record: AlignmentRecord): Item[] {
  const features = featuresOf(record)
  const positions = features.map(([, position]) => position)
  return [
    ['FN', features.length],
    ...features.flatMap(([code, position, ...items], i): Item[] => [
      ['FC', code.charCodeAt(0)],
      ['FP', position - (positions[i - 1] ?? 0)],
      ...items,
    ]),
    ['MQ', record.mappingQuality],
  ]
}

type Feature = readonly [code: string, position: number, ...items: Item[]]

function featuresOf({ cigar, sequence, qualities }: AlignmentRecord): Feature[] {
  let at = 0
  return cigar.flatMap(([length, operation]): Feature[] => {
    const bases = letters(sequence === '' ? 'N'.repeat(length) : sequence.slice(at, at + length))
    const position = at + 1
    if ('MIS'.includes(operation)) at += length
    const of = { operation, length, position, bases }
    return operation === 'M' ? matchFeature(of, { sequence, qualities }) : otherFeature(of)
  })
}

function letters(text: string): number[] {
  return [...Buffer.from(text)]
}

interface Run {
  readonly operation: string
  readonly length: number
  readonly position: number
  readonly bases: readonly number[]
}

/** A single base with its quality, or a stretch of bases; none where there is no SEQ. */
function matchFeature(run: Run, { sequence, qualities }: Pick<AlignmentRecord, 'sequence' | 'qualities'>): Feature[] {
  const { length, position, bases } = run
  if (sequence === '') return []
  if (length > 1 || qualities === null) return [['b', position, ['BB', bases]]]
  return [['B', position, ['BA', bases[0]!], ['QS', [qualities[position - 1]!]]]]
}

/** Series of the length that an operation has as a feature of its own code. */
const LENGTH_SERIES: Readonly<Record<string, string>> = { D: 'DL', N: 'RS', H: 'HC', P: 'PD' }

function otherFeature({ operation, length, position, bases }: Run): Feature[] {
  if (operation === 'S') return [['S', position, ['SC', bases]]]
  if (operation === 'I') return [length === 1 ? ['i', position, ['BA', bases[0]!]] : ['I', position, ['IN', bases]]]
  return [[operation, position, [LENGTH_SERIES[operation]!, length]]]
}

/** With = and X as M, and equal neighbours as one; clips of read ends stay apart as htslib leaves them. */
function joined(cigar: Cigar): Cigar {
  const result: [number, Cigar[number][1]][] = []
  for (const [length, operation] of cigar) {
    const kind = operation === '=' || operation === 'X' ? 'M' : operation
    const last = result.at(-1)
    if (last?.[1] === kind && kind !== 'S') last[0] += length
    else result.push([length, kind])
  }
  return result
}

/** Pairs of primary records of one name, whose mate fields are what the slice alone tells. */
function linkedMates(records: readonly AlignmentRecord[]): Map<number, number> {
  const byName = new Map<string, number[]>()
  records.forEach(({ name, flag }, i) => {
    if ((flag & SECONDARY_KINDS) === 0) byName.set(name, [...(byName.get(name) ?? []), i])
  })
  const links = new Map<number, number>()
  for (const pair of byName.values()) {
    const [first, second] = pair.map((i) => records[i]!)
    if (pair.length !== 2 || !follow(first!, second!)) continue
    links.set(pair[0]!, pair[1]!).set(pair[1]!, pair[0]!)
  }
  return links
}

function follow(a: AlignmentRecord, b: AlignmentRecord): boolean {
  return (
    pointsTo(a, b) && pointsTo(b, a) && a.templateLength === templateLength(a, b) && b.templateLength === templateLength(b, a)
  )
}

function pointsTo(record: AlignmentRecord, mate: AlignmentRecord): boolean {
  const isReverse = (mate.flag & flags.REVERSE) !== 0
  const isUnmapped = (mate.flag & flags.UNMAPPED) !== 0
  return (
    (record.flag & flags.PAIRED) !== 0 &&
    record.mateContig === mate.contig &&
    record.matePosition === mate.position &&
    ((record.flag & flags.MATE_REVERSE) !== 0) === isReverse &&
    ((record.flag & flags.MATE_UNMAPPED) !== 0) === isUnmapped
  )
}

/** As htslib computes it: positive for the leftmost, of two leftmost for the first read. */
function templateLength(record: AlignmentRecord, mate: AlignmentRecord): number {
  if (record.contig !== mate.contig || ((record.flag | mate.flag) & flags.UNMAPPED) !== 0) return 0
  const right = (each: AlignmentRecord): number => each.position + referenceLength(each.cigar)
  const left = Math.min(record.position, mate.position)
  const length = Math.max(right(record), right(mate)) - left
  const isPositive = record.position === left && (record.position !== mate.position || (record.flag & flags.READ1) !== 0)
  return isPositive ? length : -length
}
