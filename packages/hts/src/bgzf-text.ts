// Reading a bgzipped text at any place: its blocks from the .gzi, or from their own headers. Synchronous: threads read a slice's reference.
import { existsSync, readFileSync, readSync, statSync } from 'node:fs'
import { blockLengthAt, inflateBlock, MAX_BLOCK_BYTES } from './bgzf.ts'
import { FileError } from './errors.ts'

/** File offset of a block, and where its bytes begin in the text. */
interface TextBlock {
  readonly file: number
  readonly text: number
}

export class BgzfText {
  readonly #path: string
  readonly #descriptor: number
  #blocks: readonly TextBlock[] | null = null
  /** The compressed block that was read last. */
  readonly #block = Buffer.allocUnsafeSlow(MAX_BLOCK_BYTES)

  constructor(path: string, descriptor: number) {
    this.#path = path
    this.#descriptor = descriptor
  }

  /**
   * Fills `into` with the text from `offset` on, as far as there is any.
   * @returns bytes filled
   * @throws FileError when a block on the way is damaged
   */
  read(offset: number, into: Buffer): number {
    this.#blocks ??= blocksFromIndex(this.#path) ?? this.#walkBlocks()
    let filled = 0
    let { file, text } = this.#blocks[lastAtOrBefore(this.#blocks, offset)]!
    while (filled < into.length) {
      const compressed = this.#blockAt(file)
      if (compressed.length === 0) break
      const bytes = inflateBlock(this.#path, compressed, file)
      filled += bytes.copy(into, filled, Math.min(bytes.length, offset + filled - text))
      file += compressed.length
      text += bytes.length
    }
    return filled
  }

  #walkBlocks(): TextBlock[] {
    const blocks: TextBlock[] = []
    let text = 0
    for (let file = 0; ;) {
      const compressed = this.#blockAt(file)
      if (compressed.length === 0) return blocks.length === 0 ? [{ file: 0, text: 0 }] : blocks
      blocks.push({ file, text })
      file += compressed.length
      text += compressed.readUInt32LE(compressed.length - 4)
    }
  }

  /** The block that begins at the file offset; empty at the end of the file. */
  #blockAt(file: number): Buffer {
    const bytes = this.#block
    const filled = readSync(this.#descriptor, bytes, 0, bytes.length, file)
    const length = filled === 0 ? 0 : blockLengthAt(bytes.subarray(0, filled), 0)
    if (filled > 0 && (length <= 0 || length > filled))
      throw new FileError('reference-bad', this.#path, {
        problem: 'its BGZF blocks are damaged or cut short',
        remedy: 'compress it again with bgzip',
        where: { virtualOffset: BigInt(file) << 16n },
      })
    return bytes.subarray(0, length)
  }
}

/** Of the .gzi beside it: u64 count, then pairs of u64, compressed and inflated offset; the first block is left out. Null without one. */
function blocksFromIndex(path: string): TextBlock[] | null {
  const gzi = `${path}.gzi`
  if (!existsSync(gzi) || statSync(gzi).mtimeMs < statSync(path).mtimeMs) return null
  const bytes = readFileSync(gzi)
  const count = bytes.length < 8 ? -1 : Number(bytes.readBigUInt64LE(0))
  if (count < 0 || bytes.length !== 8 + 16 * count) return null
  const number = (at: number): number => Number(bytes.readBigUInt64LE(at))
  const blocks = Array.from({ length: count }, (_, i) => ({ file: number(8 + 16 * i), text: number(16 + 16 * i) }))
  return [{ file: 0, text: 0 }, ...blocks]
}

/** Index of the last block that begins at or before the offset. */
function lastAtOrBefore(blocks: readonly TextBlock[], offset: number): number {
  let low = 0
  let high = blocks.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (blocks[middle]!.text <= offset) low = middle
    else high = middle
  }
  return low
}
