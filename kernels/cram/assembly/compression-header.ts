// The compression header of a container (CRAMv3 section 8.4, 2024-09): what was preserved, and how each series and tag is encoded.
import { CRAM_HEADER_MALFORMED, ENCODING_UNKNOWN, OK, SIZE_IMPLAUSIBLE } from '@genomsyn/abi/assembly/status'
import * as arena from './arena'
import * as block from './block'
import { fail, status } from './fault'
import * as reader from './header-reader'
import { onlySymbol, readTable, symbolCount } from './huffman'
import * as series from './series'

/** Of the specification; 7, SUBEXP, is read like its neighbours. */
const CODEC_NULL: u32 = 0
const CODEC_EXTERNAL: u32 = 1
const CODEC_GOLOMB: u32 = 2
const CODEC_HUFFMAN: u32 = 3
const CODEC_ARRAY_LEN: u32 = 4
const CODEC_ARRAY_STOP: u32 = 5
const CODEC_BETA: u32 = 6
const CODEC_GOLOMB_RICE: u32 = 8
const CODEC_GAMMA: u32 = 9

/** No file has more distinct tags. */
const TAGS_MAX: u32 = 1024

/** Keys of the preservation map, little-endian. */
const KEY_RN: u32 = 0x4e52
const KEY_AP: u32 = 0x5041
const KEY_RR: u32 = 0x5252
const KEY_SM: u32 = 0x4d53
const KEY_TD: u32 = 0x4454

export let hasReadNames: bool = true
export let isPositionDelta: bool = true
export let needsReference: bool = true
/** Address of five bytes; see bases.ts. */
export let substitutions: usize = 0
/** The tag dictionary: lists of three-letter keys, each ended by NUL. */
export let dictionary: usize = 0
export let dictionaryBytes: u32 = 0

/** Code 0 is the first of the other bases, and so on (the order of htslib's default), for a header that has none. */
const NO_SUBSTITUTIONS: usize = memory.data<u8>([0x1b, 0x1b, 0x1b, 0x1b, 0x1b])

/** Reads the block that `block` stands at into the arena. A fault when it is no compression header. */
export function readCompressionHeader(): void {
  hasReadNames = isPositionDelta = needsReference = true
  substitutions = NO_SUBSTITUTIONS
  dictionary = dictionaryBytes = 0
  series.clearSeries()
  if (block.contentType != block.COMPRESSION_HEADER) fail(CRAM_HEADER_MALFORMED, block.contentType, block.COMPRESSION_HEADER)
  const bytes = status == OK ? block.takeBytes() : 0
  if (bytes == 0) return
  reader.openReader(bytes, bytes + block.rawSize)
  readPreservation()
  readSeriesMap()
  readTagMap()
  if (reader.isCut) fail(CRAM_HEADER_MALFORMED, 0, 0)
}

function readPreservation(): void {
  const end = mapEnd()
  for (let left = reader.readItf8(); left > 0 && !reader.isCut; left--) {
    const key = reader.readU8() | (reader.readU8() << 8)
    if (key == KEY_SM) {
      substitutions = reader.at
      reader.skipBytes(5)
    } else if (key == KEY_TD) {
      dictionaryBytes = <u32>reader.readItf8()
      dictionary = reader.at
      reader.skipBytes(dictionaryBytes)
    } else readSwitch(key, reader.readU8() != 0)
  }
  moveTo(end)
}

/** Other switches belong to older or newer versions and change nothing that is read here. */
function readSwitch(key: u32, on: bool): void {
  if (key == KEY_RN) hasReadNames = on
  else if (key == KEY_AP) isPositionDelta = on
  else if (key == KEY_RR) needsReference = on
}

function readSeriesMap(): void {
  const end = mapEnd()
  for (let left = reader.readItf8(); left > 0 && !reader.isCut && status == OK; left--) {
    const index = series.seriesOf(reader.readU8() | (reader.readU8() << 8))
    if (index == series.SERIES_COUNT) skipEncoding()
    else readEncoding(series.slotOf(index), true)
  }
  moveTo(end)
}

function readTagMap(): void {
  const end = mapEnd()
  const count = <u32>reader.readItf8()
  if (reader.isCut) return
  if (count > TAGS_MAX) return fail(SIZE_IMPLAUSIBLE, count, TAGS_MAX)
  const slots = arena.takeLow(<u64>count * series.SERIES_BYTES)
  if (slots == 0) return
  for (let i: usize = 0; i < <usize>count; i++) series.clearSlots(slots + i * series.SERIES_BYTES, 0)
  series.placeTags(slots, count)
  for (let i: usize = 0; i < <usize>count && !reader.isCut && status == OK; i++) {
    const slot = slots + i * series.SERIES_BYTES
    store<u32>(slot, <u32>reader.readItf8(), series.KEY)
    readEncoding(slot, true)
  }
  moveTo(end)
}

/** Where the map that begins here ends. */
function mapEnd(): usize {
  const bytes = <u32>reader.readItf8()
  if (<usize>bytes > reader.bytesLeft()) reader.skipBytes(~0)
  return reader.at + bytes
}

function moveTo(address: usize): void {
  if (reader.isCut || address < reader.at) reader.skipBytes(~0)
  else reader.skipBytes(<u32>(address - reader.at))
}

function skipEncoding(): void {
  reader.readItf8()
  reader.skipBytes(<u32>reader.readItf8())
}

/** Reads one encoding into a slot; `mayNest` allows arrays, whose lengths and values are encodings of their own. */
function readEncoding(slot: usize, mayNest: bool): void {
  const codec = <u32>reader.readItf8()
  const bytes = <u32>reader.readItf8()
  if (<usize>bytes > reader.bytesLeft()) reader.skipBytes(~0)
  if (reader.isCut) return
  const end = reader.at + bytes
  store<u32>(slot, kindOf(codec), series.DECLARED)
  if (codec == CODEC_EXTERNAL) store<i32>(slot, reader.readItf8(), series.CONTENT_ID)
  else if (codec == CODEC_HUFFMAN) readHuffman(slot)
  else if (codec == CODEC_ARRAY_LEN || codec == CODEC_ARRAY_STOP) readArrayEncoding(slot, codec, mayNest)
  else if (codec == CODEC_NULL) store<u32>(slot, series.ABSENT, series.DECLARED)
  else if (codec <= CODEC_GAMMA) readBitCode(slot, codec)
  else fail(ENCODING_UNKNOWN, codec, 0)
  moveTo(end)
}

function kindOf(codec: u32): u32 {
  return codec == CODEC_GOLOMB || codec == CODEC_GOLOMB_RICE ? series.GOLOMB : codec
}

function readArrayEncoding(slot: usize, codec: u32, mayNest: bool): void {
  if (!mayNest) return fail(CRAM_HEADER_MALFORMED, codec, 0)
  if (codec == CODEC_ARRAY_STOP) {
    store<u32>(slot, reader.readU8(), series.OFFSET)
    store<i32>(slot, reader.readItf8(), series.CONTENT_ID)
  } else {
    readEncoding(series.lengthSlot(slot), false)
    readEncoding(series.valueSlot(slot), false)
  }
}

function readHuffman(slot: usize): void {
  const table = readTable()
  store<u32>(slot, <u32>table, series.TABLE)
  if (table != 0) return
  store<u32>(slot, symbolCount == 0 ? series.ABSENT : series.CONSTANT, series.DECLARED)
  store<i32>(slot, onlySymbol, series.OFFSET)
}

function readBitCode(slot: usize, codec: u32): void {
  store<i32>(slot, reader.readItf8(), series.OFFSET)
  let parameter = codec == CODEC_GAMMA ? 0 : <u32>reader.readItf8()
  const isRice = codec == CODEC_GOLOMB_RICE
  if (parameter > 32 && codec != CODEC_GOLOMB) fail(CRAM_HEADER_MALFORMED, parameter, 32)
  if (isRice) parameter = (<u32>1) << min<u32>(parameter, 30)
  if (codec == CODEC_GOLOMB && (parameter == 0 || parameter > 0x40000000)) fail(CRAM_HEADER_MALFORMED, parameter, 1)
  store<u32>(slot, parameter, series.PARAMETER)
  if (codec == CODEC_BETA && parameter == 0) {
    store<u32>(slot, series.CONSTANT, series.DECLARED)
    store<i32>(slot, -load<i32>(slot, series.OFFSET), series.OFFSET)
  }
}
