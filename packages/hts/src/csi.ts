// The CSI index (CSIv1, 2024-11): bins of any depth; each carries the offset that BAI keeps in its linear index.
import { binCount, ContigBins, type ContigIndex, type IndexContent, IndexReader, type Landmark } from './index-content.ts'

const MAGIC_BYTES = 4
/** Bin numbers have 32 bits. */
const MAX_DEPTH = 9

/** @throws RangeError when counts and length disagree */
export function parseCsi(bytes: Uint8Array): IndexContent {
  const reader = new IndexReader(bytes, MAGIC_BYTES)
  const tileBits = reader.u32()
  const depth = reader.u32()
  if (tileBits > 31 || depth > MAX_DEPTH) throw new RangeError(`no binning has min_shift ${tileBits} and depth ${depth}`)
  reader.skip(reader.u32())
  const contigs: ContigIndex[] = []
  for (let left = reader.u32(); left > 0; left--) contigs.push(readContig(reader, depth))
  return { kind: 'CSI', tileBits, contigs, unplaced: reader.done ? null : reader.u64() }
}

/** Box: n_bin | n_bin × (bin, loffset, n_chunk, chunks) */
function readContig(reader: IndexReader, depth: number): ContigIndex {
  const bins = new ContigBins(depth)
  const landmarks: Landmark[] = []
  for (let left = reader.u32(); left > 0; left--) {
    const bin = reader.u32()
    const offset = reader.u64()
    if (bins.readChunks(bin, reader)) landmarks.push({ tile: firstTile(bin, depth), offset })
  }
  return bins.withLandmarks(landmarks.toSorted((a, b) => a.tile - b.tile))
}

/** The first of the tiles that a bin spans. */
function firstTile(bin: number, depth: number): number {
  let level = 0
  while (bin >= binCount(level)) level++
  const firstOfLevel = level === 0 ? 0 : binCount(level - 1)
  return (bin - firstOfLevel) * 8 ** (depth - level)
}
