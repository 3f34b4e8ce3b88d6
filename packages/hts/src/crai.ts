// The .crai of a CRAM (CRAMv3 section 12, 2024-09), read by @gmod/cram, and whether it belongs to the file.
import type { FileHandle } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { type AlignmentIndex, damagedIndex } from './alignment-index.ts'
import type { CramVersion } from './alignment-header.ts'
import { type ContainerExtent, indexOfContainers } from './container-index.ts'
import { MULTIPLE_CONTIGS, readContainerHeader, UNPLACED } from './cram-container.ts'
import { FileError } from './errors.ts'
import { describeFormat } from './file-format.ts'
import type { IndexedFile } from './index-check.ts'
import { readAt } from './local-file.ts'

/** Containers whose headers are looked up; each costs a read. */
const PROBES = 8
/** Enough for the header of a container with a hundred slices. */
const HEADER_BYTES = 1024

/** A CRAM that an index has to fit. */
export interface IndexedCram extends IndexedFile {
  readonly version: CramVersion
}

/**
 * The index in the bytes of a .crai, checked against the file. Null when the file is not in the order of its contigs.
 * @throws FileError when the bytes are damaged or those of another index, or it is not the file's
 */
export async function readCrai(
  file: IndexedCram,
  handle: FileHandle,
  { path, bytes }: { path: string; bytes: Buffer },
): Promise<AlignmentIndex | null> {
  const extents = await parseCrai(path, bytes)
  const fault = faultOfExtents(file, extents) ?? (await faultOfContainers(file, handle, extents))
  if (fault !== null) {
    const remedy = "make it anew with 'samtools index', or pass --no-index"
    throw new FileError('index-mismatch', path, { problem: `the index does not belong to ${file.path}: ${fault}`, remedy })
  }
  return indexOfContainers({ path, kind: 'CRAI', contigCount: file.contigCount, size: file.size }, extents)
}

/** @gmod/cram groups the lines by contig; it wants an object that it can read a file from. */
async function parseCrai(path: string, bytes: Buffer): Promise<ContainerExtent[]> {
  if (/a (BAI|CSI) index$/.test(describeFormat(bytes)))
    throw new FileError('index-bad', path, {
      problem: 'a BAI or CSI index is of no use for a CRAM file',
      remedy: "make a .crai with 'samtools index', or pass --no-index",
    })
  try {
    const text = Uint8Array.from(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes)
    const { CraiIndex } = await import('@gmod/cram')
    const filehandle = { readFile: async () => await Promise.resolve(text) } as unknown
    const contigs = await new CraiIndex({ filehandle } as ConstructorParameters<typeof CraiIndex>[0]).parseIndex()
    return Object.entries(contigs).flatMap(([contig, slices = []]) => slices.map((slice) => extentOf(Number(contig), slice)))
  } catch (error) {
    throw damagedIndex(path, `the index is cut short or damaged (${(error as Error).message})`)
  }
}

/** Columns of a line behind the contig: start from 1, positions, file offset of the container. */
function extentOf(
  contig: number,
  { start, span, containerStart: offset }: { start: number; span: number; containerStart: number },
): ContainerExtent {
  const isPlausible = [contig, start, span, offset].every(Number.isSafeInteger) && contig >= MULTIPLE_CONTIGS && offset > 0
  if (!isPlausible) throw new RangeError(`no container has contig ${contig}, start ${start}, span ${span}, offset ${offset}`)
  return { contig, offset, start: Math.max(0, start - 1), end: Math.max(0, start - 1 + span) }
}

function faultOfExtents({ contigCount, size }: IndexedCram, extents: readonly ContainerExtent[]): string | null {
  const beyond = extents.find(({ contig }) => contig >= contigCount)
  if (beyond !== undefined) return `it names contig ${beyond.contig + 1}, the header has ${contigCount}`
  const behind = extents.find(({ offset }) => offset >= size)
  return behind === undefined ? null : `it points at offset ${behind.offset} of ${size} bytes`
}

/** A few of the containers lie where it says, and are of the contigs that it says. */
async function faultOfContainers(
  { version }: IndexedCram,
  handle: FileHandle,
  extents: readonly ContainerExtent[],
): Promise<string | null> {
  const step = Math.ceil(extents.length / PROBES)
  for (const { contig, offset } of extents.filter((_, i) => i % step === 0 || i === extents.length - 1)) {
    const header = readContainerHeader(await readAt(handle, offset, HEADER_BYTES), 0, version)
    if (!header?.intact) return `no container begins at offset ${offset}`
    const agrees = header.contig === contig || header.contig === MULTIPLE_CONTIGS
    if (!agrees) return `the container at offset ${offset} is of ${nameOf(header.contig)}, not of ${nameOf(contig)}`
  }
  return null
}

function nameOf(contig: number): string {
  return contig === UNPLACED ? 'no contig' : `contig ${contig + 1}`
}
