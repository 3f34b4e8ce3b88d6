// Virtual offsets: where a record begins in a BGZF file (SAMv1 section 4.1.1, 2024-11).

/** Two numbers instead of one 64-bit word, so that files beyond 128 GiB stay exact. */
export interface VirtualOffset {
  /** File offset of the BGZF block. */
  readonly block: number
  /** Offset inside the inflated block. */
  readonly within: number
}

/** Reads block << 16 | within. */
export function unpackVirtualOffset(packed: bigint): VirtualOffset {
  return { block: Number(packed >> 16n), within: Number(packed & 0xffffn) }
}

/** Writes block << 16 | within. */
export function packVirtualOffset({ block, within }: VirtualOffset): bigint {
  return (BigInt(block) << 16n) | BigInt(within)
}
