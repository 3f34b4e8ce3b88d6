// BAI, the classic BAM index (SAM specification section 5.2, 2024-11-06), with htslib's metadata pseudo-bin.
import type { BamIndex, Chunk, ContigIndex } from './bam-index.ts'
import { BAI_BINNING, fitsBai, metadataBin } from './binning.ts'
import { ByteWriter } from './byte-writer.ts'

/** @throws Error when the index was gathered under another binning scheme than that of BAI */
export function baiBytes(index: BamIndex): Uint8Array {
  if (!fitsBai(index.binning)) throw new Error('BAI has only one binning scheme, write CSI instead')
  const writer = new ByteWriter()
  writer.text('BAI\u0001')
  writer.int32(index.contigs.length)
  for (const contig of index.contigs) writeContig(writer, contig)
  writer.uint64(index.unplaced)
  return writer.take()
}

function writeContig(writer: ByteWriter, contig: ContigIndex | undefined): void {
  if (contig === undefined) {
    writer.uint64(0)
    return
  }
  writer.int32(contig.bins.size + 1)
  for (const [bin, chunks] of sortedBins(contig)) {
    writer.int32(bin)
    writeChunks(writer, chunks)
  }
  writer.int32(metadataBin(BAI_BINNING.depth))
  writeChunks(writer, metadataChunks(contig))
  const offsets = windowOffsets(contig)
  writer.int32(offsets.length)
  for (const offset of offsets) writer.uint64(offset)
}

/** Bins in ascending order. */
export function sortedBins({ bins }: ContigIndex): [bin: number, chunks: Chunk[]][] {
  return [...bins].toSorted(([a], [b]) => a - b)
}

/** The pseudo-bin's two chunks: the span of the contig in the file, and its mapped and unmapped records. */
export function metadataChunks({ span, mapped, unmapped }: ContigIndex): Chunk[] {
  return [span, [mapped, unmapped]]
}

export function writeChunks(writer: ByteWriter, chunks: readonly Chunk[]): void {
  writer.int32(chunks.length)
  for (const [begin, end] of chunks) {
    writer.uint64(begin)
    writer.uint64(end)
  }
}

/** A window no record overlaps gets the offset of the next one that has records: nothing before it can overlap. */
export function windowOffsets({ windows }: ContigIndex): number[] {
  const offsets: number[] = []
  let next = 0
  for (let window = windows.length - 1; window >= 0; window--) {
    next = windows[window] ?? next
    offsets[window] = next
  }
  return offsets
}
