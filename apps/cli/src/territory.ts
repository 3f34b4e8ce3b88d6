// The territory of a file: the regions asked for, or those of the standard, less the N positions of the reference.
import { basename } from 'node:path'
import {
  type AlignmentHeader,
  checksumIntervals,
  type Contig,
  type Interval,
  noCallIntervals,
  readRegions,
  type Reference,
  subtractIntervals,
  totalLength,
} from '@genomsyn/hts'
import type { WgsDepthFilter } from '@genomsyn/partial'
import { ga4ghWgs, type Territory, type TerritoryProvenance, territoryFor } from '@genomsyn/standard'

/** That of the standard: the territory's depth is what its coverage metrics are taken from. */
const filter: WgsDepthFilter = { minMappingQuality: ga4ghWgs.minMappingQuality, minBaseQuality: ga4ghWgs.minBaseQuality }

type ChosenBy = TerritoryProvenance['chosenBy']

/** Where reads are looked at, where depth is counted, and what the document says of both. */
export interface ChosenTerritory {
  readonly regions: readonly Interval[]
  readonly countable: readonly Interval[]
  /** Which reads and bases count. */
  readonly filter: WgsDepthFilter
  readonly provenance: TerritoryProvenance
}

/**
 * @param regionsPath a BED or interval list; undefined for the standard's own territory
 * @returns null when no regions were given and the contigs are not GRCh38
 * @throws FileError when the regions do not fit the header
 */
export async function chooseTerritory(
  { contigs }: AlignmentHeader,
  regionsPath: string | undefined,
  reference: Reference | null,
): Promise<ChosenTerritory | null> {
  const asked = regionsPath === undefined ? territoryFor(contigs) : await territoryOf(regionsPath, contigs)
  if (asked === null) return null
  const territory = reference === null ? asked : withoutNoCalls(asked, noCallIntervals(reference, contigs))
  const chosenBy = regionsPath === undefined ? 'grch38_contigs' : 'regions_option'
  const { regions, countable } = territory
  return { regions, countable, filter, provenance: describe(territory, chosenBy, contigs) }
}

/** A territory whose name of the first autosome is not known. */
type AskedTerritory = Omit<Territory, 'contigNaming'> & { readonly contigNaming: string | null }

async function territoryOf(path: string, contigs: readonly Contig[]): Promise<AskedTerritory> {
  const regions = await readRegions(path, contigs)
  return { name: basename(path), regions, countable: regions, bp: totalLength(regions), maskRule: 'none', contigNaming: null }
}

function withoutNoCalls(territory: AskedTerritory, noCalls: readonly Interval[]): AskedTerritory {
  const countable = subtractIntervals(territory.regions, noCalls)
  return { ...territory, countable, bp: totalLength(countable), maskRule: 'reference' }
}

function describe(territory: AskedTerritory, chosenBy: ChosenBy, contigs: readonly Contig[]): TerritoryProvenance {
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
