// Why a metric has no value: machine-readable codes, each with its words. A value that does not apply is never 0.

const words = {
  contig_absent: 'the header has no such contig, or lacks an autosome',
  duplicates_not_marked: 'no duplicate is marked and no program that marks them is named',
  empty_territory: 'the territory has no position left',
  no_autosome_depth: 'no read covers an autosome',
  names_span_read_groups: 'reads of one name lie in several read groups, and what one would be without the other is not known',
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
  several_read_groups_left_out: 'depth was measured without each read group, and not without several',
  territory_too_small: 'more positions are covered than the territory has: the mask is not that of the reference used',
} as const

/** What whoever needs the value does about it. */
const remedies: Readonly<Record<keyof typeof words, string>> = {
  contig_absent: 'judge it by a profile for the reference that it is aligned to',
  duplicates_not_marked: "mark duplicates, for example with 'samtools markdup', and measure the file again",
  empty_territory: 'measure the file again with --regions that hold bases',
  no_autosome_depth: 'find out whether this is the whole file of the right sample; if it is, sequencing or alignment failed',
  names_span_read_groups: 'write the file again without the read groups and measure that',
  no_bases: 'find out whether this is the whole file of the right sample; if it is, sequencing or alignment failed',
  no_insert_sizes:
    'align both reads of each pair together and measure the file again, or judge it by a profile for unpaired reads',
  no_mapped_reads: 'align the reads and measure the file again',
  no_paired_reads: 'judge it by a profile for unpaired reads, or measure the file that holds both reads of each pair',
  no_qualities: 'write the file again with base qualities and measure it again',
  no_reads: 'find out where the reads were lost between sequencer and alignment, write the file again and measure it again',
  no_territory: 'measure the file again with --regions',
  not_coordinate_sorted: "sort the file with 'samtools sort' and measure it again",
  not_counted: 'measure the file again with this version of genomsyn',
  reference_absent: 'measure the file again with --reference or --reference-cache',
  several_read_groups_left_out: 'write the file again without the read groups and measure that',
  territory_too_small: 'measure the file again with --reference and the FASTA file that the reads were aligned to',
}

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

/** What to do about it, as a clause for people. */
export function remedyFor(reason: ReasonCode): string {
  return remedies[reason]
}

/** `compute` of what is there; what is absent stays absent, for the same reason. */
export function whenPresent<From, To>(value: From | Absent, compute: (value: From) => To | Absent): To | Absent {
  return isAbsent(value) ? value : compute(value)
}
