// Cuts for a CRAM without an index: the headers of its containers, one small read each, tell where records lie.
// About 100,000 containers are a human genome at a depth of 30; what their headers do not tell is estimated, and shards prove it.
import { closeSync, openSync, readSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { AlignmentFile } from './alignment-file.ts'
import type { CramVersion } from './alignment-header.ts'
import { type ContainerExtent, indexOfContainers } from './container-index.ts'
import { MULTIPLE_CONTIGS, readContainerHeader } from './cram-container.ts'

/** A header of one slice has at most 60 bytes; a longer one is read again. */
const HEADER_BYTES = 512
const LONG_HEADER_BYTES = 512 * 1024
/** Signals have their turn now and then. */
const HEADERS_AT_ONCE = 1024

/** The file with an index made of its containers, where it is a CRAM without one; else as it is. */
export async function withContainers(file: AlignmentFile): Promise<AlignmentFile> {
  if (file.format.name === 'BAM' || file.index !== null) return file
  const extents = await readExtents(file, file.format.version)
  if (extents === null) return file
  const { path, size, header } = file
  return { ...file, index: indexOfContainers({ path, size, kind: 'containers', contigCount: header.contigs.length }, extents) }
}

/** Null when a header is damaged: the kernel will say where and how. */
async function readExtents(
  { path, size, header, firstRecord }: AlignmentFile,
  version: CramVersion,
): Promise<ContainerExtent[] | null> {
  const descriptor = openSync(path, 'r')
  try {
    const extents: ContainerExtent[] = []
    for (let offset = firstRecord.block, count = 1; offset < size; count++) {
      const container = readHeaderAt(descriptor, offset, version)
      if (!container?.intact || container.contig >= header.contigs.length) return null
      const { contig, start, span } = container
      const known = contig === MULTIPLE_CONTIGS ? { start: 0, end: 0 } : { start, end: start + span }
      if (container.recordCount > 0) extents.push({ offset, contig, ...known })
      offset += container.headerBytes + container.blockBytes
      if (count % HEADERS_AT_ONCE === 0) await setImmediate()
    }
    return extents
  } finally {
    closeSync(descriptor)
  }
}

function readHeaderAt(descriptor: number, offset: number, version: CramVersion): ReturnType<typeof readContainerHeader> {
  for (const length of [HEADER_BYTES, LONG_HEADER_BYTES]) {
    const bytes = Buffer.allocUnsafe(length)
    const filled = readSync(descriptor, bytes, 0, length, offset)
    const header = readContainerHeader(bytes.subarray(0, filled), 0, version)
    if (header !== null || filled < length) return header
  }
  return null
}
