// One sample's mean depth as other tools and programmes define it, from the same saved counts; or why it cannot be had.
import type { SavedDocument } from '../verdict/saved-document.ts'
import { contigLengths, removedFor } from './saved-filter.ts'
import { mosdepthFilterOf } from './waterfall.ts'

export interface OtherDefinition {
  readonly definition: string
  /** Null when it cannot be given. */
  readonly value: number | null
  /** What it counts, or why it cannot be given. */
  readonly words: string
}

const NOT_MEASURED = 'the document does not have the counts for it; measure the file again'

export function otherDefinitions(document: SavedDocument): OtherDefinition[] {
  const { metrics } = document
  const genome = metrics['mean_genome_coverage'] ?? null
  return [
    given(
      'GA4GH WGS-QC 1.0',
      metrics['mean_autosome_coverage'] ?? null,
      'autosomes without gaps and N; MAPQ and base quality 20 or more; no duplicates; pairs only; overlap once',
    ),
    given('Picard CollectWgsMetrics 2.27.5', metrics['mean_autosome_coverage'] ?? null, 'MEAN_COVERAGE: the same'),
    given(
      'mosdepth 0.3.3, total',
      genome,
      'all contigs with records, N included; any MAPQ and base quality; no duplicates; overlap of proper pairs once',
    ),
    given('GRZ meanDepthOfCoverage', genome, 'mosdepth, total, with its defaults (GRZ_QC_Workflow 3.0.0)'),
    given(
      'samtools 1.16.1 depth -aa, coverage',
      samtoolsDepth(document),
      'all contigs, N included; any MAPQ and base quality; no duplicates; overlapping mates twice',
    ),
    {
      definition: 'mosdepth --fast-mode',
      value: null,
      words: 'not given: it counts deletions as covered, and how long they are is not measured',
    },
    {
      definition: 'Genomics England',
      value: null,
      words: 'not given: it asks for MAPQ above 10 and trimmed ends, which is another measurement',
    },
  ]
}

/** Aligned bases of records that are mapped, primary or supplementary, pass and are no duplicates / lengths of all contigs. */
function samtoolsDepth(document: SavedDocument): number | null {
  const filter = mosdepthFilterOf(document)
  const { all } = contigLengths(document)
  return filter === null || all === 0 ? null : (filter.kept + removedFor(filter, 'overlap')!) / all
}

function given(definition: string, value: number | null, words: string): OtherDefinition {
  return { definition, value, words: value === null ? NOT_MEASURED : words }
}
