// The reference of a call, scanned once for all its files.
import { basename } from 'node:path'
import { openReference, type Reference } from '@genomsyn/hts'
import { showProgress } from './progress.ts'

/**
 * Null when none was given.
 * @throws FileError when it is missing or no FASTA
 */
export async function scanReference(options: { reference?: string; quiet?: boolean }): Promise<Reference | null> {
  if (options.reference === undefined) return null
  const progress = showProgress(basename(options.reference), options.quiet)
  try {
    return await openReference(options.reference, ({ bytes, totalBytes }) => progress.reach(bytes, totalBytes))
  } finally {
    progress.end()
  }
}
