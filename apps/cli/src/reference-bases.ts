// Where the bases of a CRAM come from in this call; a BAM has its own.
import { type ParsedHeader, type Reference, referenceSource, type ReferenceSource } from '@genomsyn/hts'
import type { ReferenceOptions } from './options/reference.ts'

/**
 * Null for a BAM.
 * @param scanned the FASTA of `--reference`, if it was scanned already
 * @throws FileError when what was given cannot give bases
 */
export async function basesOf(
  { format, header }: ParsedHeader,
  options: ReferenceOptions,
  scanned: Reference | null,
): Promise<ReferenceSource | null> {
  if (format.name === 'BAM') return null
  const folders = options.referenceCache === undefined ? [] : [options.referenceCache]
  return await referenceSource(header, { fasta: scanned ?? options.reference, folders })
}
