// What every step of a simulation needs to see: the donor, the library and the random numbers of this run.
import { type DonorContig, makeDonor } from '../genome/donor.ts'
import type { Contig } from '../genome/genome.ts'
import { type Library, readGroupsOf } from './library.ts'
import { Random } from '../random/random.ts'
import { type SamHeader, makeHeader } from '../sam/sam-header.ts'

/** The programs that the tags of the reads tell of. */
const PROGRAMS = ['@PG\tID:bwa\tPN:bwa\tVN:0.7.17', '@PG\tID:MarkDuplicates\tPN:MarkDuplicates\tVN:2.27.5\tPP:bwa']

export interface ReadOptions {
  readonly seed: number
  readonly genome: readonly Contig[]
  /** Mean depth of primary records, duplicates included, where neither GC content nor a contig's copies change it. */
  readonly depth: number
  readonly library: Library
  /** SM of the read groups; `sample` unless given. */
  readonly sample?: string
}

export interface SequencingRun {
  readonly random: Random
  readonly seed: number
  readonly donor: readonly DonorContig[]
  readonly library: Library
  readonly depth: number
  readonly readGroupIds: readonly string[]
}

export function startRun({ seed, genome, depth, library, sample = 'sample' }: ReadOptions): SequencingRun {
  const readGroupIds = readGroupsOf(library, sample).map(({ id }) => id)
  return { random: new Random(seed, 0x20000), seed, donor: makeDonor(seed, genome), library, depth, readGroupIds }
}

/** The header that belongs to the reads of the same options. */
export function headerOf({ genome, library, sample = 'sample' }: ReadOptions): SamHeader {
  const contigs = genome.map(({ name, length }) => ({ name, length }))
  return makeHeader({ contigs, readGroups: readGroupsOf(library, sample), lines: PROGRAMS })
}
