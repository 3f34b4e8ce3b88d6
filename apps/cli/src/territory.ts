// The territory of a file: the regions asked for, or those of the standard, less the N positions of the reference.
import { basename } from 'node:path'
import { type BamHeader, checksumIntervals, type Interval, subtractIntervals, totalLength } from '@genomsyn/hts'
import { type MaskRule, type TerritoryProvenance, territoryFor } from '@genomsyn/standard'
import type { TerritoryOptions } from './options/territory.ts'

/** Where reads are looked at, where depth is counted, and what the document says of both. */
export interface ChosenTerritory {
  readonly regions: readonly Interval[]
  readonly countable: readonly Interval[]
  readonly provenance: TerritoryProvenance
}

/** Null when no regions were given and the contigs are not GRCh38. */
export async function chooseTerritory(header: BamHeader, options: TerritoryOptions): Promise<ChosenTerritory | null> {
  const standard = territoryFor(header.contigs)
  if (standard === null) return null
  return { regions: standard.regions, countable: standard.countable, provenance: describe(header, standard, 'grch38_contigs') }
}

interface Described {
  readonly name: string
  readonly regions: readonly Interval[]
  readonly countable: readonly Interval[]
  readonly bp: number
  readonly maskRule: MaskRule
  readonly contigNaming: string | null
}

function describe({ contigs }: BamHeader, territory: Described, chosenBy: TerritoryProvenance['chosenBy']): TerritoryProvenance {
  const { name, regions, countable, bp, maskRule, contigNaming } = territory
  const mask = subtractIntervals(regions, countable)
  return {
    name,
    chosenBy,
    regionsBp: totalLength(regions),
    regionsSha256: checksumIntervals(regions, contigs),
    bp,
    maskRule,
    maskSha256: mask.length === 0 ? null : checksumIntervals(mask, contigs),
    contigNaming,
  }
}
