// What BAI and CSI have in common: bins of chunks, a pseudo-bin of counts, and landmarks in the file.

/** Every record that overlaps the tile, or a later one, lies at or after the packed virtual offset. */
export interface Landmark {
  readonly tile: number
  readonly offset: bigint
}

export interface ContigIndex {
  /** Packed virtual offsets of the first chunk's begin and the last one's end; null without records. */
  readonly extent: { readonly begin: bigint; readonly end: bigint } | null
  readonly records: { readonly mapped: bigint; readonly unmapped: bigint } | null
  /** Tiles and offsets both rise strictly. */
  readonly landmarks: readonly Landmark[]
}

export interface IndexContent {
  readonly kind: 'BAI' | 'CSI'
  readonly tileBits: number
  readonly contigs: readonly ContigIndex[]
  readonly unplaced: bigint | null
}

/** Reads little-endian numbers one after the other. @throws RangeError past the end */
export class IndexReader {
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array, start: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#at = start
  }

  /** True when nothing is left. */
  get done(): boolean {
    return this.#at >= this.#view.byteLength
  }

  u32(): number {
    this.#at += 4
    return this.#view.getUint32(this.#at - 4, true)
  }

  u64(): bigint {
    this.#at += 8
    return this.#view.getBigUint64(this.#at - 8, true)
  }

  skip(bytes: number): void {
    this.#at += bytes
  }
}

/** Gathers the bins of one contig. */
export class ContigBins {
  readonly #pseudoBin: number
  #begin: bigint | null = null
  #end = 0n
  #records: ContigIndex['records'] = null

  /** @param depth levels below the root */
  constructor(depth: number) {
    this.#pseudoBin = binCount(depth) + 1
  }

  /** @param landmarks sorted by tile @throws RangeError when they point beyond the chunks */
  withLandmarks(landmarks: readonly Landmark[]): ContigIndex {
    const extent = this.#begin === null ? null : { begin: this.#begin, end: this.#end }
    const rising = risingLandmarks(landmarks)
    if (extent !== null && (rising.at(-1)?.offset ?? 0n) > extent.end)
      throw new RangeError('a linear offset lies behind the last chunk')
    return { extent, records: this.#records, landmarks: rising }
  }

  /** Reads a bin's chunks. @returns true for a real bin, false for the pseudo-bin @throws RangeError for one of neither */
  readChunks(bin: number, reader: IndexReader): boolean {
    const chunkCount = reader.u32()
    if (bin === this.#pseudoBin) {
      reader.skip(16)
      this.#records = { mapped: reader.u64(), unmapped: reader.u64() }
      return false
    }
    if (bin > this.#pseudoBin) throw new RangeError(`there is no bin ${bin}`)
    for (let i = 0; i < chunkCount; i++) this.#extend(reader.u64(), reader.u64())
    return true
  }

  #extend(begin: bigint, end: bigint): void {
    if (this.#begin === null || begin < this.#begin) this.#begin = begin
    if (end > this.#end) this.#end = end
  }
}

/** Bins of a scheme with so many levels below the root. */
export function binCount(depth: number): number {
  return (8 ** (depth + 1) - 1) / 7
}

/** Keeps those landmarks at which the offset rises; zero means that none is known. */
function risingLandmarks(landmarks: readonly Landmark[]): Landmark[] {
  const rising: Landmark[] = []
  let highest = 0n
  for (const landmark of landmarks) {
    if (landmark.offset <= highest) continue
    rising.push(landmark)
    highest = landmark.offset
  }
  return rising
}
