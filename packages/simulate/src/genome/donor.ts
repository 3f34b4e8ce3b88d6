// The person sequenced: two haplotypes per contig, one equal to the reference, one with single-base variants.
import type { Contig } from './genome.ts'
import { Random } from '../random/random.ts'

/** Bases between variants, on average. */
const VARIANT_SPACING = 1000
const BASES = [...'ACGT'].map((letter) => letter.charCodeAt(0))
const N = 'N'.charCodeAt(0)

export interface DonorContig extends Contig {
  readonly haplotypes: readonly [reference: Uint8Array, alternate: Uint8Array]
}

/** The alternate haplotype has bases where the reference has N. */
export function makeDonor(seed: number, genome: readonly Contig[]): DonorContig[] {
  return genome.map((contig, index) => {
    const alternate = alternateHaplotype(new Random(seed, 0x10000 + index), contig.bases)
    return { ...contig, haplotypes: [contig.bases, alternate] }
  })
}

function alternateHaplotype(random: Random, reference: Uint8Array): Uint8Array {
  const bases = reference.slice()
  for (let i = random.below(VARIANT_SPACING); i < bases.length; i += 1 + random.below(2 * VARIANT_SPACING)) {
    bases[i] = otherBase(random, bases[i]!)
  }
  for (let i = 0; i < bases.length; i++) if (bases[i] === N) bases[i] = random.pick(BASES)
  return bases
}

/** One of the three other bases, or any for N. */
export function otherBase(random: Random, base: number): number {
  const code = BASES.indexOf(base)
  return BASES[(code + 1 + random.below(3)) & 3]!
}

export function randomBase(random: Random): number {
  return BASES[random.next() >>> 30]!
}
