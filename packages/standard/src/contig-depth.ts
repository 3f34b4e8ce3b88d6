// Mean depth per contig under mosdepth's default filter, and ratios of such means to that of the autosomes.
import { absent, type Absent, isAbsent, whenPresent } from './absence.ts'
import { autosomeIndices, nonAutosomeIndex, type NonAutosome } from './contig-names.ts'
import { countRecords, flag, notPrimary } from './flags.ts'
import { float, type JsonObject } from './json-text.ts'
import { countsOf, type Observation } from './observation.ts'

export const contigDepthNeeds = ['contig-depth', 'flags'] as const

/** Sum of depth over the contig / its length, N positions included, as in mosdepth's summary; unrounded. */
export function meanDepthOf(observation: Observation, contig: number): number | Absent {
  return whenPresent(depthCondition(observation), () => depthOver(observation, contig))
}

/** Mean depth of the contig / mean depth over all autosomes together (sum of depths / sum of lengths). */
export function ratioToAutosomes(observation: Observation, contig: NonAutosome): number | Absent {
  const index = nonAutosomeIndex(observation.contigs, contig)
  if (index < 0) return absent('contig_absent')
  return whenPresent(meanDepthOf(observation, index), (depth) =>
    whenPresent(meanAutosomeDepth(observation), (autosomes) => depth / autosomes),
  )
}

/**
 * Sum of depth over all contigs that hold a record / their lengths, as in the row `total` of mosdepth's summary: mosdepth
 * 0.3.3 leaves out a contig of which its index knows no record.
 */
export function meanGenomeDepth(observation: Observation): number | Absent {
  return whenPresent(depthCondition(observation), () => {
    const records = countsOf(observation, 'contig-records')
    const seen = [...observation.contigs.keys()].filter((contig) => records[2 * contig]! + records[2 * contig + 1]! > 0n)
    const length = seen.reduce((sum, contig) => sum + observation.contigs[contig]!.length, 0)
    return length === 0 ? absent('no_mapped_reads') : depthSum(observation, seen) / length
  })
}

/** One row per contig of the header: records placed on it and mean depth; null where not measured or void. */
export function contigsSection(observation: Observation): JsonObject[] {
  const { 'contig-records': records, 'contig-depth': depths, flags } = observation.counts
  const measured = depths !== undefined && flags !== undefined
  const condition = measured ? depthCondition(observation) : null // the same for thousands of contigs
  return observation.contigs.map(({ name, length }, contig) => {
    const depth = condition && whenPresent(condition, () => depthOver(observation, contig))
    return {
      name,
      length,
      records_mapped: records?.[2 * contig] ?? null,
      records_unmapped: records?.[2 * contig + 1] ?? null,
      mean_depth: depth === null || isAbsent(depth) ? null : float(depth),
    }
  })
}

function depthOver(observation: Observation, contig: number): number | Absent {
  const { length } = observation.contigs[contig]!
  return length === 0 ? absent('no_bases') : depthSum(observation, [contig]) / length
}

function meanAutosomeDepth(observation: Observation): number | Absent {
  const autosomes = autosomeIndices(observation.contigs)
  if (autosomes === null) return absent('contig_absent')
  const depth = depthSum(observation, autosomes)
  const length = autosomes.reduce((sum, index) => sum + observation.contigs[index]!.length, 0)
  return depth === 0 ? absent('no_autosome_depth') : depth / length
}

function depthCondition(observation: Observation): true | Absent {
  if (countRecords(observation, {}) === 0n) return absent('no_reads')
  if (!observation.coordinateSorted) return absent('not_coordinate_sorted')
  return countRecords(observation, { none: notPrimary | flag.unmapped }) === 0n ? absent('no_mapped_reads') : true
}

function depthSum(observation: Observation, contigs: readonly number[]): number {
  const sums = countsOf(observation, 'contig-depth')
  return contigs.reduce((sum, contig) => sum + Number(sums[contig]!), 0)
}
