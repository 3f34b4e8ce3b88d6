// Options on the reference: where its sequences are.
import type { Command } from 'commander'

export interface ReferenceOptions {
  readonly reference?: string
  readonly referenceCache?: string
}

export function addReferenceOptions(command: Command): Command {
  return command
    .option(
      '--reference <fasta>',
      'reference sequences, plain or bgzipped: checked against the header, their N positions left out, and the bases of a CRAM',
    )
    .option('--reference-cache <dir>', 'folder of sequences by their MD5, for the bases of a CRAM without --reference')
}
