// What a saved document says of one filter: bases it saw, bases it removed by reason, bases it kept.
import { list, number, record, type SavedDocument } from '../verdict/saved-document.ts'

export interface SavedFilter {
  readonly removed: readonly { readonly reason: string; readonly bases: number }[]
  readonly kept: number
}

/** Null when the document does not have it, its counts were void, or a CRAM was read without what tells its reasons apart. */
export function savedFilter({ json }: SavedDocument, name: string): SavedFilter | null {
  const filters = list(record(json['provenance'])['filters']).map(record)
  const filter = filters.find((candidate) => candidate['name'] === name)
  const kept = number(record(filter?.['kept'])['bases'])
  if (filter === undefined || kept === null) return null
  const removed = list(filter['removed'])
    .map(record)
    .map(({ reason, bases }) => ({ reason: String(reason), bases: number(bases) }))
  return removed.every(isTold) ? { removed, kept } : null
}

function isTold(removal: { reason: string; bases: number | null }): removal is SavedFilter['removed'][number] {
  return removal.bases !== null
}

export function removedInTotal({ removed }: SavedFilter): number {
  return removed.reduce((sum, { bases }) => sum + bases, 0)
}

/** Bases removed for one reason; null when the filter has no such reason. */
export function removedFor({ removed }: SavedFilter, reason: string): number | null {
  return removed.find((removal) => removal.reason === reason)?.bases ?? null
}

/** Contigs of the document that hold a record, and their lengths in total; all contigs as well. */
export function contigLengths({ json }: SavedDocument): { readonly seen: number; readonly all: number } {
  const contigs = list(json['contigs']).map(record)
  const length = (rows: typeof contigs): number => rows.reduce((sum, row) => sum + (number(row['length']) ?? 0), 0)
  const seen = contigs.filter((row) => (number(row['records_mapped']) ?? 0) + (number(row['records_unmapped']) ?? 0) > 0)
  return { seen: length(seen), all: length(contigs) }
}
