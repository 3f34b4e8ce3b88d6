// The partial as a file: JSON with each count written sparsely, as pairs of index and value.
import { type CountId, countDefinitions } from './counts.ts'
import { countLength, type Counts, type PartialResult } from './partial.ts'

interface PartialJson {
  contract: number
  contig_count: number
  bases_missing?: true
  counts: SparseCounts
  read_groups?: SparseCounts[]
}

type SparseCounts = Record<string, string[]>

/** Text of a partial file; equal partials give equal text. */
export function writePartial(partial: PartialResult): string {
  const missing = partial.basesMissing ? { bases_missing: true } : {}
  const rows = partial.readGroups ? { read_groups: partial.readGroups.map(sparseCounts) } : {}
  const counts = sparseCounts(partial.counts)
  return `${JSON.stringify({ contract: partial.contract, contig_count: partial.contigCount, ...missing, counts, ...rows })}\n`
}

function sparseCounts(counts: Counts): SparseCounts {
  const ids = (Object.keys(counts) as CountId[]).toSorted()
  return Object.fromEntries(ids.map((id) => [id, sparse(counts[id]!)]))
}

/** @throws Error when the text is no partial or names an unknown count */
export function readPartial(text: string): PartialResult {
  const json: unknown = JSON.parse(text)
  if (!isPartialJson(json)) throw new Error('this JSON is not a partial')
  const missing = json.bases_missing ? { basesMissing: true } : {}
  const rows = json.read_groups ? { readGroups: json.read_groups.map((row) => denseCounts(row, json.contig_count)) } : {}
  const counts = denseCounts(json.counts, json.contig_count)
  return { contract: json.contract, contigCount: json.contig_count, counts, ...rows, ...missing }
}

function denseCounts(sparseCounts: SparseCounts, contigCount: number): Counts {
  const counts: Partial<Record<CountId, BigUint64Array>> = {}
  for (const [name, pairs] of Object.entries(sparseCounts)) {
    if (!Object.hasOwn(countDefinitions, name)) throw new Error(`unknown count ${name}`)
    const id = name as CountId
    counts[id] = dense(pairs, countLength(id, contigCount))
  }
  return counts
}

function isPartialJson(json: unknown): json is PartialJson {
  const { contract, contig_count: contigCount, counts } = (json ?? {}) as Partial<PartialJson>
  const isCounted = Number.isInteger(contract) && Number.isInteger(contigCount) && Number(contigCount) >= 0
  const rows = (json as Partial<PartialJson>).read_groups ?? []
  return isCounted && isSparse(counts) && Array.isArray(rows) && rows.every(isSparse)
}

function isSparse(counts: unknown): counts is SparseCounts {
  return typeof counts === 'object' && counts !== null && Object.values(counts).every(Array.isArray)
}

function sparse(vector: BigUint64Array): string[] {
  const halves = new Uint32Array(vector.buffer, vector.byteOffset, 2 * vector.length)
  const pairs: string[] = []
  // Nearly all words are 0, which two halves tell faster than one BigInt.
  for (let i = 0; i < vector.length; i++) if ((halves[2 * i]! | halves[2 * i + 1]!) !== 0) pairs.push(`${i}:${vector[i]!}`)
  return pairs
}

function dense(pairs: readonly string[], length: number): BigUint64Array {
  const vector = new BigUint64Array(length)
  for (const pair of pairs) {
    const [, index, word] = /^(\d+):(\d+)$/.exec(pair) ?? []
    if (word === undefined || !(Number(index) < length) || BigInt(word) >= 2n ** 64n)
      throw new Error(`no such word in a count: ${pair}`)
    vector[Number(index)] = BigInt(word)
  }
  return vector
}
