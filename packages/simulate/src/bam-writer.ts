// Header and records to a BAM file, indexed in the same pass. Memory holds one block and the index.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import type { AlignmentRecord } from './alignment-record.ts'
import { baiBytes } from './bai.ts'
import { BamIndex, type Placement } from './bam-index.ts'
import { bamRecordBytes } from './bam-record.ts'
import { BgzfWriter, type Deflate, type Sink, deflateAtLevel } from './bgzf.ts'
import { type Binning, BAI_BINNING } from './binning.ts'
import { ByteWriter } from './byte-writer.ts'
import { type SamHeader, headerBytes } from './sam-header.ts'

export interface BamOptions {
  /** How payloads are compressed; pako at level 6 unless given, the same bytes on every machine. */
  readonly deflate?: Deflate
  /** The scheme of the index; that of BAI unless given. */
  readonly binning?: Binning
}

/** Writes records one by one. Blocks end on record borders wherever a record fits into one, as htslib has it. */
export class BamWriter {
  readonly #bgzf: BgzfWriter
  readonly #index: BamIndex

  constructor(header: SamHeader, sink: Sink, options: BamOptions = {}) {
    this.#bgzf = new BgzfWriter(sink, options.deflate ?? deflateAtLevel(6))
    this.#index = new BamIndex(header.contigs.length, options.binning ?? BAI_BINNING)
    this.#bgzf.write(headerBytes(header))
    this.#bgzf.flush()
  }

  write(record: AlignmentRecord): void {
    this.writeBytes(bamRecordBytes(record))
  }

  /** A whole record as bytes, block_size included. */
  writeBytes(bytes: Uint8Array): void {
    this.#bgzf.reserve(bytes.length)
    this.#index.add(placementOf(bytes), this.#bgzf.virtualOffset)
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
export function writeBam(
  header: SamHeader,
  records: Iterable<AlignmentRecord>,
  sink: Sink,
  options: BamOptions = {},
): BamIndex {
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

/** Streams records into `path` and writes the index to `path.bai`. */
export function writeBamFile(
  path: string,
  header: SamHeader,
  records: Iterable<AlignmentRecord>,
  options: BamOptions = {},
): BamIndex {
  const file = openSync(path, 'w')
  try {
    const index = writeBam(header, records, (chunk) => void writeSync(file, chunk), options)
    writeFileSync(`${path}.bai`, baiBytes(index))
    return index
  } finally {
    closeSync(file)
  }
}

/** Reads contig, interval and the unmapped bit back from a record's bytes. */
function placementOf(bytes: Uint8Array): Placement {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const begin = view.getInt32(8, true)
  const unmapped = (view.getUint16(18, true) & 4) !== 0
  const length = unmapped ? 0 : spanOf(view)
  return { contig: view.getInt32(4, true), begin, end: begin + Math.max(length, 1), unmapped }
}

/** Reference bases spanned by the CIGAR. */
function spanOf(view: DataView): number {
  const operations = 36 + view.getUint8(12)
  let span = 0
  for (let i = 0; i < view.getUint16(16, true); i++) {
    const word = view.getUint32(operations + 4 * i, true)
    if ((REFERENCE_OPERATIONS >> (word & 15)) & 1) span += word >>> 4
  }
  return span
}

/** One bit for each of M, D, N, = and X. */
const REFERENCE_OPERATIONS = 0b110001101
