// Shipped profiles by name, and small ones of one's own, for tests.
import { type Profile, type Rule } from '../src/profile/profile.ts'
import { isFault } from '../src/verdict/saved-document.ts'
import { readProfile } from '../src/profile/read-profile.ts'
import { profiles } from '../src/profiles/index.ts'

export function shipped(name: string): Profile {
  return profiles.find((profile) => profile.name === name)!
}

/** A profile of these rules for any reference; what a rule does not say is filled in. */
export function profileOf(rules: readonly Partial<Rule>[], parts: Partial<Profile> = {}): Profile {
  const usual = { title: 'a rule', metric: 'mean_autosome_coverage', definition: 'ga4gh-wgs-qc-1.0@0.1.0' }
  const profile = readProfile({
    ...shipped('dk-wgs-example'),
    name: 'test',
    reference: { assembly: null, territories: null },
    rules: rules.map((rule, i) => ({ id: `rule-${i}`, ...usual, ...rule })),
    ...parts,
  })
  if (isFault(profile)) throw new Error(`${profile.path}: ${profile.problem}`)
  return profile
}
