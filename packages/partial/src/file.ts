// The partial as a file: JSON with each count written sparsely, as pairs of index and value.
import { type CountId, countDefinitions } from './counts.ts'
import { countLength, type PartialResult } from './partial.ts'

interface PartialJson {
  contract: number
  contig_count: number
  bases_missing?: true
  counts: Record<string, string[]>
}

/** Text of a partial file; equal partials give equal text. */
export function writePartial(partial: PartialResult): string {
  const ids = (Object.keys(partial.counts) as CountId[]).toSorted()
  const counts = Object.fromEntries(ids.map((id) => [id, sparse(partial.counts[id]!)]))
  const missing = partial.basesMissing ? { bases_missing: true } : {}
  return `${JSON.stringify({ contract: partial.contract, contig_count: partial.contigCount, ...missing, counts })}\n`
}

/** @throws Error when the text is no partial or names an unknown count */
export function readPartial(text: string): PartialResult {
  const json: unknown = JSON.parse(text)
  if (!isPartialJson(json)) throw new Error('this JSON is not a partial')
  const counts: Partial<Record<CountId, BigUint64Array>> = {}
  for (const [name, pairs] of Object.entries(json.counts)) {
    if (!Object.hasOwn(countDefinitions, name)) throw new Error(`unknown count ${name}`)
    const id = name as CountId
    counts[id] = dense(pairs, countLength(id, json.contig_count))
  }
  const missing = json.bases_missing ? { basesMissing: true } : {}
  return { contract: json.contract, contigCount: json.contig_count, counts, ...missing }
}

function isPartialJson(json: unknown): json is PartialJson {
  const { contract, contig_count: contigCount, counts } = (json ?? {}) as Partial<PartialJson>
  const isCounted = Number.isInteger(contract) && Number.isInteger(contigCount) && Number(contigCount) >= 0
  return isCounted && typeof counts === 'object' && counts !== null && Object.values(counts).every(Array.isArray)
}

function sparse(vector: BigUint64Array): string[] {
  const pairs: string[] = []
  vector.forEach((word, index) => {
    if (word !== 0n) pairs.push(`${index}:${word}`)
  })
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
