// The tags of records as CRAM keeps them: a dictionary of their combinations, and each value as BAM has it (CRAMv3 section 8.4, 2024-09).
import { ByteWriter } from '../bam/byte-writer.ts'
import { writeTag } from '../bam/tag-bytes.ts'
import type { AlignmentRecord } from '../sam/alignment-record.ts'

export interface StoredTag {
  /** Its two letters and its type as one number, which is also how the compression header names it. */
  readonly key: number
  readonly value: Uint8Array
}

/** All tags but RG, which is a series of its own. */
export function storedTags({ tags }: AlignmentRecord): StoredTag[] {
  return tags
    .filter(([name]) => name !== 'RG')
    .map((tag) => {
      const writer = new ByteWriter()
      writeTag(writer, tag)
      const bytes = writer.take()
      return { key: (bytes[0]! << 16) | (bytes[1]! << 8) | bytes[2]!, value: bytes.slice(3) }
    })
}

/** The combinations of tags that occur, in order of appearance. */
export class TagDictionary {
  readonly #lists = new Map<string, number>()
  readonly #keys = new Set<number>()

  /** Index of the combination. */
  add(tags: readonly StoredTag[]): number {
    const list = tags.map(({ key }) => String.fromCharCode(key >> 16, (key >> 8) & 0xff, key & 0xff)).join('')
    for (const { key } of tags) this.#keys.add(key)
    if (!this.#lists.has(list)) this.#lists.set(list, this.#lists.size)
    return this.#lists.get(list)!
  }

  keys(): number[] {
    return [...this.#keys]
  }

  /** Each combination ended by a zero byte. */
  bytes(): Uint8Array {
    return Buffer.from([...this.#lists.keys()].map((list) => `${list}\0`).join(''), 'latin1')
  }
}
