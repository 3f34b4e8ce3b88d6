// Options on the territory: the positions over which autosome coverage is taken.
import type { Command } from 'commander'

export interface TerritoryOptions {
  readonly reference?: string
  readonly regions?: string
}

export function addTerritoryOptions(command: Command): Command {
  return command
    .option(
      '--reference <fasta>',
      'reference sequences, plain or bgzipped: checked against the header, and their N positions left out',
    )
    .option('--regions <file>', 'BED or interval list to take coverage over (default: the autosomes of GRCh38 without gaps)')
}
