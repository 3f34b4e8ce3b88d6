// A shard: where to count. One genomic interval and the bytes that hold it.
import type { VirtualOffset } from '@genomsyn/hts'

/** A place in the order of a sorted file; unplaced records lie at contig = number of contigs. */
export interface Locus {
  /** Index in the header. */
  readonly contig: number
  /** 0-based. */
  readonly position: number
}

/** Owns the records that start in [first, end), and the positions in between. */
export interface Shard {
  readonly id: number
  readonly first: Locus
  readonly end: Locus
  /** Where reading begins: no record that overlaps the shard lies before. */
  readonly start: VirtualOffset
  /** For CRAM, blocks are containers. The shard digests the blocks from `start.block` up to here; none when both are equal. */
  readonly endBlock: number
  /** Compressed bytes, estimated. */
  readonly bytes: number
}

/** Below zero when `a` comes first, zero when they are equal. */
export function compareLoci(a: Locus, b: Locus): number {
  return a.contig - b.contig || a.position - b.position
}
