// Saved documents for tests: a good germline genome of GRCh38 at 34x, unless said otherwise.
import { autosomeLengths } from '../src/territories/grch38.ts'
import { isFault, readDocument, type SavedDocument } from '../src/verdict/saved-document.ts'

type Numbers = Readonly<Record<string, number | null>>

export interface SavedFacts {
  readonly metrics?: Numbers
  readonly reasons?: Readonly<Record<string, string>>
  readonly integrity?: Readonly<Record<string, unknown>>
  readonly definition?: { readonly id: string; readonly version: string }
  readonly territory?: Readonly<Record<string, unknown>> | null
  readonly contigs?: readonly { readonly name: string; readonly length: number }[]
  readonly aln?: Numbers
}

export const grch38Contigs = autosomeLengths.map((length, i) => ({ name: `chr${i + 1}`, length }))

const good: Numbers = {
  mean_autosome_coverage: 34.2,
  mean_genome_coverage: 33,
  sd_autosome_coverage: 7.5,
  pct_autosomes_15x: 96.1,
  pct_bases_q20: 97,
  pct_bases_q30: 92,
  pct_reads_duplicate: 10,
  pct_reads_mapped: 99.5,
  pct_reads_properly_paired: 97,
  mad_autosome_coverage: 4,
  mean_insert_size: 420.5,
  insert_size_std_deviation: 90.1,
  mean_read_length: 150,
  yield_bp_q30: 110_000_000_000,
  reads_paired_primary: 800_000_000,
  read_pairs_mapped: 400_000_000,
  read_pairs_duplicate: 40_000_000,
  x_auto_ratio: 1,
  y_auto_ratio: 0.01,
}

/** A parsed `<sample>.genomsyn.json`, as far as judging reads it. */
export function savedJson(facts: SavedFacts = {}): Record<string, unknown> {
  return {
    schema_version: '1.0',
    biosample: { id: 'NA12878' },
    wgs_qc_metrics: { aln_metrics: { ...facts.aln }, variant_metrics: {} },
    extended_metrics: { ...good, ...facts.metrics },
    reasons: { ...facts.reasons },
    integrity: {
      eof_marker_ok: true,
      coordinate_sorted: true,
      duplicates_marked: true,
      read_type: 'paired_end',
      reference_match: null,
      samples: ['NA12878'],
      ...facts.integrity,
    },
    provenance: {
      definition: facts.definition ?? { id: 'ga4gh-wgs-qc-1.0', version: '0.1.0' },
      reference: { name: null, contigs: facts.contigs ?? grch38Contigs },
      territory:
        facts.territory === undefined
          ? {
              name: 'grch38-autosomes-non-gap',
              chosen_by: 'grch38_contigs',
              regions_sha256: 'a'.repeat(64),
              territory_bp: 2745205644,
            }
          : facts.territory,
    },
  }
}

export function saved(facts: SavedFacts = {}): SavedDocument {
  const document = readDocument(savedJson(facts))
  if (isFault(document)) throw new Error(document.problem)
  return document
}
