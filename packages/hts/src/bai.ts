// The BAI index (SAMv1 section 5.2, 2024-11): bins and, per contig, a linear index of tiles of 16,384 positions.
import { ContigBins, type ContigIndex, type IndexContent, IndexReader, type Landmark } from './index-content.ts'

const TILE_BITS = 14
const DEPTH = 5
const MAGIC_BYTES = 4

/** @throws RangeError when counts and length disagree */
export function parseBai(bytes: Uint8Array): IndexContent {
  const reader = new IndexReader(bytes, MAGIC_BYTES)
  const contigs: ContigIndex[] = []
  for (let left = reader.u32(); left > 0; left--) contigs.push(readContig(reader))
  return { kind: 'BAI', tileBits: TILE_BITS, contigs, unplaced: reader.done ? null : reader.u64() }
}

/** Box: n_bin | n_bin × (bin, n_chunk, chunks) | n_intv | n_intv × offset */
function readContig(reader: IndexReader): ContigIndex {
  const bins = new ContigBins(DEPTH)
  for (let left = reader.u32(); left > 0; left--) bins.readChunks(reader.u32(), reader)
  return bins.withLandmarks(linearIndex(reader))
}

function linearIndex(reader: IndexReader): Landmark[] {
  const landmarks: Landmark[] = []
  const tileCount = reader.u32()
  for (let tile = 0; tile < tileCount; tile++) landmarks.push({ tile, offset: reader.u64() })
  return landmarks
}
