// Why a metric has no value: machine-readable codes, each with its words. A value that does not apply is never 0.

const words = {
  contig_absent: 'the header has no such contig, or lacks an autosome',
  duplicates_not_marked: 'no duplicate is marked and no program that marks them is named',
  empty_territory: 'the territory has no position left',
  no_autosome_depth: 'no read covers an autosome',
  no_bases: 'no aligned base lies in reads that touch the regions',
  no_insert_sizes: 'no pair has an insert size',
  no_mapped_reads: 'no read is mapped',
  no_paired_reads: 'the reads are not paired',
  no_qualities: 'no read has base qualities',
  no_reads: 'the file holds no reads',
  no_territory: 'the contigs are not GRCh38 and no regions were given',
  not_coordinate_sorted: 'the records are not in coordinate order',
  not_counted: 'the counts it needs were not measured',
  reference_absent: 'the bases of the CRAM are differences from a reference that was not given',
  territory_too_small: 'more positions are covered than the territory has: the mask is not that of the reference used',
} as const

export type ReasonCode = keyof typeof words

export interface Absent {
  readonly reason: ReasonCode
}

export const reasonCodes = Object.keys(words) as ReasonCode[]

export function absent(reason: ReasonCode): Absent {
  return { reason }
}

export function isAbsent(value: unknown): value is Absent {
  return typeof value === 'object' && value !== null && 'reason' in value
}

/** The reason as a clause for people. */
export function wordsFor(reason: ReasonCode): string {
  return words[reason]
}

/** `compute` of what is there; what is absent stays absent, for the same reason. */
export function whenPresent<From, To>(value: From | Absent, compute: (value: From) => To | Absent): To | Absent {
  return isAbsent(value) ? value : compute(value)
}
