// Reference sequences from a seed: GC content that wanders along the contig, short tandem repeats, runs of N.
import { Random } from '../random/random.ts'

/** Bases over which GC content stays the same. */
const ISOCHORE_BASES = 1024
const MIN_GC_PER_MILLE = 280
const MAX_GC_PER_MILLE = 640
/** Tandem repeats per 100,000 isochores. */
const REPEAT_RATE = 8000

const [A, C, G, T, N] = [...'ACGTN'].map((letter) => letter.charCodeAt(0)) as [number, number, number, number, number]

export interface ContigSpecification {
  readonly name: string
  readonly length: number
  /** Runs of N, 0-based half-open. */
  readonly gaps?: readonly (readonly [begin: number, end: number])[]
  /** Depth in per cent of the genome's: 50 for X in a male sample, thousands for mitochondria. */
  readonly relativeDepth?: number
}

export interface Contig {
  readonly name: string
  readonly length: number
  /** Upper-case ASCII letters. */
  readonly bases: Uint8Array
  readonly relativeDepth: number
}

/** The same seed and specifications give the same bases everywhere; contigs do not depend on each other. */
export function makeGenome(seed: number, specifications: readonly ContigSpecification[]): Contig[] {
  return specifications.map((specification, index) => makeContig(new Random(seed, index), specification))
}

function makeContig(random: Random, { name, length, gaps = [], relativeDepth = 100 }: ContigSpecification): Contig {
  const bases = new Uint8Array(length)
  let gc = 410
  for (let begin = 0; begin < length; begin += ISOCHORE_BASES) {
    gc = Math.min(MAX_GC_PER_MILLE, Math.max(MIN_GC_PER_MILLE, gc + random.between(-40, 40)))
    const isochore = bases.subarray(begin, begin + ISOCHORE_BASES)
    fillIsochore(random, isochore, gc)
    if (random.chance(REPEAT_RATE)) plantRepeat(random, isochore)
  }
  for (const [begin, end] of gaps) bases.fill(N, begin, end)
  return { name, length, bases, relativeDepth }
}

function fillIsochore(random: Random, bases: Uint8Array, gcPerMille: number): void {
  const limit = Math.floor((gcPerMille * 2 ** 31) / 1000)
  for (let i = 0; i < bases.length; i++) {
    const bits = random.next()
    const strong = bits >>> 1 < limit
    bases[i] = bits & 1 ? (strong ? G : T) : strong ? C : A
  }
}

/** A unit of 1 to 6 bases, 5 to 25 times. */
function plantRepeat(random: Random, bases: Uint8Array): void {
  const unit = random.between(1, 6)
  const begin = random.below(bases.length)
  const end = Math.min(bases.length, begin + unit * random.between(5, 25))
  for (let i = begin + unit; i < end; i++) bases[i] = bases[i - unit]!
}
