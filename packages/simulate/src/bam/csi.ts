// CSI, the index for contigs of any length (CSIv1, 2020-07-21). The file is BGZF-compressed.
import { metadataChunks, sortedBins, windowOffsets, writeChunks } from './bai.ts'
import type { BamIndex, ContigIndex } from './bam-index.ts'
import { BgzfWriter } from './bgzf.ts'
import { type Binning, binBegin, metadataBin } from './binning.ts'
import { ByteWriter } from './byte-writer.ts'

export function csiBytes(index: BamIndex): Uint8Array {
  const compressed = new ByteWriter()
  const bgzf = new BgzfWriter((block) => compressed.bytes(block))
  bgzf.write(plainCsiBytes(index))
  bgzf.finish()
  return compressed.take()
}

function plainCsiBytes(index: BamIndex): Uint8Array {
  const writer = new ByteWriter()
  writer.text('CSI\u0001')
  writer.int32(index.binning.minShift)
  writer.int32(index.binning.depth)
  writer.int32(0)
  writer.int32(index.contigs.length)
  for (const contig of index.contigs) writeContig(writer, contig, index.binning)
  writer.uint64(index.unplaced)
  return writer.take()
}

function writeContig(writer: ByteWriter, contig: ContigIndex | undefined, binning: Binning): void {
  if (contig === undefined) {
    writer.int32(0)
    return
  }
  writer.int32(contig.bins.size + 1)
  const offsets = windowOffsets(contig)
  for (const [bin, chunks] of sortedBins(contig)) {
    writer.int32(bin)
    writer.uint64(offsets[binBegin(bin, binning) / 2 ** binning.minShift]!)
    writeChunks(writer, chunks)
  }
  writer.int32(metadataBin(binning.depth))
  writer.uint64(0)
  writeChunks(writer, metadataChunks(contig))
}
