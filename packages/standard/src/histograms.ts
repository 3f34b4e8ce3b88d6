// The full histograms of a document: ascending pairs of value and count, empty bins left out; null when not measured or void.
import { isAbsent } from './absence.ts'
import { autosomeDepth } from './autosome-depth.ts'
import { primaryQualities } from './base-qualities.ts'
import { type Histogram, totalCount } from './histogram.ts'
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
  const histograms: Record<HistogramId, Histogram | null> = {
    autosome_depth: autosomeDepthOf(observation),
    base_quality: counts['base-quality'] ? primaryQualities(observation) : null,
    depth: counts.depth && observation.coordinateSorted ? genomeDepth(observation) : null,
    insert_size: counts['insert-size'] ? insertSizes(observation) : null,
    mapping_quality: counts['mapping-quality'] ? mappingQualities(observation) : null,
  }
  return Object.fromEntries(Object.entries(histograms).map(([id, histogram]) => [id, histogram && pairs(histogram)]))
}

function pairs(histogram: Histogram): Json[] {
  return histogram.flatMap((count, value) => (count > 0 ? [[value, count]] : []))
}

function autosomeDepthOf(observation: Observation): Histogram | null {
  const { flags, 'wgs-depth': depths } = observation.counts
  if (flags === undefined || depths === undefined) return null
  const histogram = autosomeDepth(observation)
  return isAbsent(histogram) ? null : histogram
}

/** Positions without depth are what the contigs have left. */
function genomeDepth(observation: Observation): Histogram {
  const depths = countsOf(observation, 'depth')
  const positions = Array.from({ length: depths.length }, () => 0)
  for (const [depth, count] of occurring(depths)) positions[depth] = Number(count)
  const length = observation.contigs.reduce((sum, contig) => sum + contig.length, 0)
  positions[0] = length - totalCount(positions.slice(1))
  return positions
}

function mappingQualities(observation: Observation): Histogram {
  const reads = countsOf(observation, 'mapping-quality')
  return Array.from({ length: MAPPING_QUALITIES }, (_, quality) => Number(reads[quality]! + reads[quality | MAPPING_QUALITIES]!))
}
