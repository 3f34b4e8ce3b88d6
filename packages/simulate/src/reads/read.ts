// One simulated read: where it aligns, its bases and qualities. Flags and mates come later, in pair.ts.
import { type Cigar, referenceLength } from '../sam/cigar.ts'
import { mix } from '../random/random.ts'
import { drawQualities } from './qualities.ts'
import { copyBases, type ReadBases } from './read-bases.ts'
import { drawCigar } from './read-cigar.ts'
import type { SequencingRun } from './sequencing-run.ts'

/** Windows whose reads align in several places, of 100. */
const REPEAT_WINDOW_PERCENT = 3
const REPEAT_WINDOW_BITS = 9
const REPEAT_QUALITIES = [0, 0, 0, 1, 3, 7, 12, 18, 19, 20, 22, 27, 40]
const OTHER_QUALITIES = [59, 57, 52, 48, 40, 37, 29, 25, 20, 19, 10, 0]
/** Unique reads with less than the full mapping quality, per 100,000. */
const LOWERED_RATE = 1500
const FULL_MAPPING_QUALITY = 60

export interface Read extends ReadBases {
  readonly contig: number
  readonly position: number
  readonly cigar: Cigar
  readonly reverse: boolean
  readonly mappingQuality: number
  /** In the order of `sequence`, which is that of the reference. */
  readonly qualities: Uint8Array
}

/** Where the 5' end of a read is; it goes right if forward, left if reverse. */
export interface ReadSite {
  readonly contig: number
  readonly haplotype: 0 | 1
  readonly fivePrime: number
  readonly reverse: boolean
  /** Bases of the fragment behind the 5' end. */
  readonly inserted: number
}

/** A read sequenced from a site with the library's habits. */
export function drawRead(run: SequencingRun, site: ReadSite): Read {
  const cigar = drawCigar(run, site.inserted, site.reverse)
  const position = leftmost(site, cigar)
  const contigLength = run.donor[site.contig]!.length
  const fits = position >= 0 && position + referenceLength(cigar) <= contigLength
  if (fits) return readAt(run, site, position, cigar)
  const plain: Cigar = [[run.library.readLength, 'M']]
  return readAt(run, site, Math.min(Math.max(0, leftmost(site, plain)), contigLength - run.library.readLength), plain)
}

/** A read of fresh qualities and errors with a given alignment. */
export function readAt(run: SequencingRun, site: ReadSite, position: number, cigar: Cigar): Read {
  const { random, library } = run
  const { contig, haplotype, reverse } = site
  const qualities = drawQualities(random, library.qualities, library.readLength)
  if (reverse) reverseInPlace(qualities)
  const bases = copyBases(random, { contig: run.donor[contig]!, haplotype, position, cigar }, qualities)
  const { sequence, editDistance, mismatchText } = bases
  const mappingQuality = drawMappingQuality(run, contig, position)
  return { contig, position, cigar, reverse, mappingQuality, sequence, qualities, editDistance, mismatchText }
}

/** Several times as fast as the built-in on arrays this short. */
function reverseInPlace(qualities: Uint8Array): void {
  for (let left = 0, right = qualities.length - 1; left < right; left++, right--) {
    const quality = qualities[left]!
    qualities[left] = qualities[right]!
    qualities[right] = quality
  }
}

/** Soft clips at the 5' end move the first aligned base inward. */
function leftmost({ fivePrime, reverse }: ReadSite, cigar: Cigar): number {
  const outermost = reverse ? cigar.at(-1) : cigar[0]
  const clip = outermost?.[1] === 'S' ? outermost[0] : 0
  return reverse ? fivePrime + 1 - clip - referenceLength(cigar) : fivePrime + clip
}

function drawMappingQuality({ random, seed }: SequencingRun, contig: number, position: number): number {
  const repeat = mix(mix(seed ^ contig) ^ (position >> REPEAT_WINDOW_BITS)) % 100 < REPEAT_WINDOW_PERCENT
  if (repeat) return random.pick(REPEAT_QUALITIES)
  return random.chance(LOWERED_RATE) ? random.pick(OTHER_QUALITIES) : FULL_MAPPING_QUALITY
}
