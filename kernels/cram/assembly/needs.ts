// Which series have to be read: those that wanted columns consist of, those that say where these lie, and those that share a stream with
// one of them, since a stream can only be read in order. All others are left alone, and so are their blocks.
//
//   columns ──▶ series ──▶ series that steer them ──▶ streams ──▶ other series of these streams ─┐
//                              ▲                                                                 │
//                              └─────────────────────────────────────────────────────────────────┘
import * as columns from '@genomsyn/bam/assembly/columns'
import * as arena from './arena'
import { hasReadNames } from './compression-header'
import * as series from './series'
import { NEEDED, NEEDS_ALL, NEEDS_LENGTH, NEEDS_VALUES, slotOf } from './series'

/**
 * Offsets inside a stream of the container, behind AT and END as in a slot: its content id, whether it is read, and the address at which
 * AT and END are kept: the slot's, when no other reads the stream.
 */
export const CONTENT_ID: usize = 8
export const IS_READ: usize = 12
export const CURSOR: usize = 16
export const STREAM_BYTES: usize = 24

const NO_GROUP: u32 = 0xffffffff
/** "OQZ" as the key of a tag. */
const OQ_KEY: u32 = 0x4f515a

/** Streams of the container; the first stands for the core block. */
export let streams: usize = 0
export let streamCount: usize = 0
/** Slot of OQ:Z, or 0. */
export let originalSlot: usize = 0
/** Whether names can be read behind all else, when it is known whether they are needed. */
export let mayReadNamesLate: bool = false

let hasChanged: bool = false

/** Decides for a container, whose compression header was read. A fault when the arena is too small. */
export function chooseSeries(wanted: u32): void {
  if (!groupStreams()) return
  seed(wanted)
  mayReadNamesLate = (wanted & (columns.NAME | columns.MATE_NAME)) == columns.MATE_NAME && isAlone(slotOf(series.RN))
  if ((wanted & (columns.NAME | columns.MATE_NAME)) != 0 && !mayReadNamesLate) need(series.RN, NEEDS_ALL)
  do {
    hasChanged = false
    steer()
    followStreams()
  } while (hasChanged)
  for (let i: usize = 0; i < slots(); i++) activate(slotAt(i))
}

/** Sets the slot of names, and its streams, to be read. */
export function activateNames(): void {
  store<u32>(slotOf(series.RN), NEEDS_ALL, NEEDED)
  activate(slotOf(series.RN))
  markStreams(slotOf(series.RN))
}

/** Leaves names alone again. */
export function deactivateNames(): void {
  const slot = slotOf(series.RN)
  for (let i: usize = 0; i < 3; i++) {
    const group = load<u32>(slot + i * series.SLOT_BYTES, series.GROUP)
    if (group != NO_GROUP) store<u32>(streamAt(group), 0, IS_READ)
  }
  store<u32>(slot, 0, NEEDED)
  activate(slot)
}

/** Whether stream `index` is one that names are read from. */
export function isStreamOfNames(index: usize): bool {
  for (let i: usize = 0; i < 3; i++)
    if (<usize>load<u32>(slotOf(series.RN) + i * series.SLOT_BYTES, series.GROUP) == index) return true
  return false
}

/** Whether the series is read. */
export function isRead(index: usize): bool {
  return load<u32>(slotOf(index), NEEDED) != 0
}

export function streamAt(index: usize): usize {
  return streams + STREAM_BYTES * index
}

/** All series, then all tags. */
export function slots(): usize {
  return series.SERIES_COUNT + series.tagCount
}

export function slotAt(index: usize): usize {
  if (index < series.SERIES_COUNT) return slotOf(index)
  return series.tags + (index - series.SERIES_COUNT) * series.SERIES_BYTES
}

function groupStreams(): bool {
  streams = arena.takeLow(<u64>(STREAM_BYTES * (3 * slots() + 1)))
  if (streams == 0) return false
  streamCount = 1
  memory.fill(streams, 0, STREAM_BYTES)
  originalSlot = 0
  for (let i: usize = 0; i < slots(); i++) {
    const slot = slotAt(i)
    store<u32>(slot, 0, NEEDED)
    store<u32>(slot, groupOf(slot), series.GROUP)
    store<u32>(series.lengthSlot(slot), groupOf(series.lengthSlot(slot)), series.GROUP)
    store<u32>(series.valueSlot(slot), groupOf(series.valueSlot(slot)), series.GROUP)
    if (i >= series.SERIES_COUNT && load<u32>(slot, series.KEY) == OQ_KEY) originalSlot = slot
  }
  for (let i: usize = 0; i < slots(); i++) {
    for (let j: usize = 0; j < 3; j++) claimStream(slotAt(i) + j * series.SLOT_BYTES)
  }
  return true
}

function groupOf(slot: usize): u32 {
  if (series.takesBits(slot)) return 0
  const kind = series.declared(slot)
  if (kind != series.EXTERNAL && kind != series.ARRAY_STOP) return NO_GROUP
  const id = load<i32>(slot, series.CONTENT_ID)
  for (let i: usize = 1; i < streamCount; i++) if (load<i32>(streamAt(i), CONTENT_ID) == id) return <u32>i
  memory.fill(streamAt(streamCount), 0, STREAM_BYTES)
  store<i32>(streamAt(streamCount), id, CONTENT_ID)
  streamCount++
  return <u32>streamCount - 1
}

/** The first slot of a stream keeps its cursor, until there is a second. */
function claimStream(slot: usize): void {
  const group = load<u32>(slot, series.GROUP)
  if (group == NO_GROUP) return
  const stream = streamAt(group)
  store<u32>(stream, <u32>(load<u32>(stream, CURSOR) == 0 ? slot : stream), CURSOR)
}

/** The series that the columns consist of. */
function seed(wanted: u32): void {
  need(series.BF, NEEDS_ALL)
  need(series.CF, NEEDS_ALL)
  if (wanted & columns.FLAG) needEach(series.MF, series.NF)
  if (wanted & columns.LOCUS) needEach(series.RI, series.AP)
  if (wanted & columns.LENGTH) need(series.RL, NEEDS_ALL)
  if (wanted & columns.MAPPING_QUALITY) need(series.MQ, NEEDS_ALL)
  if (wanted & (columns.CIGAR | columns.TEMPLATE_LENGTH | columns.BASES)) needCigar()
  if (wanted & (columns.MATE | columns.TEMPLATE_LENGTH)) needMate()
  if (wanted & columns.TEMPLATE_LENGTH) need(series.TS, NEEDS_ALL)
  if (wanted & columns.QUALITIES) needQualities()
  if (wanted & columns.BASES) needBases()
  if (wanted & columns.READ_GROUP) need(series.RG, NEEDS_ALL)
  if ((wanted & columns.ORIGINAL_QUALITIES) != 0 && originalSlot != 0) needSlot(originalSlot, NEEDS_ALL)
}

function needCigar(): void {
  needEach(series.RL, series.FN)
  needEach(series.FC, series.FP)
  needEach(series.DL, series.RS)
  needEach(series.PD, series.HC)
  need(series.IN, NEEDS_LENGTH)
  need(series.SC, NEEDS_LENGTH)
  need(series.BB, NEEDS_LENGTH)
}

function needMate(): void {
  needEach(series.NF, series.NS)
  needEach(series.NP, series.MF)
  needEach(series.RI, series.AP)
}

function needQualities(): void {
  needEach(series.RL, series.QS)
  needEach(series.FN, series.FC)
  needEach(series.FP, series.QQ)
}

function needBases(): void {
  needEach(series.BA, series.BS)
  needEach(series.IN, series.SC)
  need(series.BB, NEEDS_ALL)
}

/** The series without which those that are read could not be: they say how many values there are, or whether there is one. */
function steer(): void {
  if (isRead(series.TL) || anyTag()) need(series.TL, NEEDS_ALL)
  if (isRead(series.RN) && !hasReadNames) need(series.CF, NEEDS_ALL)
  if (isRead(series.MQ) || isRead(series.FN)) need(series.BF, NEEDS_ALL)
  if (isRead(series.QS) || isRead(series.BA)) needEach(series.RL, series.FC)
  if (anyFeature()) needEach(series.FN, series.FC)
}

function anyFeature(): bool {
  for (let i = series.FC; i <= series.SC; i++) if (isRead(i)) return true
  return false
}

function anyTag(): bool {
  for (let i = series.SERIES_COUNT; i < slots(); i++) if (load<u32>(slotAt(i), NEEDED) != 0) return true
  return false
}

function followStreams(): void {
  for (let i: usize = 0; i < slots(); i++) markStreams(slotAt(i))
  for (let i: usize = 0; i < slots(); i++) {
    const slot = slotAt(i)
    if (series.declared(slot) != series.ARRAY_LEN) {
      if (isStreamRead(slot)) needSlot(slot, NEEDS_ALL)
      continue
    }
    if (isStreamRead(series.lengthSlot(slot))) needSlot(slot, NEEDS_LENGTH)
    if (isStreamRead(series.valueSlot(slot))) needSlot(slot, NEEDS_ALL)
  }
}

function markStreams(slot: usize): void {
  const needed = load<u32>(slot, NEEDED)
  if (needed == 0) return
  markStream(slot)
  if (series.declared(slot) != series.ARRAY_LEN) return
  markStream(series.lengthSlot(slot))
  if (needed & NEEDS_VALUES) markStream(series.valueSlot(slot))
}

function markStream(slot: usize): void {
  const group = load<u32>(slot, series.GROUP)
  if (group != NO_GROUP) store<u32>(streamAt(group), 1, IS_READ)
}

function isStreamRead(slot: usize): bool {
  const group = load<u32>(slot, series.GROUP)
  return group != NO_GROUP && load<u32>(streamAt(group), IS_READ) != 0
}

/** Whether no other series reads a stream of this one. */
function isAlone(slot: usize): bool {
  for (let i: usize = 0; i < slots(); i++) if (slotAt(i) != slot && sharesStream(slotAt(i), slot)) return false
  return true
}

function sharesStream(a: usize, b: usize): bool {
  for (let i: usize = 0; i < 3; i++) {
    for (let j: usize = 0; j < 3; j++) {
      const group = load<u32>(a + i * series.SLOT_BYTES, series.GROUP)
      if (group != NO_GROUP && group == load<u32>(b + j * series.SLOT_BYTES, series.GROUP)) return true
    }
  }
  return false
}

function needEach(a: usize, b: usize): void {
  need(a, NEEDS_ALL)
  need(b, NEEDS_ALL)
}

function need(index: usize, bits: u32): void {
  needSlot(slotOf(index), bits)
}

function needSlot(slot: usize, bits: u32): void {
  const before = load<u32>(slot, NEEDED)
  if ((before | bits) == before) return
  store<u32>(slot, before | bits, NEEDED)
  hasChanged = true
}

/** What the slot does while the container is read: what it declares, or nothing. */
function activate(slot: usize): void {
  const needed = load<u32>(slot, NEEDED)
  const isArray = series.declared(slot) == series.ARRAY_LEN
  activateOne(slot, needed != 0)
  activateOne(series.lengthSlot(slot), isArray && needed != 0)
  activateOne(series.valueSlot(slot), isArray && (needed & NEEDS_VALUES) != 0)
}

function activateOne(slot: usize, reads: bool): void {
  const group = load<u32>(slot, series.GROUP)
  store<u32>(slot, reads ? series.declared(slot) : series.CONSTANT, series.KIND)
  store<i32>(slot, reads ? load<i32>(slot, series.OFFSET) : 0, series.VALUE)
  store<u64>(slot, 0, series.AT)
  store<u32>(slot, !reads ? 0 : group == NO_GROUP ? 1 : load<u32>(streamAt(group), CURSOR), series.STREAM)
}
