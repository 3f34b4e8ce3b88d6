// Places of records as kernels report them: virtual offsets in a BAM; in a CRAM, container offset << 20 | ordinal in the container.
import { type Format, packVirtualOffset, type VirtualOffset } from '@genomsyn/hts'

const ORDINAL_BITS = 20n

/** The place at which reading begins, to compare with those of records. */
export function packPlace(format: Format['name'], offset: VirtualOffset): bigint {
  return format === 'BAM' ? packVirtualOffset(offset) : BigInt(offset.block) << ORDINAL_BITS
}

/** Of a CRAM: file offset of the container, and the record in it. */
export function unpackRecordPlace(place: bigint): { container: number; record: number } {
  return { container: Number(place >> ORDINAL_BITS), record: Number(place & ((1n << ORDINAL_BITS) - 1n)) }
}
