// Counts a BAM or CRAM that arrives as a stream, such as standard input: one shard, read as it comes.
import {
  type AlignmentHeader,
  END_BYTES,
  endsWhole,
  type Format,
  missingEnd,
  parseHeader,
  type ParsedHeader,
  type ReferenceSource,
} from '@genomsyn/hts'
import type { Measurement, PartialResult } from '@genomsyn/partial'
import { feed, finishShard, type SuppliedSource } from './count-shard.ts'
import { cutBlock } from './failure.ts'
import { Kernel, type KernelShard } from './kernel.ts'
import { ReferenceSupply } from './reference-supply.ts'
import type { TaskOptions } from './scheduler.ts'

export interface StreamOptions extends TaskOptions {
  readonly allowMissingEof?: boolean
}

/** What to count, and where a CRAM's bases are to be had. */
export interface StreamRequest {
  readonly measurement: Measurement
  readonly reference: ReferenceSource | null
}

export interface StreamResult {
  readonly format: Format
  readonly header: AlignmentHeader
  readonly partial: PartialResult
  readonly eofMarker: boolean
  /** Compressed bytes. */
  readonly size: number
}

/**
 * Counts the stream to its end. `measure` is asked once the header is known.
 * @param path names the stream in sentences
 * @throws FileError when the stream is damaged
 */
export async function countStream(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  measure: (parsed: ParsedHeader) => Promise<StreamRequest>,
  options: StreamOptions = {},
): Promise<StreamResult> {
  const incoming = chunks[Symbol.asyncIterator]()
  const { parsed, prefix, complete } = await readHeader(incoming, path)
  const { format, header, firstRecord } = parsed
  const { measurement, reference } = await measure(parsed)
  const contigNames = header.contigs.map(({ name }) => name)
  const supply = new ReferenceSupply({ path, contigNames }, reference)
  try {
    const kernel = new Kernel()
    const readGroups = header.readGroups.map(({ id }) => id)
    kernel.configure({ format, contigLengths: header.contigs.map(({ length }) => length), readGroups, measurement, reference })
    kernel.open(wholeStream(parsed))
    const window = new StreamWindow(kernel, { path, format: format.name, contigNames, supply }, parsed)
    window.take(prefix.subarray(firstRecord.block))
    if (!complete) await takeRest(window, incoming, options)
    window.end(options.allowMissingEof === true)
    const { partial } = finishShard(kernel, window.source)
    return { format, header, partial, eofMarker: window.eofMarker, size: window.size }
  } finally {
    supply.close()
  }
}

function wholeStream({ header, firstRecord }: ParsedHeader): KernelShard {
  return {
    first: { contig: 0, position: 0 },
    end: { contig: header.contigs.length + 1, position: 0 },
    start: firstRecord,
    endBlock: Number.MAX_SAFE_INTEGER,
  }
}

async function takeRest(
  window: StreamWindow,
  incoming: AsyncIterator<Uint8Array>,
  { signal, onBytes }: TaskOptions,
): Promise<void> {
  for (let next = await incoming.next(); !next.done; next = await incoming.next()) {
    signal?.throwIfAborted()
    window.take(next.value)
    onBytes?.(next.value.length)
  }
}

interface HeaderRead {
  readonly parsed: ParsedHeader
  readonly prefix: Uint8Array
  readonly complete: boolean
}

/** Collects chunks until they hold the whole header. */
async function readHeader(incoming: AsyncIterator<Uint8Array>, path: string): Promise<HeaderRead> {
  let prefix = new Uint8Array(0)
  for (let wanted = 65536; ; wanted = 4 * prefix.length) {
    const { bytes, complete } = await collect(incoming, wanted - prefix.length)
    prefix = Buffer.concat([prefix, ...bytes])
    const parsed = parseHeader(path, prefix, complete)
    if (parsed !== null) return { parsed, prefix, complete }
  }
}

async function collect(incoming: AsyncIterator<Uint8Array>, wanted: number): Promise<{ bytes: Uint8Array[]; complete: boolean }> {
  const bytes: Uint8Array[] = []
  for (let length = 0; length < wanted;) {
    const next = await incoming.next()
    if (next.done) return { bytes, complete: true }
    bytes.push(next.value)
    length += next.value.length
  }
  return { bytes, complete: false }
}

/** The kernel's input window as a queue that chunks of any length go through. */
class StreamWindow {
  readonly source: SuppliedSource
  eofMarker = false
  size: number
  readonly #kernel: Kernel
  readonly #format: Format
  #kept = 0
  #tail: Uint8Array = new Uint8Array(0)

  constructor(kernel: Kernel, source: SuppliedSource, { format, firstRecord }: ParsedHeader) {
    this.#kernel = kernel
    this.#format = format
    this.source = source
    this.size = firstRecord.block
  }

  take(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      const input = this.#kernel.input()
      const part = chunk.subarray(at, at + input.length - this.#kept)
      input.set(part, this.#kept)
      at += part.length
      this.#consume(this.#kept + part.length)
    }
    this.size += chunk.length
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-END_BYTES)]).subarray(-END_BYTES)
  }

  /** The stream has ended. */
  end(allowMissingEof: boolean): void {
    if (this.#kept > 0) throw cutBlock(this.source, this.size - this.#kept, this.#kept)
    this.eofMarker = endsWhole(this.#format, this.#tail)
    if (!this.eofMarker && !allowMissingEof) throw missingEnd(this.source.path, this.#format, this.size)
  }

  #consume(length: number): void {
    const taken = feed(this.#kernel, this.source, length)
    this.#kernel.input().copyWithin(0, taken, length)
    this.#kept = length - taken
  }
}
