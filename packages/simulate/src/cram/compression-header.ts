// The compression header of a container: what is preserved, and how each series and tag is encoded (CRAMv3 section 8.4, 2024-09).
import { ByteWriter } from '../bam/byte-writer.ts'
import { SUBSTITUTION_MATRIX } from './features.ts'
import { writeItf8 } from './itf8.ts'
import { seriesEncodings, type SeriesLayout, tagEncoding } from './series.ts'
import type { TagDictionary } from './tag-lists.ts'

export interface CompressionHeaderFields {
  readonly keepsNames: boolean
  /** AP holds differences. */
  readonly deltaPositions: boolean
  readonly needsReference: boolean
  readonly tags: TagDictionary
  readonly layout: SeriesLayout
}

export function compressionHeader(fields: CompressionHeaderFields): Uint8Array {
  const tagKeys = fields.tags.keys()
  return Buffer.concat([
    mapBytes(preservation(fields)),
    mapBytes(seriesEncodings(fields.layout).map(([name, encoding]) => [Buffer.from(name), encoding])),
    mapBytes(tagKeys.map((key) => [itf8(key), tagEncoding(key)])),
  ])
}

function preservation({ keepsNames, deltaPositions, needsReference, tags }: CompressionHeaderFields): [Uint8Array, Uint8Array][] {
  const dictionary = tags.bytes()
  const flags = { RN: keepsNames, AP: deltaPositions, RR: needsReference }
  return [
    ...Object.entries(flags).map(([key, on]): [Uint8Array, Uint8Array] => [Buffer.from(key), Uint8Array.of(on ? 1 : 0)]),
    [Buffer.from('SM'), SUBSTITUTION_MATRIX],
    [Buffer.from('TD'), Buffer.concat([itf8(dictionary.length), dictionary])],
  ]
}

/** Bytes that follow, number of entries, keys with values. */
function mapBytes(entries: readonly (readonly [Uint8Array, Uint8Array])[]): Uint8Array {
  const body = Buffer.concat([itf8(entries.length), ...entries.flat()])
  return Buffer.concat([itf8(body.length), body])
}

function itf8(value: number): Uint8Array {
  const writer = new ByteWriter()
  writeItf8(writer, value)
  return writer.take()
}
