// Options on the territory: the positions over which autosome coverage is taken.
import type { Command } from 'commander'
import { addReferenceOptions, type ReferenceOptions } from './reference.ts'

export interface TerritoryOptions extends ReferenceOptions {
  readonly regions?: string
}

export function addTerritoryOptions(command: Command): Command {
  return addReferenceOptions(command).option(
    '--regions <file>',
    'BED or interval list to take coverage over (default: the autosomes of GRCh38 without gaps)',
  )
}
