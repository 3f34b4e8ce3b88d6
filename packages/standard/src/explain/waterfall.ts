// From all aligned bases of a file down to a reported mean: what was left out, for which reason, in whole bases that add up.
import { ga4ghWgs, mosdepthDefault } from '../filters/index.ts'
import type { SavedDocument } from '../verdict/saved-document.ts'
import { contigLengths, removedFor, removedInTotal, type SavedFilter, savedFilter } from './saved-filter.ts'

export interface WaterfallStep {
  readonly reason: string
  /** In words, such as `duplicates`. */
  readonly label: string
  readonly bases: number
}

/** `start` less the bases of all steps is `kept`, exactly; `kept` / `positions` is the metric. */
export interface Waterfall {
  readonly metric: string
  readonly start: number
  readonly startLabel: string
  readonly steps: readonly WaterfallStep[]
  readonly kept: number
  readonly positions: number
}

/** Metrics that have one. */
export const explainedMetrics = ['mean_autosome_coverage', 'mean_genome_coverage'] as const
export type ExplainedMetric = (typeof explainedMetrics)[number]

const labels: Readonly<Record<string, string>> = {
  outside: 'outside the territory',
  unmapped: 'unmapped',
  secondary: 'secondary alignments',
  adapter: 'adapters',
  mapq: 'MAPQ<20',
  duplicate: 'duplicates',
  unpaired_or_mate_unmapped: 'unpaired or mate unmapped',
  qc_fail: 'QC-fail reads',
  baseq: 'base quality<20',
  overlap: 'overlap of mates',
  capped: 'above 250x',
}

/** Whether more than the usual is known of all aligned bases: documents of the first days have only the territory's reads. */
const WHOLE_FILE = 'aligned'
const TERRITORY_READS = 'aligned in reads on the territory'

/** The waterfall, or why there is none. */
export function waterfallOf(document: SavedDocument, metric: ExplainedMetric): Waterfall | string {
  return metric === 'mean_autosome_coverage' ? ofTerritory(document) : ofGenome(document)
}

function ofTerritory(document: SavedDocument): Waterfall | string {
  const filter = savedFilter(document, ga4ghWgs.name)
  if (filter === null || document.territory === null) return 'the document does not say which bases of a territory were left out'
  const touching = filter.kept + removedInTotal(filter)
  const aligned = alignedInTotal(document)
  const outside = aligned === null ? [] : [{ reason: 'outside', bases: aligned - touching }]
  return {
    metric: 'mean_autosome_coverage',
    start: aligned ?? touching,
    startLabel: aligned === null ? TERRITORY_READS : WHOLE_FILE,
    steps: labelled([...outside, ...filter.removed]),
    kept: filter.kept,
    positions: document.territory.bp,
  }
}

function ofGenome(document: SavedDocument): Waterfall | string {
  const filter = mosdepthFilterOf(document)
  if (filter === null) return 'the document does not say which aligned bases were left out; measure the file again'
  return {
    metric: 'mean_genome_coverage',
    start: filter.kept + removedInTotal(filter),
    startLabel: WHOLE_FILE,
    steps: labelled(filter.removed),
    kept: filter.kept,
    positions: contigLengths(document).seen,
  }
}

/** Null where its bases are not aligned ones: then it has no overlap. */
export function mosdepthFilterOf(document: SavedDocument): SavedFilter | null {
  const filter = savedFilter(document, mosdepthDefault.name)
  return filter === null || removedFor(filter, 'overlap') === null ? null : filter
}

function alignedInTotal(document: SavedDocument): number | null {
  const filter = mosdepthFilterOf(document)
  return filter === null ? null : filter.kept + removedInTotal(filter)
}

function labelled(removed: SavedFilter['removed']): WaterfallStep[] {
  return removed.map(({ reason, bases }) => ({ reason, bases, label: labels[reason] ?? reason }))
}
