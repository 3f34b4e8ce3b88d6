// A saved document as it would be had some read groups not been in the file: evaluated anew from the counts that it keeps, in no second
// pass. What cannot be had so is null, with the reason.
import type { Counts } from '@genomsyn/partial'
import { evaluate } from '../evaluate.ts'
import { formatGenomsynDocument } from '../genomsyn-document.ts'
import type { Observation } from '../observation.ts'
import type { FileFacts, ReadGroupFacts, TerritoryProvenance } from '../provenance.ts'
import type { MaskRule } from '../territory.ts'
import {
  currentDefinition,
  type Fault,
  isFault,
  list,
  readDocument,
  record,
  type SavedDocument,
} from '../verdict/saved-document.ts'
import { leaveOut } from './left-out.ts'
import { allSavedCounts } from './saved-counts.ts'

/** Identifiers of the read groups that can be left out. */
export function readGroupsOf(document: SavedDocument): string[] {
  return groupsOf(document).flatMap(({ id }) => (id === null ? [] : [id]))
}

/** @param ids of read groups, each once */
export function withoutReadGroups(document: SavedDocument, ids: readonly string[]): SavedDocument | Fault {
  const groups = groupsOf(document)
  const unknown = ids.find((id) => !groups.some((group) => group.id === id))
  if (groups.length === 0) return fault(whyNone(document))
  if (unknown !== undefined) return fault(`it has no read group ${unknown}, only ${readGroupsOf(document).join(', ')}`)
  if (document.definition !== currentDefinition)
    return fault(`its metrics follow ${document.definition}, and this version evaluates ${currentDefinition}`)
  const isLeft = ({ id }: Group): boolean => id !== null && ids.includes(id)
  const kept = groups.filter((group) => !isLeft(group))
  const rest = evaluateAnew(document, groups.filter(isLeft), kept)
  return isFault(rest) ? rest : { ...rest, leftOut: ids }
}

interface Group {
  readonly id: string | null
  readonly json: unknown
}

function groupsOf({ json }: SavedDocument): Group[] {
  return list(record(json['read_groups'])['groups']).map((group) => {
    const { id } = record(group)
    return { id: typeof id === 'string' ? id : null, json: group }
  })
}

function evaluateAnew(document: SavedDocument, left: readonly Group[], kept: readonly Group[]): SavedDocument | Fault {
  const contigCount = document.contigs.length
  const rowsOf = (groups: readonly Group[]): Counts[] => groups.map(({ json }) => allSavedCounts(json, contigCount))
  const observation = { ...observationOf(document), ...leaveOut(rowsOf(left), rowsOf(kept), contigCount) }
  const provenance = record(document.json['provenance'])
  const { name, version } = record(provenance['tool'])
  const text = formatGenomsynDocument({
    sample: document.sample,
    observation,
    evaluation: evaluate(observation),
    file: fileFacts(document, kept),
    provenance: {
      tool: { name: String(name), version: String(version) },
      reference: textOf(record(provenance['reference'])['name']),
      territory: territoryOf(provenance['territory']),
    },
  })
  return readDocument(JSON.parse(text))
}

function observationOf({ json, coordinateSorted, territory }: SavedDocument): Observation {
  const { programs, bases_missing: basesMissing } = record(json['read_groups'])
  const { contigs } = record(record(json['provenance'])['reference'])
  return {
    counts: {},
    contigs: list(contigs).map((contig) => {
      const { name, length, md5 } = record(contig)
      return { name: String(name), length: Number(length), ...(typeof md5 === 'string' && { md5 }) }
    }),
    territory: territory === null ? null : { bp: territory.bp },
    basesMissing: basesMissing === true,
    coordinateSorted: coordinateSorted === true,
    programs: list(programs).map(String),
  }
}

function fileFacts({ json, eofMarker, referenceMatch }: SavedDocument, kept: readonly Group[]): FileFacts {
  const { missing_eof_allowed: allowed, sort_order: order, read_groups: all } = record(json['integrity'])
  const { cram_version: cram } = record(record(json['provenance'])['input'])
  const ids = kept.map(({ id }) => id)
  const readGroups = list(all).map(readGroupFacts).filter(({ id }) => ids.includes(id)) // prettier-ignore
  return {
    ...(typeof cram === 'string' && { cramVersion: cram }),
    eofMarker: eofMarker === true,
    missingEofAllowed: allowed === true,
    sortOrder: String(order),
    readGroups,
    samples: [...new Set(readGroups.flatMap(({ sample }) => (sample ? [sample] : [])))],
    referenceMatch,
  }
}

function readGroupFacts(json: unknown): ReadGroupFacts {
  const { id, sample, library, platform } = record(json)
  return {
    id: String(id),
    ...(typeof sample === 'string' && { sample }),
    ...(typeof library === 'string' && { library }),
    ...(typeof platform === 'string' && { platform }),
  }
}

function territoryOf(json: unknown): TerritoryProvenance | null {
  if (json === null || json === undefined) return null
  const territory = record(json)
  return {
    name: String(territory['name']),
    chosenBy: territory['chosen_by'] as TerritoryProvenance['chosenBy'],
    regionsBp: Number(territory['regions_bp']),
    regionsSha256: String(territory['regions_sha256']),
    bp: Number(territory['territory_bp']),
    maskRule: territory['mask_rule'] as MaskRule,
    maskSha256: textOf(territory['mask_sha256']),
    contigNaming: textOf(territory['contig_naming']),
  }
}

function whyNone({ json }: SavedDocument): string {
  const { reason } = record(json['read_groups'])
  if (reason === 'fewer_than_two_read_groups') return 'the file has fewer than two read groups'
  if (reason === 'too_many_read_groups') return 'the file has more read groups than are counted apart'
  return 'read groups were not counted apart in it; measure the file again with genomsyn qc --read-groups'
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function fault(problem: string): Fault {
  return { path: '$.read_groups', problem }
}
