// A CRAM of reads that are differences from a reference, which the reader does not have: what the simulator's CRAM need not be.
import { join } from '../byte-vectors.ts'
import { block, container, contentTypes, EOF_CONTAINER } from './cram-bytes.ts'
import { type Encoding, external, type Streams } from './cram-encodings.ts'
import { compressionHeader, contentIdOf, eachAlone, seriesNames, sliceHeader } from './cram-file.ts'

/** A read without an insertion or deletion. */
export interface Read {
  readonly position: number
  readonly mappingQuality: number
  /** Paired unless said otherwise. */
  readonly flag?: number
  /** Substitution codes by position in the read, 1-based. */
  readonly substitutions?: readonly (readonly [at: number, code: number])[]
}

/** Reads of 30 bases against the reference, in one slice that says it spans so much of the contig, or holds reads of these contigs. */
export function referenceBased(reads: readonly Read[], { contigs = [0], md5 = 0, span = 1000 } = {}): Uint8Array {
  const encodings = new Map<string, Encoding>(seriesNames.map((series) => [series, eachAlone(series, [])]))
  encodings.set('BS', external(contentIdOf('BS'), true))
  const streams: Streams = { core: [], external: new Map() }
  const put = (series: string, value: number | readonly number[]): void => encodings.get(series)!.write(value, streams)
  for (const [i, { position, mappingQuality, flag = 0x1, substitutions = [] }] of reads.entries()) {
    const fields = { BF: flag, CF: 3, ...(contigs.length > 1 ? { RI: contigs[i]! } : {}), RL: 30, AP: position + 1, RG: -1 }
    for (const [series, value] of Object.entries(fields)) put(series, value)
    put('RN', [...Buffer.from(`r${i}`)])
    for (const [series, value] of [
      ['MF', 0],
      ['NS', 0],
      ['NP', 1],
      ['TS', 0],
      ['TL', 0],
      ['FN', substitutions.length],
    ] as const)
      put(series, value)
    substitutions.forEach(([at, code], j) => {
      put('FC', 'X'.charCodeAt(0))
      put('FP', at - (substitutions[j - 1]?.[0] ?? 0))
      put('BS', code)
    })
    put('MQ', mappingQuality)
    put(
      'QS',
      Array.from({ length: 30 }, () => 30),
    )
  }
  const contig = contigs.length > 1 ? -2 : 0
  const blocks = [...streams.external].map(([contentId, bytes]) =>
    block({ contentType: contentTypes.external, contentId, data: Uint8Array.from(bytes) }),
  )
  const header = sliceHeader(
    { contig, start: 1, span, records: reads.length },
    [...streams.external.keys()],
    0x300,
    Array.from({ length: 16 }, () => md5),
  )
  const maps = compressionHeader(encodings, { hasReadNames: true, isPositionDelta: false, needsReference: true })
  return join(
    container({
      contig,
      records: reads.length,
      blocks: [
        block({ contentType: contentTypes.compressionHeader, data: maps }),
        block({ contentType: contentTypes.sliceHeader, data: header }),
        block({ contentType: contentTypes.core, data: new Uint8Array(0) }),
        ...blocks,
      ],
    }),
    EOF_CONTAINER,
  )
}
