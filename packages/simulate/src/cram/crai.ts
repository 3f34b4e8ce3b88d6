// The index of a CRAM file (CRAMv3 section 12, 2024-09): a line per slice and contig.
import { gzip } from 'pako'

export interface CraiEntry {
  /** Contig, or -1 for unplaced records. */
  readonly contig: number
  /** 1-based; 0 when unplaced. */
  readonly start: number
  readonly span: number
  /** File offset of the container. */
  readonly container: number
  /** Of the slice, from the end of the container's header. */
  readonly slice: number
  /** Bytes of the slice. */
  readonly bytes: number
}

/** The file `<name>.cram.crai`. */
export function craiBytes(entries: readonly CraiEntry[]): Uint8Array {
  const lines = entries.map((entry) =>
    [entry.contig, entry.start, entry.span, entry.container, entry.slice, entry.bytes].join('\t'),
  )
  return gzip(lines.map((line) => `${line}\n`).join(''))
}
