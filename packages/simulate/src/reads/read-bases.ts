// The bases of one aligned read: a copy of a haplotype with sequencing errors, and how it differs from the reference.
import type { Cigar } from '../sam/cigar.ts'
import { type DonorContig, otherBase, randomBase } from '../genome/donor.ts'
import type { Random } from '../random/random.ts'

/** Chance of an error at each Phred value, 10^(-q/10), in 1/65536. */
const ERROR_SHARES = Uint16Array.of(
  49152, 49152, 41350, 32846, 26090, 20724, 16462, 13076, 10387, 8251, 6554, 5206, 4135, 3285, 2609, 2072, 1646, 1308,
  1039, 825, 655, 521, 414, 328, 261, 207, 165, 131, 104, 83, 66, 52, 41, 33, 26, 21, 16, 13, 10, 8, 7, 5,
) // prettier-ignore
const N = 'N'.charCodeAt(0)
const MAX_READ_BASES = 100_000
const letters = Buffer.alloc(MAX_READ_BASES)

/** Where a read lies and which haplotype it copies. */
export interface Locus {
  readonly contig: DonorContig
  readonly haplotype: 0 | 1
  readonly position: number
  readonly cigar: Cigar
}

export interface ReadBases {
  readonly sequence: string
  /** NM: mismatches, inserted and deleted bases (SAM tags specification, 2024-09). */
  readonly editDistance: number
  /** MD. */
  readonly mismatchText: string
}

/** Clipped and inserted bases are random; a base errs as often as its quality says. */
export function copyBases(random: Random, locus: Locus, qualities: Uint8Array): ReadBases {
  const differences = new Differences()
  let from = locus.position
  let to = 0
  for (const [length, operation] of locus.cigar) {
    if (operation === 'M') copyAligned(random, locus, { qualities, from, to, length }, differences)
    else if (operation === 'I' || operation === 'S') fillRandom(random, to, length)
    if (operation === 'I') differences.editDistance += length
    if (operation === 'D') differences.delete(locus.contig.bases.subarray(from, from + length))
    if (operation === 'M' || operation === 'D' || operation === 'N') from += length
    if (operation === 'M' || operation === 'I' || operation === 'S') to += length
  }
  return {
    sequence: letters.toString('latin1', 0, to),
    editDistance: differences.editDistance,
    mismatchText: differences.finish(),
  }
}

/** A stretch of bases from the haplotype to the read. */
interface Stretch {
  readonly qualities: Uint8Array
  readonly from: number
  readonly to: number
  readonly length: number
}

/** Hot: once per base. `from` counts along the reference, `to` along the read. */
function copyAligned(random: Random, locus: Locus, stretch: Stretch, differences: Differences): void {
  const { bases: reference, haplotypes } = locus.contig
  const haplotype = haplotypes[locus.haplotype]
  const { qualities, from, to, length } = stretch
  for (let i = 0; i < length; i++) {
    const expected = reference[from + i]!
    let base = haplotype[from + i]!
    if (random.next() >>> 16 < ERROR_SHARES[qualities[to + i]!]!) base = otherBase(random, base)
    letters[to + i] = base
    if (base === expected && base !== N) differences.matched++
    else differences.mismatch(expected)
  }
}

function fillRandom(random: Random, to: number, length: number): void {
  for (let i = to; i < to + length; i++) letters[i] = randomBase(random)
}

/** NM and MD, gathered from left to right. */
class Differences {
  editDistance = 0
  matched = 0
  #text = ''

  mismatch(expected: number): void {
    this.#text += this.matched + String.fromCharCode(expected)
    this.matched = 0
    this.editDistance++
  }

  delete(expected: Uint8Array): void {
    this.#text += `${this.matched}^${Buffer.from(expected).toString('latin1')}`
    this.matched = 0
    this.editDistance += expected.length
  }

  finish(): string {
    return this.#text + this.matched
  }
}
