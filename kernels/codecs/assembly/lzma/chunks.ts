// LZMA2: chunks of LZMA and of plain bytes, one behind the other (xz file format 1.2.1, section 5.3.1, 2024-04; the
// chunks themselves are described in the XZ Embedded documentation only, see `decodeChunks`).

import { literalContexts, placeDictionary, probabilitiesAddress, resetCoder, setProperties } from './coder'
import { resetProbabilities } from './probabilities'
import { decodeSymbols } from './symbols'

const END: u32 = 0
const PLAIN_WITH_RESET: u32 = 1
const PLAIN: u32 = 2
/** From here on a chunk is LZMA; what is reset before it goes up in steps of 0x20. */
const LZMA: u32 = 0x80
const LZMA_STATE_RESET: u32 = 0xa0
const LZMA_PROPERTIES: u32 = 0xc0
const LZMA_DICTIONARY_RESET: u32 = 0xe0

/** Where the source and the output of the chunks end that were decoded last. */
export let chunksSourceEnd: usize = 0
export let chunksOutputEnd: usize = 0

/** What has to be reset before the next chunk may use it. */
let needsDictionary: bool = true
let needsProperties: bool = true
let needsState: bool = true

/**
 * Decodes chunks up to the one that ends them, within [src, srcEnd) and [out, outEnd). Returns false when they are
 * malformed.
 *
 *   0                         end
 *   1, 2                      plain bytes, behind a reset of the dictionary (1); u16 size less one, highest byte first
 *   0x80 and mode << 5        LZMA: bits 16-20 of the size less one, u16 the rest of it, u16 compressed size less one
 *                             mode 1 resets the state, 2 brings new properties (u8) besides, 3 resets the dictionary too
 */
export function decodeChunks(src: usize, srcEnd: usize, out: usize, outEnd: usize): bool {
  needsDictionary = needsProperties = needsState = true
  chunksOutputEnd = out
  chunksSourceEnd = src
  while (chunksSourceEnd < srcEnd) {
    const control = <u32>load<u8>(chunksSourceEnd++)
    if (control == END) return true
    const isGood = control >= LZMA ? decodeChunk(control, srcEnd, outEnd) : copyChunk(control, srcEnd, outEnd)
    if (!isGood) return false
  }
  return false
}

function copyChunk(control: u32, srcEnd: usize, outEnd: usize): bool {
  const src = chunksSourceEnd + 2
  const out = chunksOutputEnd
  const size = bigEndian16(chunksSourceEnd) + 1
  if (control > PLAIN || (needsDictionary && control != PLAIN_WITH_RESET)) return false
  if (src + size > srcEnd || size > outEnd - out) return false
  if (control == PLAIN_WITH_RESET) resetDictionary(out)
  memory.copy(out, src, size)
  chunksSourceEnd = src + size
  chunksOutputEnd = out + size
  return true
}

function decodeChunk(control: u32, srcEnd: usize, outEnd: usize): bool {
  const header = chunksSourceEnd
  const out = chunksOutputEnd
  const size = (((<usize>(control & 31)) << 16) | bigEndian16(header)) + 1
  const src = header + (control >= LZMA_PROPERTIES ? 5 : 4)
  const end = src + bigEndian16(header + 2) + 1
  if (end > srcEnd || size > outEnd - out) return false
  if (!prepare(control, load<u8>(header, 4), out)) return false
  chunksSourceEnd = end
  chunksOutputEnd = out + size
  return decodeSymbols(src, end, out, out + size) == end
}

/** Resets what the chunk's control byte says. */
function prepare(control: u32, properties: u32, out: usize): bool {
  if (control >= LZMA_DICTIONARY_RESET) resetDictionary(out)
  if (control >= LZMA_PROPERTIES) {
    if (!setProperties(properties)) return false
    needsProperties = false
  }
  if (control >= LZMA_STATE_RESET && !needsProperties) {
    resetCoder()
    resetProbabilities(probabilitiesAddress(), literalContexts())
    needsState = false
  }
  return !needsDictionary && !needsProperties && !needsState
}

function resetDictionary(out: usize): void {
  placeDictionary(out)
  needsDictionary = false
  needsProperties = true
}

function bigEndian16(at: usize): usize {
  return <usize>bswap<u16>(load<u16>(at))
}
