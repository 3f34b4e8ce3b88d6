// The header of a CRAM: file definition, and the container whose first block holds the SAM text (CRAMv3 sections 6 and 7, 2024-09).
import { crc32, gunzipSync } from 'node:zlib'
import { type Contig, type CramVersion, headerOf, type ParsedHeader } from './alignment-header.ts'
import { type ContainerHeader, readContainerHeader } from './cram-container.ts'
import { CramReader, OutOfBytes } from './cram-reader.ts'
import { FileError } from './errors.ts'
import { badHeader, cutHeader, MAX_HEADER_BYTES } from './header-faults.ts'
import { fieldOf, lineNumber, linesOf } from './sam-header.ts'

const MAGIC = 'CRAM'
/** Magic, two bytes of version, and a name of 20 bytes. */
const DEFINITION_BYTES = 26
/** Content type of the block with the text, and the methods that it may be compressed with. */
const FILE_HEADER = 0
const RAW = 0
const GZIP = 1
const MAX_CONTIG_LENGTH = 2 ** 31 - 1

const COPY_AGAIN = 'copy the file again from its source and compare checksums'

/** True when the first bytes are those of a CRAM, as far as they go. */
export function startsLikeCram(prefix: Uint8Array): boolean {
  const start = Buffer.from(prefix.subarray(0, MAGIC.length)).toString('latin1')
  return start !== '' && MAGIC.startsWith(start)
}

/**
 * Reads the header from the first bytes of a CRAM.
 * @param prefix the file's bytes from offset 0, as many as there are at hand
 * @param complete true when the file has no further bytes
 * @returns null when more bytes are needed
 * @throws FileError when its version is not supported, or its header is truncated, corrupt or contradicts itself
 */
export function parseCramHeader(path: string, prefix: Uint8Array, complete: boolean): ParsedHeader | null {
  const version = prefix.length < 6 ? null : readVersion(path, prefix)
  const container = version && readContainerHeader(prefix, DEFINITION_BYTES, version)
  if (container) requirePlausible(path, container)
  const blocks = container ? DEFINITION_BYTES + container.headerBytes : Infinity
  const text = version && container && readText(path, prefix.subarray(blocks), version)
  // Of some files of htsjdk in version 2.1 the container claims fewer bytes than its block has; htslib too takes the larger.
  const end = text ? blocks + Math.max(container?.blockBytes ?? 0, text.bytes) : Infinity
  if (version && text && end <= prefix.length) {
    const header = headerOf(text.content, contigsOf(path, text.content))
    return { format: { name: 'CRAM', version }, header, firstRecord: { block: end, within: 0 } }
  }
  if (!complete) return null
  throw cutHeader(path)
}

function readVersion(path: string, prefix: Uint8Array): CramVersion {
  const [major = 0, minor = 0] = prefix.subarray(MAGIC.length)
  if ((major === 3 && minor <= 1) || (major === 2 && minor === 1)) return { major, minor }
  throw new FileError('unknown-version', path, {
    problem: `its CRAM version is ${major}.${minor}, and only 2.1, 3.0 and 3.1 can be read`,
    remedy: "write it as CRAM 3.0 with 'samtools view -C --output-fmt-option version=3.0'",
  })
}

function requirePlausible(path: string, { intact, blockBytes }: ContainerHeader): void {
  if (!intact) throw damage(path, 'bad-container', 'the numbers of the container with the header are damaged')
  if (blockBytes > MAX_HEADER_BYTES) throw badHeader(path, `the header claims ${blockBytes} bytes`)
}

/** The text, and the bytes of the block that holds it. */
interface HeaderText {
  readonly content: string
  readonly bytes: number
}

/** Box: method, content type u8 | content id, size, raw size itf8 | data | CRC32 u32 from 3.0 on. Null when the bytes do not reach. */
function readText(path: string, block: Uint8Array, version: CramVersion): HeaderText | null {
  try {
    const reader = new CramReader(block)
    const [method, type] = [reader.u8(), reader.u8()]
    const [, size, rawSize] = [reader.itf8(), reader.itf8(), reader.itf8()]
    if (type !== FILE_HEADER) throw badHeader(path, `the first block holds content of type ${type} instead of the header`)
    if (size < 0 || rawSize < 4 || Math.max(size, rawSize) > MAX_HEADER_BYTES)
      throw badHeader(path, `the header claims ${size} bytes, and ${rawSize} when inflated`)
    const start = reader.at
    reader.skip(size)
    const data = block.subarray(start, reader.at)
    const crc = crc32(block.subarray(0, reader.at))
    if (version.major >= 3 && reader.u32() !== crc)
      throw damage(path, 'crc-mismatch', 'the block with the header does not have the CRC32 it claims')
    return { content: textOf(path, inflate(path, data, { method, rawSize })), bytes: reader.at }
  } catch (error) {
    if (error instanceof OutOfBytes) return null
    throw error
  }
}

function inflate(path: string, data: Uint8Array, { method, rawSize }: { method: number; rawSize: number }): Buffer {
  if (method === RAW) return Buffer.from(data)
  if (method !== GZIP) {
    const remedy = "write the file again with 'samtools view -C'"
    const problem = `its header is compressed with method ${method}; only gzip and none are allowed there`
    throw new FileError('unknown-method', path, { problem, remedy })
  }
  try {
    const bytes = gunzipSync(data, { maxOutputLength: rawSize })
    if (bytes.length === rawSize) return bytes
  } catch {
    // The same sentence.
  }
  throw damage(path, 'corrupt-deflate', 'the compressed data of the header are damaged')
}

/** An i32 of length before the text, which may be padded with NUL. */
function textOf(path: string, bytes: Buffer): string {
  const length = bytes.length < 4 ? -1 : bytes.readInt32LE(0)
  if (length < 0 || length > bytes.length - 4)
    throw badHeader(path, `the header claims ${length} bytes of text in ${bytes.length}`)
  const padding = bytes.subarray(0, 4 + length).indexOf(0, 4)
  return bytes.toString('utf8', 4, padding === -1 ? 4 + length : padding)
}

/** In the order of the @SQ lines, which a CRAM's reference IDs count. */
function contigsOf(path: string, text: string): Contig[] {
  const names = new Set<string>()
  return linesOf(text, 'SQ').map((line) => {
    const [name = '', length = '', md5] = ['SN', 'LN', 'M5'].map((tag) => fieldOf(line, tag))
    const fault = (problem: string): FileError => badHeader(path, problem, { line: lineNumber(text, line) })
    if (name === '') throw fault('an @SQ line has no name')
    if (names.has(name)) throw fault(`the header lists ${name} twice`)
    if (!/^\d+$/.test(length) || Number(length) > MAX_CONTIG_LENGTH) throw fault(`@SQ says ${name} LN:${length}`)
    names.add(name)
    return { name, length: Number(length), ...(md5 === undefined ? {} : { md5: md5.toLowerCase() }) }
  })
}

function damage(path: string, code: 'bad-container' | 'crc-mismatch' | 'corrupt-deflate', problem: string): FileError {
  return new FileError(code, path, { problem, remedy: COPY_AGAIN, where: { container: DEFINITION_BYTES } })
}
