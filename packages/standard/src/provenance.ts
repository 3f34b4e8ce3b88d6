// What a result says about where its numbers come from. Nothing in it tells how the file was cut or read.
import type { Evaluation } from './evaluate.ts'
import { filterEffects } from './filter-effects.ts'
import type { JsonObject } from './json-text.ts'
import { countsOf, type Observation } from './observation.ts'
import type { MaskRule } from './territory.ts'

/** The definition that the metrics follow, and its version here. */
export const definition = { id: 'ga4gh-wgs-qc-1.0', version: '0.1.0' } as const

export interface TerritoryProvenance {
  /** `grch38-autosomes-non-gap`, or the name of the regions file. */
  readonly name: string
  /** Which rule chose it: contigs recognised as GRCh38, or the user. */
  readonly chosenBy: 'grch38_contigs' | 'regions_option'
  readonly regionsBp: number
  /** SHA-256 over lines of contig, start, end (tab-separated, 0-based half-open) of the merged regions. */
  readonly regionsSha256: string
  readonly bp: number
  readonly maskRule: MaskRule
  /** SHA-256, in the same form, of the N intervals taken out; null when no coordinates were. */
  readonly maskSha256: string | null
  readonly contigNaming: string | null
}

export interface Provenance {
  readonly tool: { readonly name: string; readonly version: string }
  /** Name of the reference given, null when none was. */
  readonly reference: string | null
  readonly territory: TerritoryProvenance | null
}

/** One sample's result: what was observed, what it means, and what is known of its file. */
export interface SampleResult {
  readonly sample: string
  readonly observation: Observation
  readonly evaluation: Evaluation
  readonly file: FileFacts
  readonly provenance: Provenance
}

export interface ReadGroupFacts {
  readonly id: string
  readonly sample?: string
  readonly library?: string
  readonly platform?: string
  readonly platformUnit?: string
}

/** What the header and the end of the file say. */
export interface FileFacts {
  /** Such as 3.0; absent for a BAM. */
  readonly cramVersion?: string
  readonly eofMarker: boolean
  readonly missingEofAllowed: boolean
  /** SO of @HD, `unknown` when absent. */
  readonly sortOrder: string
  readonly readGroups: readonly ReadGroupFacts[]
  readonly samples: readonly string[]
  /** Whether contigs and reference agree; null when no reference was given. */
  readonly referenceMatch: boolean | null
}

export function provenanceSection({ observation, provenance, file }: SampleResult): JsonObject {
  return {
    tool: { name: provenance.tool.name, version: provenance.tool.version },
    definition: { ...definition },
    input: inputSection(observation, file),
    reference: {
      name: provenance.reference,
      contigs: observation.contigs.map(({ name, length, md5 }) => ({ name, length, md5: md5?.toLowerCase() ?? null })),
    },
    territory: provenance.territory === null ? null : territorySection(provenance.territory),
    filters: filterEffects(observation),
  }
}

/** From the blocks of records alone, so that a file and the same bytes from a pipe give the same. */
function inputSection(observation: Observation, { cramVersion }: FileFacts): JsonObject | null {
  if (observation.counts.blocks === undefined) return null
  const [blocks, compressed, inflated, digest] = countsOf(observation, 'blocks')
  const format = cramVersion === undefined ? { format: 'BAM' } : { format: 'CRAM', cram_version: cramVersion }
  return {
    ...format,
    [cramVersion === undefined ? 'bgzf_blocks' : 'cram_blocks']: blocks!,
    compressed_bytes: compressed!,
    inflated_bytes: inflated!,
    digest: digest!.toString(16).padStart(16, '0'),
  }
}

function territorySection(territory: TerritoryProvenance): JsonObject {
  return {
    name: territory.name,
    chosen_by: territory.chosenBy,
    regions_bp: territory.regionsBp,
    regions_sha256: territory.regionsSha256,
    territory_bp: territory.bp,
    mask_rule: territory.maskRule,
    mask_sha256: territory.maskSha256,
    contig_naming: territory.contigNaming,
  }
}
