// Header and records to a BAM file, indexed in the same pass. Memory holds one block and the index.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { baiBytes } from './bai.ts'
import { BamIndex, type Placement } from './bam-index.ts'
import { bamRecordView } from './bam-record.ts'
import { BgzfWriter, type Deflate, type Sink, deflateAtLevel } from './bgzf.ts'
import { type Binning, BAI_BINNING, depthFor, fitsBai } from './binning.ts'
import { ByteWriter } from './byte-writer.ts'
import { placementOf } from './record-placement.ts'
import { csiBytes } from './csi.ts'
import { type SamHeader, headerBytes } from '../sam/sam-header.ts'

export interface BamOptions {
  /** How payloads are compressed; pako at level 6 unless given, the same bytes on every machine. */
  readonly deflate?: Deflate
  /** The scheme of the index; that of BAI unless given or unless a contig is too long for it. */
  readonly binning?: Binning
}

/** Writes records one by one. Blocks end on record borders wherever a record fits into one, as htslib has it. */
export class BamWriter {
  readonly #bgzf: BgzfWriter
  readonly #index: BamIndex

  constructor(header: SamHeader, sink: Sink, options: BamOptions = {}) {
    this.#bgzf = new BgzfWriter(sink, options.deflate ?? deflateAtLevel(6))
    this.#index = new BamIndex(header.contigs.length, options.binning ?? binningFor(header))
    this.#bgzf.write(headerBytes(header))
    this.#bgzf.flush()
  }

  write(record: AlignmentRecord): void {
    this.writeBytes(bamRecordView(record))
  }

  /** A whole record as bytes, block_size included; they may be overwritten afterwards. */
  writeBytes(bytes: Uint8Array, placement: Placement = placementOf(bytes)): void {
    this.#bgzf.reserve(bytes.length)
    this.#index.add(placement, this.#bgzf.virtualOffset)
    this.#bgzf.write(bytes)
  }

  /** Ends the file and gives its index, which means something only if records came in coordinate order. */
  finish(): BamIndex {
    this.#bgzf.flush()
    this.#index.close(this.#bgzf.virtualOffset)
    this.#bgzf.finish()
    return this.#index
  }
}

/** Streams records into a sink. */
export function writeBam(header: SamHeader, records: Iterable<AlignmentRecord>, sink: Sink, options: BamOptions = {}): BamIndex {
  const writer = new BamWriter(header, sink, options)
  for (const record of records) writer.write(record)
  return writer.finish()
}

/** A small BAM file in memory. */
export function bamBytes(
  header: SamHeader,
  records: Iterable<AlignmentRecord>,
  options: BamOptions = {},
): { bam: Uint8Array; index: BamIndex } {
  const bytes = new ByteWriter()
  const index = writeBam(header, records, (chunk) => bytes.bytes(chunk), options)
  return { bam: bytes.take(), index }
}

/** Streams records into `path` and writes the index to `path.bai`, or to `path.csi` if its scheme is not that of BAI. */
export function writeBamFile(
  path: string,
  header: SamHeader,
  records: Iterable<AlignmentRecord>,
  options: BamOptions = {},
): BamIndex {
  return intoFile(path, (sink) => writeBam(header, records, sink, options))
}

/** Gives the caller a sink into `path`, then writes the index that comes back beside it. */
export function intoFile(path: string, write: (sink: Sink) => BamIndex): BamIndex {
  const file = openSync(path, 'w')
  try {
    const index = write((chunk) => void writeSync(file, chunk))
    if (fitsBai(index.binning)) writeFileSync(`${path}.bai`, baiBytes(index))
    else writeFileSync(`${path}.csi`, csiBytes(index))
    return index
  } finally {
    closeSync(file)
  }
}

function binningFor({ contigs }: SamHeader): Binning {
  const { minShift } = BAI_BINNING
  const longest = contigs.reduce((length, contig) => Math.max(length, contig.length), 0)
  return { minShift, depth: depthFor(longest, minShift) }
}
