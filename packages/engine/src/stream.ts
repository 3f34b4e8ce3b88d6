// Counts a BAM that arrives as a stream, such as standard input: one shard, read as it comes.
import { endsWithEofMarker, EOF_MARKER, type BamHeader, missingEofMarker, parseBamHeader, type ParsedHeader } from '@genomsyn/hts'
import type { Measurement, PartialResult } from '@genomsyn/partial'
import { feed, finishShard, type NamedSource } from './count-shard.ts'
import { cutBlock } from './failure.ts'
import { Kernel } from './kernel.ts'
import type { TaskOptions } from './scheduler.ts'

export interface StreamOptions extends TaskOptions {
  readonly allowMissingEof?: boolean
}

export interface StreamResult {
  readonly header: BamHeader
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
  measure: (header: BamHeader) => Promise<Measurement>,
  options: StreamOptions = {},
): Promise<StreamResult> {
  const incoming = chunks[Symbol.asyncIterator]()
  const { parsed, prefix, complete } = await readHeader(incoming, path)
  const { header, firstRecord } = parsed
  const kernel = new Kernel()
  kernel.configure({
    contigLengths: header.contigs.map(({ length }) => length),
    readGroups: header.readGroups.map(({ id }) => id),
    measurement: await measure(header),
  })
  kernel.open({
    first: { contig: 0, position: 0 },
    end: { contig: header.contigs.length + 1, position: 0 },
    start: firstRecord,
    endBlock: Number.MAX_SAFE_INTEGER,
  })
  const window = new StreamWindow(kernel, { path, contigNames: header.contigs.map(({ name }) => name) }, firstRecord.block)
  window.take(prefix.subarray(firstRecord.block))
  if (!complete) await takeRest(window, incoming, options)
  window.end(options.allowMissingEof === true)
  const { partial } = finishShard(kernel, window.source)
  return { header, partial, eofMarker: window.eofMarker, size: window.size }
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
    const parsed = parseBamHeader(path, prefix, complete)
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
  readonly source: NamedSource
  eofMarker = false
  size: number
  readonly #kernel: Kernel
  #kept = 0
  #tail: Uint8Array = new Uint8Array(0)

  constructor(kernel: Kernel, source: NamedSource, offset: number) {
    this.#kernel = kernel
    this.source = source
    this.size = offset
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
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-EOF_MARKER.length)]).subarray(-EOF_MARKER.length)
  }

  /** The stream has ended. */
  end(allowMissingEof: boolean): void {
    if (this.#kept > 0) throw cutBlock(this.source.path, this.size - this.#kept, this.#kept)
    this.eofMarker = endsWithEofMarker(this.#tail)
    if (!this.eofMarker && !allowMissingEof) throw missingEofMarker(this.source.path, this.size)
  }

  #consume(length: number): void {
    const taken = feed(this.#kernel, this.source, length)
    this.#kernel.input().copyWithin(0, taken, length)
    this.#kept = length - taken
  }
}
