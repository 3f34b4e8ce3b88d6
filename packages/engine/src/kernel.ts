// The only host file that touches WASM memory: instantiates qc.wasm, writes requests, hands over its input window, copies counts out.
import { readFileSync } from 'node:fs'
import { instantiateSync } from '@assemblyscript/loader'
import { BAM, CRAM } from '@genomsyn/abi/format'
import * as report from '@genomsyn/abi/report'
import * as request from '@genomsyn/abi/request'
import { NEEDS_REFERENCE, NEEDS_ROOM } from '@genomsyn/abi/status'
import { FINGERPRINT } from '@genomsyn/abi/version'
import { type Format, givesBases, type ReferenceSource } from '@genomsyn/hts'
import {
  type CountId,
  countDefinitions,
  type Counts,
  countsByReadGroup,
  type Interval,
  type Measurement,
  type PartialResult,
} from '@genomsyn/partial'
import type { Locus } from '@genomsyn/plan'
import { type KernelExports, kernelUrl } from '@genomsyn/qc'

/** What a kernel has to know of a file before it can count. */
export interface KernelSetup {
  readonly contigLengths: readonly number[]
  /** Identifiers of the header's @RG lines in order; a CRAM names read groups by their place among them. */
  readonly readGroups?: readonly string[]
  readonly measurement: Measurement
  /** BAM unless said otherwise. */
  readonly format?: Format
  /** Where the bases of a CRAM's contigs are to be had, if anywhere. */
  readonly reference?: ReferenceSource | null
}

/** Bases of a contig. */
export interface ReferenceStretch {
  /** 0-based. */
  readonly start: number
  readonly length: number
}

/** All that a slice spans, and the MD5 it has, in hex. */
export interface SpannedStretch extends ReferenceStretch {
  readonly md5: string
}

/** Bases under a slice that the kernel cannot go on without. */
export interface ReferenceRequest extends ReferenceStretch {
  readonly contig: number
  /** Null when there is no MD5 to check, or it was checked before. */
  readonly slice: SpannedStretch | null
  /** Of the first record that needs them; see record-place.ts. */
  readonly where: bigint
}

/** Where a shard begins and what it owns; see the plan's `Shard`. */
export interface KernelShard {
  readonly first: Locus
  readonly end: Locus
  readonly start: { readonly block: number; readonly within: number }
  readonly endBlock: number
}

/** The words a kernel leaves behind, by name. Virtual offsets; null where there is no such record. */
export interface KernelReport {
  readonly firstOwned: bigint | null
  readonly stop: bigint | null
  readonly reach: bigint | null
  readonly outOfOrder: boolean
  readonly where: bigint
  readonly contig: number | null
  readonly position: number | null
  readonly claimed: number
  readonly present: number
  /** Whether counts that need bases were taken without some of them. */
  readonly basesMissing: boolean
}

/** Positions held at once, log2: more than any short read spans, and its rings stay in the second-level cache. */
const SPAN_BITS = 16
/** Read names held at once, log2: enough for a depth of 1,000; deeper data asks for room. */
const NAME_BITS = 12

const NONE = 0xffffffffffffffffn
/** Of slices of several contigs, and of those whose writer left it out. */
const NO_MD5 = '0'.repeat(32)

/** One instance of the kernel and its memory; used by one thread for one shard at a time. */
export class Kernel {
  readonly #exports: KernelExports
  #setup: KernelSetup = { contigLengths: [], measurement: emptyMeasurement() }

  constructor() {
    this.#exports = instantiateSync(readFileSync(kernelUrl)).exports as unknown as KernelExports
    if (this.#exports.fingerprint() !== FINGERPRINT) throw new Error('qc.wasm was built from another contract; run npm run build')
  }

  /** Lays out memory for one file. */
  configure(setup: KernelSetup): void {
    this.#setup = setup
    const { contigLengths, measurement } = setup
    const readGroups = readGroupList(setup)
    const rows = rowCount(measurement)
    this.#writeRequest(measurement, contigLengths.length)
    const view = this.#requestView()
    view.setUint32(request.READ_GROUP_BYTES, readGroups.length, true)
    view.setUint32(request.READ_GROUP_ROWS, rows, true)
    view.setUint32(request.COUNT_UNGROUPED, measurement.readGroups?.length ? 0 : 1, true)
    this.#writeFormat(setup)
    if (this.#exports.configure() === NEEDS_ROOM)
      throw new Error('the measurement needs more than the 4 GiB a kernel can address')
    this.#words(this.#exports.contigLengthsAddress(), contigLengths.length).set(contigLengths)
    new Uint8Array(this.#exports.memory.buffer).set(readGroups, this.#exports.readGroupsAddress())
    this.#writeIntervals(this.#exports.regionsAddress(), measurement.regions)
    this.#writeIntervals(this.#exports.territoryAddress(), measurement.territory)
  }

  /** Clears the counts and begins a shard. */
  open(shard: KernelShard): void {
    const view = this.#requestView()
    view.setUint32(request.FIRST_CONTIG, shard.first.contig, true)
    view.setUint32(request.FIRST_POSITION, shard.first.position, true)
    view.setUint32(request.END_CONTIG, shard.end.contig, true)
    view.setUint32(request.END_POSITION, shard.end.position, true)
    view.setUint32(request.FIRST_WITHIN, shard.start.within, true)
    view.setBigUint64(request.FIRST_BLOCK, BigInt(shard.start.block), true)
    view.setBigUint64(request.END_BLOCK, BigInt(shard.endBlock), true)
    this.#exports.open()
  }

  /** The input window; valid until the next call, since memory may grow. */
  input(): Uint8Array {
    return new Uint8Array(this.#exports.memory.buffer, this.#exports.inputAddress(), this.#exports.inputBytes())
  }

  /**
   * Reads the whole blocks among the first `length` bytes of the input window, making room and giving bases where asked.
   * @returns bytes taken, or a status below zero
   */
  consume(length: number, basesFor: (request: ReferenceRequest) => Uint8Array): number {
    let taken = 0
    let status = this.#exports.consume(length)
    while (status === NEEDS_ROOM || status === NEEDS_REFERENCE) {
      const consumed = this.#exports.consumedBytes()
      taken += consumed
      this.input().copyWithin(0, consumed, length)
      length -= consumed
      if (status === NEEDS_REFERENCE) this.#giveReference(basesFor)
      else if (this.#exports.enlarge() === NEEDS_ROOM)
        throw new Error('an alignment needs more than the 4 GiB a kernel can address')
      status = this.#exports.consume(length)
    }
    if (status < 0) return status
    // The rest goes back to where the caller left it.
    if (taken > 0) this.input().copyWithin(taken + status, status, length)
    return taken + status
  }

  /** Ends the shard; a status below zero when its last record is cut short. */
  finish(): number {
    return this.#exports.finish()
  }

  /** Whether the shard's end was met: nothing more needs to be read. */
  hasEnded(): boolean {
    return this.#reportWords()[report.ENDED]! !== 0n
  }

  report(): KernelReport {
    const words = this.#reportWords()
    const offset = (index: number): bigint | null => (words[index]! === NONE ? null : words[index]!)
    const place = (index: number): number | null => (words[index]! === 0n ? null : Number(words[index]! - 1n))
    return {
      firstOwned: offset(report.FIRST_OWNED),
      stop: offset(report.STOP),
      reach: offset(report.REACH),
      outOfOrder: words[report.OUT_OF_ORDER]! !== 0n,
      where: words[report.WHERE]!,
      contig: place(report.CONTIG_PLUS_ONE),
      position: place(report.POSITION_PLUS_ONE),
      claimed: Number(words[report.CLAIMED]!),
      present: Number(words[report.PRESENT]!),
      basesMissing: words[report.BASES_MISSING]! !== 0n,
    }
  }

  /** A copy of all counts. */
  partial(): PartialResult {
    const { measurement, contigLengths } = this.#setup
    const counts = this.#counts(measurement.counts, (id) => this.#exports.countAddress(id))
    const rows = Array.from({ length: rowCount(measurement) }, (_, row) =>
      this.#counts(countsByReadGroup(measurement.counts), (id) => this.#exports.rowAddress(id, row)),
    )
    const readGroups = rows.length === 0 ? {} : { readGroups: rows }
    return { contract: FINGERPRINT, contigCount: contigLengths.length, counts, ...readGroups }
  }

  #counts(ids: readonly CountId[], addressOf: (id: number) => number): Counts {
    return Object.fromEntries(ids.map((id) => [id, this.#words64(addressOf(countDefinitions[id].id), id)]))
  }

  #words64(address: number, id: CountId): BigUint64Array {
    const { buffer } = this.#exports.memory
    return new BigUint64Array(buffer, address, this.#exports.countLength(countDefinitions[id].id)).slice()
  }

  #writeRequest(measurement: Measurement, contigCount: number): void {
    const view = this.#requestView()
    const set = (field: number, value: number): void => view.setUint32(field, value, true)
    set(request.COUNTS_WANTED, measurement.counts.reduce((bits, id) => bits | (1 << countDefinitions[id].id), 0) >>> 0)
    set(request.CONTIG_COUNT, contigCount)
    set(request.REGION_COUNT, measurement.regions.length)
    set(request.TERRITORY_COUNT, measurement.territory.length)
    set(request.DEPTH_EXCLUDE_FLAGS, measurement.depth.excludeFlags)
    set(request.DEPTH_MIN_MAPPING_QUALITY, measurement.depth.minMappingQuality)
    set(request.DEPTH_FAST_MODE, measurement.depth.fastMode ? 1 : 0)
    set(request.WGS_MIN_MAPPING_QUALITY, measurement.wgsDepth.minMappingQuality)
    set(request.WGS_MIN_BASE_QUALITY, measurement.wgsDepth.minBaseQuality)
    set(request.SPAN_BITS, SPAN_BITS)
    set(request.NAME_BITS, NAME_BITS)
  }

  #writeFormat({ format = { name: 'BAM' }, reference = null, measurement }: KernelSetup): void {
    const view = this.#requestView()
    const isCram = format.name === 'CRAM'
    view.setUint32(request.FORMAT, isCram ? CRAM : BAM, true)
    view.setUint32(request.CRAM_VERSION, isCram ? (format.version.major << 8) | format.version.minor : 0, true)
    view.setUint32(request.HAS_REFERENCE, (reference && givesBases(reference)) || measurement.basesRequired ? 1 : 0, true)
  }

  #giveReference(basesFor: (request: ReferenceRequest) => Uint8Array): void {
    const words = this.#reportWords()
    const md5 = Buffer.from(words.slice(report.REFERENCE_MD5, report.REFERENCE_MD5 + 2).buffer).toString('hex')
    const numberAt = (index: number): number => Number(words[index])
    const stretch = { start: numberAt(report.REFERENCE_START), length: numberAt(report.REFERENCE_LENGTH) }
    const spanned = { start: numberAt(report.REFERENCE_SLICE_START), length: numberAt(report.REFERENCE_SLICE_LENGTH) }
    const slice = md5 === NO_MD5 ? null : { ...spanned, md5 }
    const bases = basesFor({ contig: numberAt(report.REFERENCE_CONTIG), ...stretch, slice, where: words[report.WHERE]! })
    const address = this.#exports.referenceAddress()
    if (address === 0) throw new Error('the reference under a slice needs more than the 4 GiB a kernel can address')
    new Uint8Array(this.#exports.memory.buffer).set(bases, address)
  }

  #writeIntervals(address: number, intervals: readonly Interval[]): void {
    const words = this.#words(address, 3 * intervals.length)
    intervals.forEach(({ contig, start, end }, i) => words.set([contig, start, end], 3 * i))
  }

  #reportWords(): BigUint64Array {
    return new BigUint64Array(this.#exports.memory.buffer, this.#exports.reportAddress(), report.REPORT_WORDS)
  }

  #requestView(): DataView {
    return new DataView(this.#exports.memory.buffer, this.#exports.requestAddress(), request.REQUEST_BYTES)
  }

  #words(address: number, length: number): Uint32Array {
    return new Uint32Array(this.#exports.memory.buffer, address, length)
  }
}

/**
 * Per read group of the header a length byte, a byte that says whether it is wanted and in which row, and the identifier; nothing when all
 * are wanted and none is counted apart. SAM limits lines, not identifiers: longer ones cannot be asked for, and only hold their place.
 */
function readGroupList({ readGroups = [], measurement }: KernelSetup): Uint8Array {
  const { readGroups: wanted = [], byReadGroup: apart = [] } = measurement
  const takesAll = wanted.length === 0
  if (takesAll && apart.length === 0) return new Uint8Array()
  const all = [...new Set([...readGroups, ...wanted])]
  const items = all.map((id) => ({ bytes: Buffer.from(id), place: takesAll || wanted.includes(id) ? 2 + apart.indexOf(id) : 0 }))
  const tooLong = ({ bytes }: { bytes: Buffer }): boolean => bytes.length > 255
  if (!takesAll && items.some((item) => item.place > 0 && tooLong(item)))
    throw new Error('a read group identifier is longer than 255 bytes')
  return Buffer.concat(
    items.flatMap((item) =>
      tooLong(item) ? [Buffer.of(0, item.place)] : [Buffer.of(item.bytes.length, item.place), item.bytes],
    ),
  )
}

/** Rows of the table by read group: one for the records of no group that is counted apart, and one for each. */
function rowCount({ byReadGroup = [] }: Measurement): number {
  return byReadGroup.length === 0 ? 0 : byReadGroup.length + 1
}

function emptyMeasurement(): Measurement {
  return {
    counts: [],
    depth: { excludeFlags: 0, minMappingQuality: 0 },
    wgsDepth: { minMappingQuality: 0, minBaseQuality: 0 },
    regions: [],
    territory: [],
  }
}
