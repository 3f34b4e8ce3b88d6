// The full histograms of a document: ascending pairs of value and count, empty bins left out; null when not measured or void.
import { isAbsent } from './absence.ts'
import { autosomeDepth } from './autosome-depth.ts'
import { primaryQualities } from './base-qualities.ts'
import type { Histogram } from './histogram.ts'
import { insertSizes } from './insert-sizes.ts'
import type { Json, JsonObject } from './json-text.ts'
import { countsOf, type Observation } from './observation.ts'
import { occurring } from './occurring.ts'

const MAPPING_QUALITIES = 256

/** What each histogram counts, by what. */
export const histogramDescriptions = {
  autosome_depth: 'territory positions by depth, capped at 250, under the filter ga4gh-wgs',
  base_quality: 'bases of primary reads by quality, QC-fail reads included',
  depth: 'positions of all contigs by depth, under the filter mosdepth-default',
  insert_size: 'pairs by insert size, at most 8000, halved and truncated per size and orientation',
  mapping_quality: 'mapped primary reads by mapping quality',
} as const

type HistogramId = keyof typeof histogramDescriptions

export function histogramsSection(observation: Observation): JsonObject {
  const { counts } = observation
  return {
    autosome_depth: pairs(autosomeDepthOf(observation)),
    base_quality: pairs(counts['base-quality'] ? primaryQualities(observation) : null),
    depth: counts.depth && observation.coordinateSorted ? genomeDepth(observation) : null,
    insert_size: pairs(counts['insert-size'] ? insertSizes(observation) : null),
    mapping_quality: pairs(counts['mapping-quality'] ? mappingQualities(observation) : null),
  } satisfies Record<HistogramId, Json>
}

function pairs(histogram: Histogram | null): Json {
  return histogram && histogram.flatMap((count, value) => (count > 0 ? [[value, count]] : []))
}

function autosomeDepthOf(observation: Observation): Histogram | null {
  const { flags, 'wgs-depth': depths } = observation.counts
  if (flags === undefined || depths === undefined) return null
  const histogram = autosomeDepth(observation)
  return isAbsent(histogram) ? null : histogram
}

/** Pairs at once: of 65,536 depths some hundreds occur. Positions without depth are what the contigs have left. */
function genomeDepth(observation: Observation): Json {
  const depths = occurring(countsOf(observation, 'depth')).filter(([depth]) => depth > 0)
  const covered = depths.map(([depth, count]) => [depth, Number(count)] as const)
  const length = observation.contigs.reduce((sum, contig) => sum + contig.length, 0)
  const uncovered = length - covered.reduce((sum, [, count]) => sum + count, 0)
  return uncovered > 0 ? [[0, uncovered], ...covered] : covered
}

function mappingQualities(observation: Observation): Histogram {
  const reads = countsOf(observation, 'mapping-quality')
  return Array.from({ length: MAPPING_QUALITIES }, (_, quality) => Number(reads[quality]! + reads[quality | MAPPING_QUALITIES]!))
}
