// Genomes, reads and alignment files from a seed, with known truth.
export {
  type AlignmentRecord,
  type RecordFields,
  type Tag,
  endPosition,
  makePair,
  makeRecord,
} from './alignment-record.ts'
export { baiBytes } from './bai.ts'
export { BamIndex } from './bam-index.ts'
export { bamRecordBytes } from './bam-record.ts'
export { type BamOptions, BamWriter, bamBytes, writeBam, writeBamFile } from './bam-writer.ts'
export {
  BLOCK_PAYLOAD_BYTES,
  BgzfWriter,
  type Deflate,
  EOF_BLOCK,
  type Sink,
  bgzfBlock,
  deflateAtLevel,
} from './bgzf.ts'
export { type Binning, BAI_BINNING, binOf, depthFor } from './binning.ts'
export { type Cigar, type CigarOperation, formatCigar, parseCigar, readLength, referenceLength } from './cigar.ts'
export { csiBytes } from './csi.ts'
export * as flags from './flags.ts'
export { type HeaderContig, type HeaderFields, type ReadGroup, type SamHeader, makeHeader } from './sam-header.ts'
export { type Contig, type ContigSpecification, makeGenome } from './genome.ts'
export { faiText, fastaBytes, writeFasta } from './fasta.ts'
export { type Library, type Rates, type TagName, everyCase, hiseq, hiseq101, nova, readGroupsOf } from './library.ts'
export type { QualityAlphabet } from './qualities.ts'
export { simulateReads } from './reads.ts'
export { type ReadOptions, headerOf } from './sequencing-run.ts'
export { samLine, samText } from './sam-text.ts'
export { type FlagCount, type FlagCounts, flagCounts } from './truth/flag-counts.ts'
export { type InsertSizes, MAX_INSERT_SIZE, insertSizeStatistics, insertSizes } from './truth/insert-sizes.ts'
export { mosdepthDepth } from './truth/mosdepth-depth.ts'
export { type QualityYield, qualityYield } from './truth/quality-yield.ts'
export {
  type RecordExclusion,
  type RecordTally,
  type TruthContig,
  type WgsDepth,
  type WgsDepthOptions,
  wgsDepth,
} from './truth/wgs-depth.ts'
export { type BamContent, inflateBgzf, readBam } from './bam-reader.ts'
export { readBamRecord } from './bam-record-reader.ts'
export { type TileOptions, tileBam, tileBamFile } from './tile.ts'
export { type SampleFiles, demoSample } from './demo.ts'
