// The optional fields of simulated records, as bwa mem and samtools fixmate write them.
import type { Tag } from '../sam/alignment-record.ts'
import { type Cigar, formatCigar, referenceLength } from '../sam/cigar.ts'
import type { TagName } from './library.ts'
import { mix } from '../random/random.ts'
import { drawQualities } from './qualities.ts'
import type { Read } from './read.ts'
import type { SequencingRun } from './sequencing-run.ts'

/** Bases of lower quality do not count towards ms. */
const MIN_SCORED_QUALITY = 15
const MISMATCH_COST = 5

/** All that the tags of one record follow from; no mate for a single read. */
export interface TagSource {
  readonly run: SequencingRun
  readonly read: Read
  readonly mate: Read | undefined
  readonly readGroup: string
}

export function tagsOf(source: TagSource): Tag[] {
  const { library } = source.run
  const names = isMapped(source.read) ? library.tags : library.tags.filter((name) => name === 'RG' || name === 'PG')
  const tags = names.map((name) => tagOf(name, source)).filter((tag) => tag !== undefined)
  return library.originalQualities ? [...tags, originalQualities(source)] : tags
}

export function isMapped({ cigar }: { readonly cigar: Cigar }): boolean {
  return cigar.length > 0
}

/** SA of a record whose other part is `part` (SAM tags specification, 2024-09). */
export function splitTag(part: Read, contigName: string): Tag {
  const strand = part.reverse ? '-' : '+'
  const fields = [contigName, part.position + 1, strand, formatCigar(part.cigar), part.mappingQuality, part.editDistance]
  return ['SA', 'Z', `${fields.join(',')};`]
}

/** Undefined where the mate's tags have no mate to tell of. */
function tagOf(name: TagName, { read, mate, readGroup }: TagSource): Tag | undefined {
  if (name === 'RG') return [name, 'Z', readGroup]
  if (name === 'PG') return [name, 'Z', 'MarkDuplicates']
  if (name === 'NM') return [name, 'i', read.editDistance]
  if (name === 'MD') return [name, 'Z', read.mismatchText]
  if (name === 'AS') return [name, 'i', alignmentScore(read)]
  if (name === 'XS') return [name, 'i', secondBestScore(read)]
  return mate !== undefined && isMapped(mate) ? mateTagOf(name, mate) : undefined
}

function mateTagOf(name: TagName, mate: Read): Tag {
  if (name === 'MC') return [name, 'Z', formatCigar(mate.cigar)]
  if (name === 'MQ') return [name, 'i', mate.mappingQuality]
  if (name === 'ms') return [name, 'i', qualityScore(mate)]
  return [name, 'i', mate.reverse ? mate.position + referenceLength(mate.cigar) : mate.position + 1]
}

function alignmentScore({ cigar, editDistance }: Read): number {
  const aligned = cigar.reduce((sum, [length, operation]) => sum + (operation === 'M' ? length : 0), 0)
  return Math.max(0, aligned - MISMATCH_COST * editDistance)
}

/** Near the best one where the mapping quality is low, else short chance matches. */
function secondBestScore(read: Read): number {
  if (read.mappingQuality < 20) return Math.max(0, alignmentScore(read) - (read.mappingQuality >> 1))
  const neighbourhood = mix(read.position >> 6)
  return neighbourhood % 8 === 0 ? 19 + (neighbourhood % 7) : 0
}

function qualityScore({ qualities }: Read): number {
  return qualities.reduce((sum, quality) => sum + (quality >= MIN_SCORED_QUALITY ? quality : 0), 0)
}

function originalQualities({ run, read }: TagSource): Tag {
  const original = drawQualities(run.random, run.library.qualities, read.qualities.length)
  return ['OQ', 'Z', String.fromCharCode(...original.map((quality) => quality + 33))]
}
