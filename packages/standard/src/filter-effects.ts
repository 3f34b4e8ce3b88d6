// Every filter with the reads and bases it removed, by reason. For people who ask why two depths differ.
import type { ReadFilter } from './filter.ts'
import { basesWord, readsWord } from './exclusions.ts'
import { filters, ga4ghReads, ga4ghWgs, mosdepthDefault } from './filters/index.ts'
import { countAlignedBases, countBases, countRecords } from './flags.ts'
import type { JsonObject } from './json-text.ts'
import type { Observation } from './observation.ts'

/** Reads removed, and bases: aligned ones for depths, those of SEQ for the others; null where it cannot be told. */
interface Removal {
  readonly reason: string
  readonly reads: bigint | null
  readonly bases: bigint | null
}

/** One object per filter; `removed` and `kept` are null where the counts for them were not measured. */
export function filterEffects(observation: Observation): JsonObject[] {
  return filters.map((filter) => ({ ...describe(filter), ...effectOf(filter, observation) }))
}

function describe(filter: ReadFilter): JsonObject {
  return {
    name: filter.name,
    source: filter.source,
    description: filter.description,
    min_mapping_quality: filter.minMappingQuality,
    min_base_quality: filter.minBaseQuality,
    mate_overlap: filter.mateOverlap,
    coverage_cap: filter.coverageCap,
  }
}

function effectOf(filter: ReadFilter, observation: Observation): JsonObject {
  if (filter.name === ga4ghWgs.name) return wgsEffect(observation)
  if (filter.name === mosdepthDefault.name) return mosdepthEffect(observation)
  const { flags, bases } = observation.counts
  if (flags === undefined || bases === undefined) return { removed: null, kept: null }
  const none = filter.excluded.reduce((bits, rule) => bits | rule.flags, 0)
  const sequence = filter.name === ga4ghReads.name ? { none, sequence: 'present' as const } : { none }
  return {
    removed: [...removedByFlags(filter, observation, countBases), ...removedWithoutSequence(filter, observation, none)].map(
      toJson,
    ),
    kept: { reads: countRecords(observation, sequence), bases: countBases(observation, { none }) },
  }
}

/** Each record goes to the first rule that names one of its bits. */
function removedByFlags(filter: ReadFilter, observation: Observation, basesOf: typeof countBases): Removal[] {
  let earlier = 0
  return filter.excluded.map(({ reason, flags }) => {
    const selection = { all: flags, none: earlier }
    earlier |= flags
    return { reason, reads: countRecords(observation, selection), bases: basesOf(observation, selection) }
  })
}

function removedWithoutSequence(filter: ReadFilter, observation: Observation, none: number): Removal[] {
  if (filter.name !== ga4ghReads.name) return []
  return [{ reason: 'sequence_absent', reads: countRecords(observation, { none, sequence: 'absent' }), bases: 0n }]
}

/**
 * What records pass is not what depth adds up to: the rest is overlap of mates, taken off once (or more, or not, where
 * mosdepth's own correction errs), and what reaches past the end of a contig. Void without order.
 */
function mosdepthEffect(observation: Observation): JsonObject {
  const { flags, 'aligned-bases': aligned, 'contig-depth': depths } = observation.counts
  const isVoid = !observation.coordinateSorted
  if (isVoid || flags === undefined || aligned === undefined || depths === undefined) return { removed: null, kept: null }
  const none = mosdepthDefault.excluded.reduce((bits, rule) => bits | rule.flags, 0)
  const kept = BigInt.asIntN(
    64,
    depths.reduce((sum, depth) => sum + depth, 0n),
  )
  const overlap = { reason: 'overlap', reads: null, bases: countAlignedBases(observation, { none }) - kept }
  const removed = [...removedByFlags(mosdepthDefault, observation, countAlignedBases), overlap]
  return { removed: removed.map(toJson), kept: { reads: countRecords(observation, { none }), bases: kept } }
}

/** In the order in which CollectWgsMetrics asks; only reads that touch the regions are seen. Void without order or territory. */
function wgsEffect(observation: Observation): JsonObject {
  const { 'wgs-exclusions': exclusions, 'wgs-depth': depths } = observation.counts
  const isVoid = !observation.coordinateSorted || observation.territory === null
  if (isVoid || exclusions === undefined || depths === undefined) return { removed: null, kept: null }
  const ofReads = (reason: string, word: number): Removal => ({ reason, reads: exclusions[word]!, bases: exclusions[word + 1]! })
  const ofSequence = (reason: string, word: number): Removal =>
    observation.basesMissing ? { reason, reads: null, bases: null } : ofReads(reason, word)
  const ofBases = (reason: string, word: number): Removal => ({ reason, reads: null, bases: exclusions[word]! })
  const removed = [
    ofReads('secondary', readsWord.secondary),
    ofSequence('adapter', readsWord.adapter),
    ofSequence('mapq', readsWord.mapq),
    ofReads('duplicate', readsWord.dupe),
    ofReads('unpaired_or_mate_unmapped', readsWord.unpaired),
    ofReads('qc_fail', readsWord.qcFail),
    ofBases('baseq', basesWord.baseq),
    ofBases('overlap', basesWord.overlap),
    ofBases('capped', basesWord.capped),
  ]
  const bases = depths.reduce((sum, positions, depth) => sum + BigInt(depth) * positions, 0n)
  return { removed: removed.map(toJson), kept: { reads: exclusions[readsWord.counted]!, bases } }
}

function toJson({ reason, reads, bases }: Removal): JsonObject {
  return { reason, reads, bases }
}
