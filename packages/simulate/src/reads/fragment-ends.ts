// The two reads of a fragment, or its one, before they know of each other: usually inward-facing, sometimes not.
import type { SequencingRun } from './sequencing-run.ts'
import type { Template } from './templates.ts'
import { type Read, type ReadSite, drawRead } from './read.ts'

/** How far apart the mates of a distant pair are, beyond the length of the fragment. */
const MIN_DISTANCE = 2000
const MAX_DISTANCE = 60_000

/** What became of a pair. */
export type PairFate = 'proper' | 'distant' | 'sameStrand' | 'otherContig' | 'mateUnmapped'

/** Left read first. An unmapped read has an empty CIGAR and lies where its mate does. */
export interface FragmentEnds {
  readonly fate: PairFate
  readonly reads: readonly [Read, Read]
}

function drawFate({ random, library }: SequencingRun): PairFate {
  const { distant, sameStrand, otherContig, mateUnmapped } = library.rates
  let toss = random.below(100_000)
  if ((toss -= distant) < 0) return 'distant'
  if ((toss -= sameStrand) < 0) return 'sameStrand'
  if ((toss -= otherContig) < 0) return 'otherContig'
  return toss < mateUnmapped ? 'mateUnmapped' : 'proper'
}

export function drawEnds(run: SequencingRun, template: Template): FragmentEnds {
  const fate = drawFate(run)
  const left = drawRead(run, leftSite(template))
  const right = drawRead(run, rightSite(run, template, fate))
  if (fate !== 'mateUnmapped') return { fate, reads: [left, right] }
  return { fate, reads: run.random.chance(50_000) ? [unmapped(left, right), right] : [left, unmapped(right, left)] }
}

/** The left read: it begins with the fragment. */
export function leftSite({ contig, begin, length, haplotype }: Template): ReadSite {
  return { contig, haplotype, fivePrime: begin, reverse: false, inserted: length }
}

function rightSite(run: SequencingRun, template: Template, fate: PairFate): ReadSite {
  const { contig, begin, length, haplotype } = template
  const end = begin + length
  const usual: ReadSite = { contig, haplotype, fivePrime: end - 1, reverse: true, inserted: length }
  if (fate === 'sameStrand') return { ...usual, fivePrime: Math.max(begin, end - run.library.readLength), reverse: false }
  if (fate === 'distant') return { ...usual, haplotype: 1, fivePrime: distantEnd(run, contig, end) }
  return fate === 'otherContig' ? elsewhere(run, usual) : usual
}

function distantEnd({ random, donor }: SequencingRun, contig: number, end: number): number {
  return Math.min(end + random.between(MIN_DISTANCE, MAX_DISTANCE), donor[contig]!.length) - 1
}

/** On a later contig, so that records can be written in order; the usual place if there is none. */
function elsewhere({ random, donor, library }: SequencingRun, usual: ReadSite): ReadSite {
  const contig = usual.contig + 1 + random.below(donor.length - usual.contig)
  const target = donor[contig]
  if (target === undefined || target.length <= library.readLength) return usual
  const fivePrime = library.readLength + random.below(target.length - library.readLength)
  return { ...usual, contig, haplotype: 1, fivePrime }
}

function unmapped(read: Read, mate: Read): Read {
  const { contig, position } = mate
  return { ...read, contig, position, cigar: [], reverse: false, mappingQuality: 0 }
}
