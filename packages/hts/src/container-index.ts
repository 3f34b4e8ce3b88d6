// Where in a CRAM the records of a locus lie, from what is known of its containers: those that a .crai lists, or the headers themselves.
import type { AlignmentIndex } from './alignment-index.ts'
import { MULTIPLE_CONTIGS, UNPLACED } from './cram-container.ts'
import type { VirtualOffset } from './virtual-offset.ts'

/** Records of one contig in one container. */
export interface ContainerExtent {
  /** File offset of the container. */
  readonly offset: number
  /** Index in the header, UNPLACED, or MULTIPLE_CONTIGS when it is not known which and where. */
  readonly contig: number
  /** 0-based, half-open: the positions that the records cover. */
  readonly start: number
  readonly end: number
}

/** The file that the containers are of. */
export interface ContainerFile {
  /** Path of the index, or of the file whose headers were read. */
  readonly path: string
  readonly kind: 'CRAI' | 'containers'
  readonly contigCount: number
  /** Bytes of the alignment file. */
  readonly size: number
}

/** Cuts lie at multiples of 4,096 positions: a container of 10,000 short reads covers about 50,000 at a depth of 30. */
const TILE_BITS = 12
/**
 * How far records at the end of a container of several contigs are taken to reach over the start of the next container. Where one
 * reaches further, shards do not meet, and the file is counted in one.
 */
const ASSUMED_REACH = 2 ** 20

/** The containers that hold a contig's records, in file order. `reach[i]` is the furthest end of the first i + 1. */
interface ContigContainers {
  readonly offsets: number[]
  readonly reach: number[]
}

/** Null when the containers are not in the order of the contigs: cuts mean nothing then. */
export function indexOfContainers(file: ContainerFile, extents: readonly ContainerExtent[]): AlignmentIndex | null {
  const rank = (contig: number): number => (contig === UNPLACED ? file.contigCount : contig)
  const ordered = extents.toSorted((a, b) => a.offset - b.offset || rank(a.contig) - rank(b.contig) || a.start - b.start)
  const known = ordered.filter(({ contig }) => contig !== MULTIPLE_CONTIGS)
  if (known.some((extent, i) => i > 0 && comesBefore(extent, known[i - 1]!, rank))) return null
  const placed = placeRuns(ordered, file.contigCount)
  const contigs = groupByContig(placed, file.contigCount)
  const unplaced = placed.find(({ contig }) => contig === UNPLACED)
  const offsets = [...new Set(ordered.map(({ offset }) => offset))]
  const anyPlaced = contigs.some((contig) => contig !== undefined)
  return {
    path: file.path,
    kind: file.kind,
    tileBits: TILE_BITS,
    contigCount: file.contigCount,
    isEstimate: file.kind === 'containers' || known.length < ordered.length,
    unplaced: unplaced === undefined || unplaced.offset === offsets[0] ? 0n : null,
    endOfPlaced: anyPlaced ? at(unplaced?.offset ?? file.size) : null,
    startOf: (contig, position) => startIn(contigs[contig], position),
    contigRecords: () => null,
    contigRange: (contig) => rangeOf(contigs[contig], offsets, file.size),
  }
}

function comesBefore(extent: ContainerExtent, previous: ContainerExtent, rank: (contig: number) => number): boolean {
  const contigs = rank(extent.contig) - rank(previous.contig)
  return contigs < 0 || (contigs === 0 && extent.contig !== UNPLACED && extent.start < previous.start)
}

/**
 * Containers of several contigs hold, in a sorted file, what lies between their neighbours. Of a run of them the first stands for all:
 * reading that begins there misses none.
 */
function placeRuns(ordered: readonly ContainerExtent[], contigCount: number): ContainerExtent[] {
  const placed: ContainerExtent[] = []
  ordered.forEach((extent, i) => {
    if (extent.contig !== MULTIPLE_CONTIGS) placed.push(extent)
    else if (ordered[i - 1]?.contig !== MULTIPLE_CONTIGS) {
      const next = ordered.slice(i).find(({ contig }) => contig !== MULTIPLE_CONTIGS)
      placed.push(...between(extent.offset, ordered[i - 1], next, contigCount))
    }
  })
  return placed
}

function between(
  offset: number,
  previous: ContainerExtent | undefined,
  next: ContainerExtent | undefined,
  contigCount: number,
): ContainerExtent[] {
  const nextContig = next === undefined || next.contig === UNPLACED ? contigCount : next.contig
  const extents: ContainerExtent[] = []
  for (let contig = Math.max(0, previous?.contig ?? 0); contig < contigCount && contig <= nextContig; contig++) {
    const end = contig === nextContig ? next!.start + ASSUMED_REACH : Infinity
    extents.push({ offset, contig, start: 0, end })
  }
  if (nextContig === contigCount) extents.push({ offset, contig: UNPLACED, start: 0, end: 0 })
  return extents
}

function groupByContig(placed: readonly ContainerExtent[], contigCount: number): (ContigContainers | undefined)[] {
  const contigs: (ContigContainers | undefined)[] = Array.from({ length: contigCount }, () => undefined)
  for (const { contig, offset, start, end } of placed) {
    if (contig === UNPLACED) continue
    const { offsets, reach } = (contigs[contig] ??= { offsets: [], reach: [] })
    offsets.push(offset)
    reach.push(Math.max(reach.at(-1) ?? 0, end, start + 1))
  }
  return contigs
}

/** The first container with a record that may reach behind the position; else the contig's last one. */
function startIn(contig: ContigContainers | undefined, position: number): VirtualOffset | null {
  if (contig === undefined) return null
  let low = -1
  let high = contig.reach.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (contig.reach[middle]! > position) high = middle
    else low = middle
  }
  return at(contig.offsets[high]!)
}

function rangeOf(
  contig: ContigContainers | undefined,
  offsets: readonly number[],
  size: number,
): { begin: VirtualOffset; end: VirtualOffset } | null {
  if (contig === undefined) return null
  const last = contig.offsets.at(-1)!
  return { begin: at(contig.offsets[0]!), end: at(offsets.find((offset) => offset > last) ?? size) }
}

function at(block: number): VirtualOffset {
  return { block, within: 0 }
}
