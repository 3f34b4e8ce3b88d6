// Genomes, reads and alignment files from a seed, with known truth. Start at README.md.

export * as flags from './sam/flags.ts'
export { type Cigar, type CigarOperation, formatCigar, parseCigar, readLength, referenceLength } from './sam/cigar.ts'
export { type AlignmentRecord, type RecordFields, type Tag, endPosition, makePair, makeRecord } from './sam/alignment-record.ts'
export { type HeaderContig, type HeaderFields, type ReadGroup, type SamHeader, makeHeader } from './sam/sam-header.ts'
export { samLine, samText } from './sam/sam-text.ts'

export { type Deflate, type Sink, BLOCK_PAYLOAD_BYTES, BgzfWriter, EOF_BLOCK, bgzfBlock, deflateAtLevel } from './bam/bgzf.ts'
export { bamRecordBytes } from './bam/bam-record.ts'
export { readBamRecord } from './bam/bam-record-reader.ts'
export { type BamContent, inflateBgzf, readBam } from './bam/bam-reader.ts'
export { type BamOptions, BamWriter, bamBytes, writeBam, writeBamFile } from './bam/bam-writer.ts'
export { headerBytes } from './sam/sam-header.ts'
export { type Binning, BAI_BINNING, binOf, depthFor } from './bam/binning.ts'
export { type Chunk, type ContigIndex, type Placement, BamIndex } from './bam/bam-index.ts'
export { baiBytes } from './bam/bai.ts'
export { csiBytes } from './bam/csi.ts'

export { type CramMethod, type CramVersion, eofContainer } from './cram/block.ts'
export { type CraiEntry, craiBytes } from './cram/crai.ts'
export { type CramOptions, cramBytes } from './cram/cram-writer.ts'
export type { SeriesLayout } from './cram/series.ts'

export { Random } from './random/random.ts'
export { type Contig, type ContigSpecification, makeGenome } from './genome/genome.ts'
export { faiText, fastaBytes, writeFasta } from './genome/fasta.ts'
export { type Library, type Rates, type TagName, everyCase, hiseq, hiseq101, nova, readGroupsOf } from './reads/library.ts'
export { type QualityAlphabet } from './reads/qualities.ts'
export { type ReadOptions, headerOf } from './reads/sequencing-run.ts'
export { simulateReads } from './reads/reads.ts'

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

export { type TileOptions, tileBam, tileBamFile } from './tile/tile.ts'
export { type SampleFiles, demoSample } from './demo.ts'
export { type FacilitySamples, facilitySamples } from './facility-samples.ts'
