// The parameter sets of fqzcomp (CRAMcodecs section 6.2, FQZComp Data Stream; hts-specs, 2025-04): how the context of a quality
// value is made of those before it, of its place in the read, of changes so far, and of a selector.
// A set lies in scratch. Its tables are shifted to their places, and zero when the stream has none: no question in the hot loop.
import { CODEC_FAILED, NEEDS_ROOM } from '@genomsyn/abi/assembly/status'
import { takeScratch } from '../scratch'
import { headerOverran, readByte, readTable, readUint16 } from './header-reader'

const VERSION: u32 = 5
/** Contexts are taken modulo this. */
export const CONTEXTS: u32 = 1 << 16

// gflags
const MULTI_PARAM: u32 = 1
const HAVE_STAB: u32 = 2
const DO_REV: u32 = 4
// pflags
export const DO_DEDUP: u32 = 2
/** Set when lengths are equal, whatever the specification's text says: so in all streams of hts-specs and htslib. */
export const EQUAL_LENGTHS: u32 = 4
export const DO_SEL: u32 = 8
const HAVE_QMAP: u32 = 16
const HAVE_PTAB: u32 = 32
const HAVE_DTAB: u32 = 64
const HAVE_QTAB: u32 = 128

// Fields of a set, u32.
export const INITIAL_CONTEXT: usize = 0
export const FLAGS: usize = 4
export const QUALITY_SHIFT: usize = 8
export const QUALITY_MASK: usize = 12
export const QUALITY_PLACE: usize = 16
export const SELECTOR_PLACE: usize = 20
/** Of the last record of this set; 0 before the first. */
export const LAST_LENGTH: usize = 24
// Its tables: u8[256], u16[256], u16[256], u16[1024].
export const QUALITY_MAP: usize = 64
export const QUALITY_TABLE: usize = QUALITY_MAP + 256
export const CHANGE_TABLE: usize = QUALITY_TABLE + 512
export const POSITION_TABLE: usize = CHANGE_TABLE + 512
const SET_BYTES: u32 = 64 + 256 + 512 + 512 + 2048

export const QUALITIES: u32 = 256
export const CHANGES: u32 = 256
export const POSITIONS: u32 = 1024

/** Set of each selector, u16[256]. */
const SELECTOR_TABLE: usize = memory.data(512, 64)

let sets: usize = 0
let setCount: u32 = 0
/** Selectors go from 0 to this. */
export let maxSelector: u32 = 0
/** Values of the quality models go from 0 to this. */
export let maxSymbol: u32 = 0
/** A context is less than this. */
export let contextCount: u32 = 0
/** Whether a selector goes before each record. */
export let haveSelectors: bool = false
/** Whether each record says if it was reversed. */
export let haveReversals: bool = false

/** Reads all sets. Returns 0, CODEC_FAILED or NEEDS_ROOM. */
export function readParameterSets(): i32 {
  if (readByte() != VERSION) return CODEC_FAILED
  const flags = readByte()
  setCount = flags & MULTI_PARAM ? readByte() : 1
  haveReversals = (flags & DO_REV) != 0
  if (!readSelectors(flags) || headerOverran()) return CODEC_FAILED
  sets = takeScratch(<u64>SET_BYTES * setCount)
  if (sets == 0) return NEEDS_ROOM
  maxSymbol = 0
  contextCount = 0
  for (let i: u32 = 0; i < setCount; i++) if (!readSet(setAt(i))) return CODEC_FAILED
  haveSelectors = (flags & MULTI_PARAM) != 0 || (load<u32>(sets, FLAGS) & DO_SEL) != 0
  return haveSelectors && maxSelector == 0 ? CODEC_FAILED : 0
}

/** The set that a selector chooses; 0 when there is none. */
export function setOf(selector: u32): usize {
  const index = <u32>load<u16>(SELECTOR_TABLE + ((<usize>selector) << 1))
  return index < setCount ? setAt(index) : 0
}

function setAt(index: u32): usize {
  return sets + <usize>(index * SET_BYTES)
}

function readSelectors(flags: u32): bool {
  if (setCount == 0) return false
  maxSelector = flags & MULTI_PARAM ? setCount : 0
  if (flags & HAVE_STAB) {
    maxSelector = readByte()
    return readTable(SELECTOR_TABLE, 256)
  }
  enterIdentity(SELECTOR_TABLE, 256)
  return true
}

function readSet(set: usize): bool {
  memory.fill(set, 0, SET_BYTES)
  store<u32>(set, readUint16(), INITIAL_CONTEXT)
  const flags = readByte()
  store<u32>(set, flags, FLAGS)
  const symbols = readByte()
  maxSymbol = max(maxSymbol, symbols)
  const qualityBits = readByte()
  store<u32>(set, qualityBits & 15, QUALITY_SHIFT)
  store<u32>(set, (1 << (qualityBits >> 4)) - 1, QUALITY_MASK)
  const places = readByte()
  store<u32>(set, places >> 4, QUALITY_PLACE)
  store<u32>(set, places & 15, SELECTOR_PLACE)
  return readTables(set, flags, symbols) && !headerOverran()
}

function readTables(set: usize, flags: u32, symbols: u32): bool {
  const places = readByte()
  readQualityMap(set, flags, symbols)
  if (!(flags & HAVE_QTAB)) enterIdentity(set + QUALITY_TABLE, QUALITIES)
  else if (!readTable(set + QUALITY_TABLE, QUALITIES)) return false
  if (flags & HAVE_PTAB && !readTable(set + POSITION_TABLE, POSITIONS)) return false
  if (flags & HAVE_DTAB && !readTable(set + CHANGE_TABLE, CHANGES)) return false
  noteContexts(set, flags, places)
  shiftTable(set + POSITION_TABLE, POSITIONS, places >> 4)
  shiftTable(set + CHANGE_TABLE, CHANGES, places & 15)
  return true
}

/** A value that the map leaves out becomes 255, that of a missing quality. */
function readQualityMap(set: usize, flags: u32, symbols: u32): void {
  const map = set + QUALITY_MAP
  if (flags & HAVE_QMAP) {
    memory.fill(map, 255, QUALITIES)
    for (let i: u32 = 0; i < symbols; i++) store<u8>(map + i, readByte())
  } else for (let i: u32 = 0; i < QUALITIES; i++) store<u8>(map + i, i)
}

/** Enlarges `contextCount` to what this set can reach: tables never fall, so their last entries are their greatest. */
function noteContexts(set: usize, flags: u32, places: u32): void {
  let most: u64 = <u64>load<u32>(set, INITIAL_CONTEXT)
  most += (<u64>load<u32>(set, QUALITY_MASK)) << load<u32>(set, QUALITY_PLACE)
  most += (<u64>load<u16>(set, POSITION_TABLE + 2 * POSITIONS - 2)) << (places >> 4)
  most += (<u64>load<u16>(set, CHANGE_TABLE + 2 * CHANGES - 2)) << (places & 15)
  if (flags & DO_SEL) most += (<u64>maxSelector) << load<u32>(set, SELECTOR_PLACE)
  contextCount = max(contextCount, <u32>min<u64>(most + 1, CONTEXTS))
}

function enterIdentity(table: usize, entries: u32): void {
  for (let i: u32 = 0; i < entries; i++) store<u16>(table + ((<usize>i) << 1), i)
}

function shiftTable(table: usize, entries: u32, place: u32): void {
  for (let i: u32 = 0; i < entries; i += 8) {
    const group = table + ((<usize>i) << 1)
    v128.store(group, i16x8.shl(v128.load(group), place))
  }
}
