// Whether a sample's metric is the one that a limit was made for: same definition, same assembly, same territory.
import { autosomeIndices } from '../contig-names.ts'
import { metricDefinitions } from '../evaluate.ts'
import type { Profile, Rule } from '../profile/profile.ts'
import { autosomeLengths } from '../territories/grch38.ts'
import type { SavedDocument } from './saved-document.ts'

/** Why the metric cannot be held against the limit; null when it can. */
export function whyNotComparable(document: SavedDocument, rule: Rule, { reference }: Profile): string | null {
  if (!isSameDefinition(document.definition, rule.definition))
    return `it follows ${document.definition}, and the limit is for ${rule.definition}`
  if (reference.assembly !== null && !isGrch38(document)) return `the file is not aligned to ${reference.assembly}`
  if (reference.territories === null || !isTakenOverTerritory(rule.metric) || document.territory === null) return null
  const { name, chosenBy, regionsSha256 } = document.territory
  const names = chosenBy === 'regions_option' ? [regionsSha256] : [name, regionsSha256]
  if (names.some((known) => reference.territories!.includes(known))) return null
  return `it was taken over ${name}, and the limit is for ${reference.territories.join(' or ')}`
}

/** The same but for the patch, which changes no value. */
export function isSameDefinition(a: string, b: string): boolean {
  return withoutPatch(a) === withoutPatch(b)
}

function withoutPatch(definition: string): string {
  return definition.replace(/\.\d+$/, '')
}

function isGrch38({ contigs }: SavedDocument): boolean {
  const autosomes = autosomeIndices(contigs)
  return autosomes !== null && autosomes.every((contig, i) => contigs[contig]!.length === autosomeLengths[i])
}

function isTakenOverTerritory(metric: string): boolean {
  const needs = metricDefinitions.find(({ id }) => id === metric)?.needs ?? []
  return needs.includes('wgs-depth') || needs.includes('wgs-exclusions')
}
