// The data series of a container, and how each of them is encoded (CRAMv3 sections 8.4 and 13, 2024-09): one slot per encoding.
// A series has three slots in a row: its own, and those of lengths and values when it is BYTE_ARRAY_LEN. Tags have theirs in the arena.

/** Indices of the series of the specification. */
export const BF: usize = 0
export const CF: usize = 1
export const RI: usize = 2
export const RL: usize = 3
export const AP: usize = 4
export const RG: usize = 5
export const RN: usize = 6
export const MF: usize = 7
export const NS: usize = 8
export const NP: usize = 9
export const TS: usize = 10
export const NF: usize = 11
export const TL: usize = 12
export const FN: usize = 13
export const FC: usize = 14
export const FP: usize = 15
export const DL: usize = 16
export const BB: usize = 17
export const QQ: usize = 18
export const BS: usize = 19
export const IN: usize = 20
export const RS: usize = 21
export const PD: usize = 22
export const HC: usize = 23
export const SC: usize = 24
export const MQ: usize = 25
export const BA: usize = 26
export const QS: usize = 27
export const SERIES_COUNT: usize = 28

/** Their keys, in that order. */
const KEYS = 'BFCFRIRLAPRGRNMFNSNPTSNFTLFNFCFPDLBBQQBSINRSPDHCSCMQBAQS'

/** What a slot does now. An unwanted series is a CONSTANT 0, so that reading it costs one branch. */
export const CONSTANT: u32 = 0
export const EXTERNAL: u32 = 1
export const HUFFMAN: u32 = 3
export const ARRAY_LEN: u32 = 4
export const ARRAY_STOP: u32 = 5
export const BETA: u32 = 6
export const SUBEXP: u32 = 7
export const GOLOMB: u32 = 8
export const GAMMA: u32 = 9
/** In no map of the container: a fault once it is read. */
export const ABSENT: u32 = 10

/** Offsets inside a slot: the next byte and the end of a stream that is this slot's alone, else both 0; see encodings.ts. */
export const AT: usize = 0
export const END: usize = 4
/** What it does now, the value of a CONSTANT, and where the next byte and the end of its stream stand. */
export const KIND: usize = 8
export const VALUE: usize = 12
export const STREAM: usize = 16
/** What the compression header says of it; these stay when needs change. */
export const DECLARED: usize = 20
export const CONTENT_ID: usize = 24
/** Offset of values, or the value of a constant, or the stop byte. */
export const OFFSET: usize = 28
/** Bits of BETA, k of SUBEXP, M of GOLOMB. */
export const PARAMETER: usize = 32
/** Address of a Huffman table. */
export const TABLE: usize = 36
/** NEEDS_LENGTH, NEEDS_VALUES. */
export const NEEDED: usize = 40
/** Key of a tag, or index of a series. */
export const KEY: usize = 44
/** Index of the stream it is read from among those of the container; see needs.ts. */
export const GROUP: usize = 48
export const SLOT_BYTES: usize = 64

export const NEEDS_LENGTH: u32 = 1
export const NEEDS_VALUES: u32 = 2
export const NEEDS_ALL: u32 = 3

/** Bytes of the three slots of a series. */
export const SERIES_BYTES: usize = 3 * 64
const SLOTS: usize = memory.data(28 * 3 * 64, 64)

/** Tags of the container: three slots each. */
export let tags: usize = 0
export let tagCount: usize = 0

export function placeTags(address: usize, count: usize): void {
  tags = address
  tagCount = count
}

/** Address of the slot of a series. */
export function slotOf(series: usize): usize {
  return SLOTS + SERIES_BYTES * series
}

export function lengthSlot(slot: usize): usize {
  return slot + SLOT_BYTES
}

export function valueSlot(slot: usize): usize {
  return slot + 2 * SLOT_BYTES
}

/** Index of the series whose two letters are `key` (little-endian), or SERIES_COUNT. */
export function seriesOf(key: u32): usize {
  const letters = changetype<usize>(KEYS)
  for (let i: usize = 0; i < SERIES_COUNT; i++) {
    if (((<u32>load<u16>(letters + 4 * i)) | ((<u32>load<u16>(letters + 4 * i, 2)) << 8)) == key) return i
  }
  return SERIES_COUNT
}

/** Whether values of the series are single bytes where they stand outside the core block. */
export function isByteSeries(series: usize): bool {
  return series == FC || series == BS || series == BA || series == QS
}

/** Forgets all encodings of the container before. */
export function clearSeries(): void {
  for (let i: usize = 0; i < SERIES_COUNT; i++) clearSlots(slotOf(i), <u32>i)
  placeTags(0, 0)
}

/** Three slots that are in no map. */
export function clearSlots(slot: usize, key: u32): void {
  memory.fill(slot, 0, SERIES_BYTES)
  store<u32>(slot, ABSENT, DECLARED)
  store<u32>(slot, key, KEY)
}

export function declared(slot: usize): u32 {
  return load<u32>(slot, DECLARED)
}

/** Whether the encoding takes bits of the core block. */
export function takesBits(slot: usize): bool {
  const kind = declared(slot)
  return kind == HUFFMAN || (kind >= BETA && kind <= GAMMA)
}
