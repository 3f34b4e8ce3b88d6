// Drives qc.wasm as a host does: writes a request, offers a file in portions, makes room when asked, copies report and counts out.
// Not the engine's kernel: tests see statuses and every word here, and choose what a host would not.
import * as reportWords from '@genomsyn/abi/report'
import * as requestFields from '@genomsyn/abi/request'
import { BAM, CRAM } from '@genomsyn/abi/format'
import { NEEDS_REFERENCE, NEEDS_ROOM } from '@genomsyn/abi/status'
import { type CountId, countDefinitions, type Interval } from '@genomsyn/partial'
import type { KernelExports } from '@genomsyn/qc'
import { loadKernel } from '@genomsyn/testkit'

/** The same tests run on both: the debug build checks its assertions. */
export const builds = ['qc.wasm', 'qc.debug.wasm'] as const
export type Build = (typeof builds)[number]

export const everyCount = Object.keys(countDefinitions) as CountId[]

export interface Locus {
  readonly contig: number
  readonly position: number
}

/** The part of a file that is counted; all of it unless said otherwise. */
export interface ShardRequest {
  readonly first?: Locus
  readonly end?: Locus
  /** File offset of the first byte offered, and where in its block the first record begins. */
  readonly block?: number
  readonly within?: number
  readonly endBlock?: number
}

export interface CountRequest {
  readonly contigLengths: readonly number[]
  readonly counts?: readonly CountId[]
  /** Whole contigs unless given. */
  readonly regions?: readonly Interval[]
  /** The regions unless given. */
  readonly territory?: readonly Interval[]
  readonly excludeFlags?: number
  /** `depth` as mosdepth --fast-mode has it. */
  readonly fastMode?: boolean
  readonly minMappingQuality?: number
  readonly wgsMinMappingQuality?: number
  readonly wgsMinBaseQuality?: number
  readonly spanBits?: number
  readonly nameBits?: number
  readonly shard?: ShardRequest
  /** The file is a CRAM. */
  readonly cram?: CramRequest
}

export interface CramRequest {
  /** Major version << 8 | minor. */
  readonly version?: number
  /** Gives reference bases where it is asked for them. */
  readonly reference?: (asked: AskedReference) => Uint8Array
}

export interface AskedReference {
  readonly contig: number
  readonly start: number
  readonly length: number
  /** Low half of the MD5 of the slice's stretch, which begins at the first and has so many bases. */
  readonly md5: bigint
  readonly slice: readonly [start: number, length: number]
}

export interface Outcome {
  /** Of the first call that failed, or of `finish`. */
  readonly status: number
  /** Bytes offered and never taken: those of a block that is cut. */
  readonly unread: number
  /** How often room was asked for, and reference bases. */
  readonly enlargements: number
  readonly askedReferences: readonly AskedReference[]
  /** Bases that a count needed were not at hand. */
  readonly basesMissing: boolean
  /** Word `where` of the report as [file offset of the block, offset in the inflated block]. */
  readonly where: readonly [number, number]
  /** Null when the failure has no such locus. */
  readonly contig: number | null
  readonly position: number | null
  readonly claimed: number
  readonly present: number
  /** Virtual offsets, null where there is no such record. */
  readonly firstOwned: bigint | null
  readonly stop: bigint | null
  readonly reach: bigint | null
  readonly ended: boolean
  readonly counts: Readonly<Record<CountId, BigUint64Array>>
}

/** How many bytes to offer next, of so many that are left. */
export type Portion = (left: number) => number

export const allAtOnce: Portion = (left) => left

/** No file of the tests asks more often; a kernel that does would ask for ever. */
const MAX_ENLARGEMENTS = 100
const MAX_REFERENCES = 10_000
const NONE = 0xffffffffffffffffn

export async function loadBuild(build: Build): Promise<DrivenKernel> {
  return new DrivenKernel(await loadKernel<KernelExports>(new URL(`../dist/${build}`, import.meta.url)))
}

export class DrivenKernel {
  readonly exports: KernelExports
  #enlargements = 0
  #asked: AskedReference[] = []
  #cram: CramRequest = {}

  constructor(exports: KernelExports) {
    this.exports = exports
  }

  /** Counts a run of blocks, from the first record of the shard on. */
  count(file: Uint8Array, request: CountRequest, portion: Portion = allAtOnce): Outcome {
    const configured = this.configure(request)
    if (configured < 0) return this.#outcome(configured, file.length)
    this.open(request)
    return this.feed(file, portion)
  }

  configure(request: CountRequest): number {
    const { contigLengths } = request
    const regions = request.regions ?? wholeContigs(contigLengths)
    const territory = request.territory ?? regions
    this.#writeRequest(request, regions.length, territory.length)
    const status = this.exports.configure()
    if (status < 0) return status
    this.#words(this.exports.contigLengthsAddress(), contigLengths.length).set(contigLengths)
    this.#writeIntervals(this.exports.regionsAddress(), regions)
    this.#writeIntervals(this.exports.territoryAddress(), territory)
    return status
  }

  open({ contigLengths, shard = {}, cram = {} }: CountRequest): void {
    const view = this.#requestView()
    const { first = { contig: 0, position: 0 }, end = { contig: contigLengths.length + 1, position: 0 } } = shard
    view.setUint32(requestFields.FIRST_CONTIG, first.contig, true)
    view.setUint32(requestFields.FIRST_POSITION, first.position, true)
    view.setUint32(requestFields.END_CONTIG, end.contig, true)
    view.setUint32(requestFields.END_POSITION, end.position, true)
    view.setUint32(requestFields.FIRST_WITHIN, shard.within ?? 0, true)
    view.setBigUint64(requestFields.FIRST_BLOCK, BigInt(shard.block ?? 0), true)
    view.setBigUint64(requestFields.END_BLOCK, BigInt(shard.endBlock ?? Number.MAX_SAFE_INTEGER), true)
    this.exports.open()
    this.#enlargements = 0
    this.#asked = []
    this.#cram = cram
  }

  feed(file: Uint8Array, portion: Portion = allAtOnce): Outcome {
    let at = 0
    let kept = 0
    while (at < file.length && !this.#ended()) {
      const room = Math.min(this.exports.inputBytes() - kept, file.length - at)
      const added = Math.max(1, Math.min(portion(file.length - at), room))
      this.input().set(file.subarray(at, at + added), kept)
      at += added
      kept += added
      const taken = this.#consume(kept)
      if (taken < 0) return this.#outcome(taken, kept)
      this.input().copyWithin(0, taken, kept)
      kept -= taken
    }
    return this.#outcome(this.exports.finish(), kept)
  }

  /** The input window; valid until memory grows. */
  input(): Uint8Array {
    return this.bytes(this.exports.inputAddress(), this.exports.inputBytes())
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer, address, length)
  }

  /** Returns the bytes taken, or a status; the rest stays where it was offered. */
  #consume(length: number): number {
    let taken = 0
    for (;;) {
      const status = this.exports.consume(length - taken)
      if (status !== NEEDS_ROOM && status !== NEEDS_REFERENCE) {
        if (status >= 0) this.input().copyWithin(taken + status, status, length - taken)
        return status < 0 ? status : taken + status
      }
      const consumed = this.exports.consumedBytes()
      this.input().copyWithin(0, consumed, length - taken)
      taken += consumed
      if (status === NEEDS_REFERENCE) this.#giveReference()
      else if (!this.#enlarge()) return NEEDS_ROOM
    }
  }

  #enlarge(): boolean {
    if (++this.#enlargements > MAX_ENLARGEMENTS) throw new Error('the kernel asks for room without end')
    return this.exports.enlarge() >= 0
  }

  #giveReference(): void {
    const word = (index: number): bigint => this.#report()[index] ?? 0n
    const asked = {
      contig: Number(word(reportWords.REFERENCE_CONTIG)),
      start: Number(word(reportWords.REFERENCE_START)),
      length: Number(word(reportWords.REFERENCE_LENGTH)),
      md5: word(reportWords.REFERENCE_MD5),
      slice: [Number(word(reportWords.REFERENCE_SLICE_START)), Number(word(reportWords.REFERENCE_SLICE_LENGTH))] as const,
    }
    this.#asked.push(asked)
    if (this.#asked.length > MAX_REFERENCES) throw new Error('the kernel asks for references without end')
    const bases = this.#cram.reference?.(asked) ?? new Uint8Array(0)
    const address = this.exports.referenceAddress()
    this.bytes(address, asked.length).set(bases)
  }

  #ended(): boolean {
    return this.#report()[reportWords.ENDED] !== 0n
  }

  #outcome(status: number, unread: number): Outcome {
    const words = this.#report()
    const word = (index: number): bigint => words[index] ?? 0n
    const offset = (index: number): bigint | null => (word(index) === NONE ? null : word(index))
    const place = (index: number): number | null => (word(index) === 0n ? null : Number(word(index) - 1n))
    return {
      status,
      unread,
      enlargements: this.#enlargements,
      askedReferences: this.#asked,
      basesMissing: word(reportWords.BASES_MISSING) !== 0n,
      where: [Number(word(reportWords.WHERE) >> 16n), Number(word(reportWords.WHERE) & 0xffffn)],
      contig: place(reportWords.CONTIG_PLUS_ONE),
      position: place(reportWords.POSITION_PLUS_ONE),
      claimed: Number(word(reportWords.CLAIMED)),
      present: Number(word(reportWords.PRESENT)),
      firstOwned: offset(reportWords.FIRST_OWNED),
      stop: offset(reportWords.STOP),
      reach: offset(reportWords.REACH),
      ended: word(reportWords.ENDED) !== 0n,
      counts: Object.fromEntries(everyCount.map((id) => [id, this.#count(id)])) as Record<CountId, BigUint64Array>,
    }
  }

  #count(id: CountId): BigUint64Array {
    const number = countDefinitions[id].id
    return new BigUint64Array(
      this.exports.memory.buffer,
      this.exports.countAddress(number),
      this.exports.countLength(number),
    ).slice()
  }

  #writeRequest(request: CountRequest, regionCount: number, territoryCount: number): void {
    const view = this.#requestView()
    const set = (field: number, value: number): void => view.setUint32(field, value, true)
    const wanted = (request.counts ?? everyCount).reduce((bits, id) => bits | (1 << countDefinitions[id].id), 0)
    set(requestFields.COUNTS_WANTED, wanted)
    set(requestFields.CONTIG_COUNT, request.contigLengths.length)
    set(requestFields.REGION_COUNT, regionCount)
    set(requestFields.TERRITORY_COUNT, territoryCount)
    set(requestFields.DEPTH_EXCLUDE_FLAGS, request.excludeFlags ?? 1796)
    set(requestFields.DEPTH_MIN_MAPPING_QUALITY, request.minMappingQuality ?? 0)
    set(requestFields.DEPTH_FAST_MODE, request.fastMode ? 1 : 0)
    set(requestFields.WGS_MIN_MAPPING_QUALITY, request.wgsMinMappingQuality ?? 20)
    set(requestFields.WGS_MIN_BASE_QUALITY, request.wgsMinBaseQuality ?? 20)
    set(requestFields.SPAN_BITS, request.spanBits ?? 16)
    set(requestFields.NAME_BITS, request.nameBits ?? 12)
    set(requestFields.FORMAT, request.cram === undefined ? BAM : CRAM)
    set(requestFields.CRAM_VERSION, request.cram?.version ?? 0x300)
    set(requestFields.HAS_REFERENCE, request.cram?.reference === undefined ? 0 : 1)
  }

  #writeIntervals(address: number, intervals: readonly Interval[]): void {
    const words = this.#words(address, 3 * intervals.length)
    intervals.forEach(({ contig, start, end }, i) => words.set([contig, start, end], 3 * i))
  }

  #report(): BigUint64Array {
    return new BigUint64Array(this.exports.memory.buffer, this.exports.reportAddress(), reportWords.REPORT_WORDS)
  }

  #requestView(): DataView {
    return new DataView(this.exports.memory.buffer, this.exports.requestAddress(), requestFields.REQUEST_BYTES)
  }

  #words(address: number, length: number): Uint32Array {
    return new Uint32Array(this.exports.memory.buffer, address, length)
  }
}

/** The words that are not zero, by count and index: what two outcomes are compared by. */
export function nonZero(counts: Outcome['counts'], ids: readonly CountId[] = everyCount): Record<string, Record<number, bigint>> {
  return Object.fromEntries(ids.map((id) => [id, nonZeroWords(counts[id])]))
}

/** Looks at halves first: reading a quarter of a million zeros as bigint takes milliseconds. */
function nonZeroWords(vector: BigUint64Array): Record<number, bigint> {
  const halves = new Uint32Array(vector.buffer, vector.byteOffset, 2 * vector.length)
  const words: Record<number, bigint> = {}
  for (let i = 0; i < halves.length; i++) if (halves[i] !== 0) words[i >> 1] = vector[i >> 1]!
  return words
}

export function wholeContigs(contigLengths: readonly number[]): Interval[] {
  return contigLengths.map((length, contig) => ({ contig, start: 0, end: length }))
}
