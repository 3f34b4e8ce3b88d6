// The inflated start of a run of BGZF blocks, block by block and no further than asked.
import { blockLengthAt, inflateBlock } from './bgzf.ts'
import { FileError } from './errors.ts'
import type { VirtualOffset } from './virtual-offset.ts'

export class InflatedPrefix {
  readonly #path: string
  readonly #prefix: Uint8Array
  readonly #base: number
  /** File offset of each inflated block, and where its bytes begin among the inflated ones. */
  readonly #blocks: { file: number; start: number }[] = []
  #nextBlock: number
  #bytes = Buffer.alloc(0)
  #length = 0

  /**
   * @param prefix bytes of the file from a block's start on, at whatever length
   * @param base file offset of that start
   */
  constructor(path: string, prefix: Uint8Array, base = 0) {
    this.#path = path
    this.#prefix = prefix
    this.#base = base
    this.#nextBlock = base
  }

  /** The inflated bytes; those at and behind `length` mean nothing. */
  get bytes(): Buffer {
    return this.#bytes
  }

  /** Inflated bytes so far. */
  get length(): number {
    return this.#length
  }

  /**
   * True when `count` inflated bytes are there; inflates as many blocks as that takes.
   * @throws FileError when a block on the way is corrupt, or something else than a block
   */
  has(count: number): boolean {
    while (this.#length < count) if (!this.#inflateNext()) return false
    return true
  }

  /** Where the inflated byte at `position` (or the one after the last) lies in the file. */
  virtualOffsetOf(position: number): VirtualOffset {
    const block = this.#blocks.findLast(({ start }) => start <= position)
    if (block === undefined || position === this.#length) return { block: this.#nextBlock, within: 0 }
    return { block: block.file, within: position - block.start }
  }

  /** False when the next block is not wholly there. */
  #inflateNext(): boolean {
    const file = this.#nextBlock
    const at = file - this.#base
    const length = blockLengthAt(this.#prefix, at)
    if (length === -1) throw this.#notBgzf(file)
    if (length === 0 || at + length > this.#prefix.length) return false
    const data = inflateBlock(this.#path, this.#prefix.subarray(at, at + length), file)
    this.#blocks.push({ file, start: this.#length })
    this.#append(data)
    this.#nextBlock = file + length
    return true
  }

  #append(data: Buffer): void {
    const needed = this.#length + data.length
    if (needed > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(needed, 2 * this.#bytes.length))
      this.#bytes.copy(larger)
      this.#bytes = larger
    }
    data.copy(this.#bytes, this.#length)
    this.#length = needed
  }

  #notBgzf(file: number): FileError {
    return new FileError('not-bgzf', this.#path, {
      problem: 'no BGZF block begins where the one before ends',
      remedy: 'copy the file again from its source and compare checksums',
      where: { virtualOffset: BigInt(file) << 16n },
    })
  }
}
