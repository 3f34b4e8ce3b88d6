// Judged samples for tests: a made document with every section that reports draw, and its verdict by an example profile.
import { judge, type Profile, profiles, readDocument, type SavedDocument, type SavedVerdict } from '@genomsyn/standard'
import type { JudgedSample } from '../src/html/judged-sample.ts'

type Numbers = Readonly<Record<string, unknown>>

const dk = profiles.find(({ name }) => name === 'dk-wgs-example')!
/** For any reference. */
export const anywhere: Profile = { ...dk, reference: { assembly: null, territories: null } }

const depths = Array.from({ length: 60 }, (_, depth) => [depth, Math.round(1e6 * Math.exp(-((depth - 27) ** 2) / 60))])

const removed = [
  { reason: 'mapq', reads: 10, bases: 300_000 },
  { reason: 'duplicate', reads: 20, bases: 700_000 },
  { reason: 'capped', reads: null, bases: 0 },
]
const elsewhere = [
  { reason: 'duplicate', reads: 20, bases: 800_000 },
  { reason: 'overlap', reads: null, bases: 100_000 },
]

/** A parsed `<sample>.genomsyn.json` of 26.5x over a million positions; `sections` replace its own or are added. */
export function madeJson(metrics: Numbers = {}, sections: Numbers = {}): Record<string, unknown> {
  return {
    schema_version: '1.0',
    biosample: { id: 'NA12878' },
    extended_metrics: {
      mean_autosome_coverage: 26.5,
      mean_genome_coverage: 27,
      sd_autosome_coverage: 6.9,
      pct_autosomes_1x: 99.9,
      pct_autosomes_15x: 96.25,
      pct_autosomes_30x: 31,
      pct_bases_q20: 97,
      pct_bases_q30: 92,
      pct_reads_duplicate: 10,
      pct_reads_mapped: 99.5,
      mean_insert_size: 420.5,
      insert_size_std_deviation: 90,
      mean_read_length: 150,
      reads_paired_primary: 800e6,
      read_pairs_mapped: 400e6,
      read_pairs_duplicate: 40e6,
      ...metrics,
    },
    reasons: { m_auto_ratio: 'contig_absent' },
    integrity: {
      eof_marker_ok: true,
      coordinate_sorted: true,
      duplicates_marked: true,
      read_type: 'paired_end',
      samples: ['NA12878'],
      read_groups: [{ id: 'lane1' }, { id: 'lane2' }],
    },
    provenance: {
      tool: { name: 'genomsyn', version: '0.1.0' },
      definition: { id: 'ga4gh-wgs-qc-1.0', version: '0.1.0' },
      input: { format: 'BAM', compressed_bytes: 1_134_768, digest: 'f59a0d1b14256e43' },
      reference: { name: 'GRCh38', contigs: [{ name: 'chr1', length: 1_000_000 }] },
      territory: { name: 'all.bed', chosen_by: 'regions_option', regions_sha256: 'a'.repeat(64), territory_bp: 1_000_000 },
      filters: [
        { name: 'ga4gh-wgs', source: 'Picard', description: 'MAPQ >= 20', removed, kept: { reads: 100, bases: 26_500_000 } },
        {
          name: 'mosdepth-default',
          source: 'mosdepth',
          description: 'any',
          removed: elsewhere,
          kept: { reads: 90, bases: 27_000_000 },
        },
      ],
    },
    contigs: [
      { name: 'chr1', length: 1_000_000, records_mapped: 5, records_unmapped: 0, mean_depth: 27 },
      { name: 'chrX', length: 100_000, records_mapped: 5, records_unmapped: 0, mean_depth: 13.5 },
      { name: 'chrM', length: 1000, records_mapped: 5, records_unmapped: 0, mean_depth: 2000 },
    ],
    histograms: {
      autosome_depth: depths,
      base_quality: [[2, 10], [25, 100], [37, 900]], // prettier-ignore
      insert_size: Array.from({ length: 300 }, (_, i) => [300 + i, 1000 - Math.abs(i - 120)]),
      mapping_quality: [[0, 10], [60, 990]], // prettier-ignore
    },
    ...sections,
  }
}

const read = { reads: 3, reads_past_max_cycle: 0 }

/** Both reads of three cycles, as the section `cycles` has them. */
export const cycles = {
  max_cycle: 1024,
  quality: {
    reads_of_neither: 0,
    read_1: { ...read, bases: [3, 3, 2], quality_sum: [111, 105, 60], bases_q30: [3, 3, 1] },
    read_2: { ...read, bases: [3, 3, 2], quality_sum: [99, 96, 50], bases_q30: [3, 2, 0] },
  },
  bases: {
    reads_of_neither: 0,
    read_1: { ...read, a: [1, 1, 0], c: [1, 1, 1], g: [1, 0, 1], t: [0, 1, 0], n: [0, 0, 0], other: [0, 0, 0] },
    read_2: { ...read, a: [2, 1, 0], c: [0, 1, 1], g: [1, 0, 0], t: [0, 1, 0], n: [0, 0, 1], other: [0, 0, 0] },
  },
  reasons: {},
}

const group = { sample: 'NA12878', library: 'lib1', platform: 'ILLUMINA', reasons: {}, counts: {} }
const own = { pct_bases_q30: 92, pct_reads_duplicate: 10, pct_reads_mapped: 99.5, mean_insert_size: 420, mean_base_quality: 36 }

/** Two lanes, the second one worse, and records of no read group, as the section `read_groups` has them. */
export const readGroups = {
  reason: null,
  groups: [
    { ...group, id: 'run7_L001', mean_depth_contribution: 14.25, metrics: own, without: { metrics: { mean_autosome_coverage: 12.25 } } },
    { ...group, id: 'run7_L002', mean_depth_contribution: 12.25, metrics: { ...own, pct_bases_q30: 71 }, without: { metrics: { mean_autosome_coverage: 14.25 } } },
    { ...group, id: null, library: null, mean_depth_contribution: 0, metrics: {}, without: null },
  ],
} // prettier-ignore

export function madeDocument(metrics: Numbers = {}, sections: Numbers = {}): SavedDocument {
  return readDocument(madeJson(metrics, sections)) as SavedDocument
}

export function verdictOf(document: SavedDocument, profile: Profile = anywhere): SavedVerdict {
  return judge(document, { specimen: 'blood' }, profile)
}

export function madeSample(metrics: Numbers = {}, sections: Numbers = {}): JudgedSample {
  const document = madeDocument(metrics, sections)
  return { sample: document.sample, document, verdict: verdictOf(document), override: null }
}
