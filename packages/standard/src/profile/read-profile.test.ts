// Profiles as people write them: what is accepted, and what is said of what is not.
import { readFileSync, readdirSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shipped } from '../../test/profiles.ts'
import { formatJson } from '../json-text.ts'
import { profiles } from '../profiles/index.ts'
import { isFault } from '../verdict/saved-document.ts'
import { profileSchema } from './profile-schema.ts'
import { readProfile } from './read-profile.ts'
import { schemaFault } from './schema-fault.ts'

type Tree = Record<string | number, unknown>

/** A good profile with one thing in it changed, as JSON. */
function changed(change: (profile: Tree & { rules: Tree[]; conditions: Record<string, Tree> }) => void): unknown {
  const profile = structuredClone(shipped('dk-wgs-example')) as never as Tree & {
    rules: Tree[]
    conditions: Record<string, Tree>
  }
  change(profile)
  return profile
}

function sentenceFor(json: unknown): string {
  const read = readProfile(json)
  return isFault(read) ? `${read.path}: ${read.problem}` : 'no fault'
}

describe('the shipped profiles', () => {
  it.each(profiles)('$name is named as its file, and good', (profile) => {
    const file = JSON.parse(readFileSync(new URL(`../profiles/${profile.name}.json`, import.meta.url), 'utf8')) as unknown
    expect(file).toEqual(profile)
    expect(sentenceFor(file)).toBe('no fault')
  })

  it('are all the files of their folder', () => {
    const files = readdirSync(new URL('../profiles/', import.meta.url)).filter((file) => file.endsWith('.json'))
    expect(files.toSorted()).toEqual(profiles.map(({ name }) => `${name}.json`).toSorted())
    expect(files.length).toBeGreaterThanOrEqual(4)
  })

  it('that no authority has published say so', () => {
    for (const { name, status, title } of profiles) {
      expect([name.endsWith('-example'), status === 'example', title.includes('EXAMPLE')]).toEqual(
        Array.from({ length: 3 }, () => status === 'example'),
      )
    }
  })
})

describe('a fault in a profile is told with its place', () => {
  it.each<[string, unknown, string]>([
    ['no profile at all', [], '$: [] is not an object'],
    ['a key left out', changed((p) => delete p['title']), '$: the key title is missing'],
    [
      'a key of one’s own',
      changed((p) => (p.rules[0]!['atmost'] = 1)),
      '$.rules[0].atmost: there is no such key; it takes id, title, metric',
    ],
    ['a limit in quotes', changed((p) => (p.rules[4]!['at_least'] = '30')), '$.rules[4].at_least: "30" is not a number'],
    [
      'an unknown consequence',
      changed((p) => (p.rules[4]!['otherwise'] = 'TOP-UP')),
      '$.rules[4].otherwise: "TOP-UP" is none of WARN, TOPUP, NEWLIB, RECOLLECT, FAIL, HOLD',
    ],
    ['a version in two parts', changed((p) => (p['version'] = '1.0')), '$.version: "1.0" is not three numbers such as 1.0.0'],
    ['another schema', changed((p) => (p['schema_version'] = '2.0')), '$.schema_version: "2.0" is not "1.0"'],
    ['no rules', changed((p) => p.rules.splice(0)), '$.rules: the list is empty'],
    ['an empty title', changed((p) => (p['title'] = '')), '$.title: the text is empty'],
    [
      'a share above 1',
      changed((p) => (p['top_up'] = { max_duplicate_fraction: 20, read_pairs_per_lane: 1, max_lanes: 1 })),
      '$.top_up.max_duplicate_fraction: 20 is above 1',
    ],
    [
      'no pairs on a lane',
      changed((p) => (p['top_up'] = { max_duplicate_fraction: 0, read_pairs_per_lane: 0, max_lanes: 1 })),
      '$.top_up.read_pairs_per_lane: 0 is below 1',
    ],
    [
      'half a lane',
      changed((p) => (p['top_up'] = { max_duplicate_fraction: 0, read_pairs_per_lane: 1, max_lanes: 0.5 })),
      '$.top_up.max_lanes: 0.5 is not a whole number',
    ],
    [
      'a column with a space',
      changed((p) => (p.conditions['kit lot'] = { values: [] })),
      '$.conditions["kit lot"].values: the list is empty',
    ],
    [
      'an unknown metric',
      changed((p) => (p.rules[4]!['metric'] = 'mean_autosomal_coverage')),
      '$.rules[4].metric: there is no metric mean_autosomal_coverage; did you mean mean_autosome_coverage',
    ],
    ['a metric of no resemblance', changed((p) => (p.rules[4]!['metric'] = 'q30')), '$.rules[4].metric: there is no metric q30'],
    [
      'a list as a metric',
      changed((p) => (p.rules[4]!['metric'] = 'quality_alphabet')),
      '$.rules[4].metric: quality_alphabet is a list and takes no limit',
    ],
    [
      'an unknown definition',
      changed((p) => (p.rules[4]!['definition'] = 'ours@1.0.0')),
      '$.rules[4].definition: there is no definition ours@1.0.0',
    ],
    [
      'two limits',
      changed((p) => (p.rules[4]!['at_most'] = 60)),
      '$.rules[4]: it has 2 limits (at_least, at_most); make it 2 rules',
    ],
    [
      'a limit without consequence',
      changed((p) => delete p.rules[4]!['otherwise']),
      '$.rules[4]: it has a limit; say in otherwise',
    ],
    ['a consequence without limit', changed((p) => delete p.rules[4]!['at_least']), '$.rules[4]: it has no limit to break'],
    [
      'a top-up that does not help',
      changed((p) => (p.rules[9]!['otherwise'] = 'TOPUP')),
      '$.rules[9].otherwise: TOPUP does not help: more reads do not raise pct_bases_q30',
    ],
    [
      'top-ups without limits',
      changed((p) => (p['top_up'] = null)),
      '$.top_up: it is null, but the rule coverage-germline asks for TOPUP',
    ],
    [
      'a condition not declared',
      changed((p) => (p.rules[4]!['when'] = { kit: ['a'] })),
      '$.rules[4].when.kit: kit is not among the conditions',
    ],
    [
      'a value not declared',
      changed((p) => (p.rules[4]!['when'] = { specimen: ['blood', 'hair'] })),
      '$.rules[4].when.specimen[1]: "hair" is none of blood, saliva, tissue, tumour',
    ],
    [
      'an exemption of a value not declared',
      changed((p) => (p.rules[7]!['exempt'] = [{ when: { specimen: ['hair'] }, reason: 'x' }])),
      '$.rules[7].exempt[0].when.specimen[0]: "hair"',
    ],
    [
      'an assumption not declared',
      changed((p) => (p.conditions['specimen']!['assumed'] = 'hair')),
      '$.conditions.specimen.assumed: "hair" is none of',
    ],
    [
      'an alias of nothing',
      changed((p) => (p.conditions['specimen']!['aliases'] = { hår: 'hair' })),
      '$.conditions.specimen.aliases.hår: "hair" is none of',
    ],
    [
      'a rule id used twice',
      changed((p) => (p.rules[1]!['id'] = 'contamination')),
      '$.rules[1].id: there is another rule contamination',
    ],
  ])('%s', (_name, json, sentence) => {
    expect(sentenceFor(json)).toContain(sentence)
  })

  it('names of JavaScript itself are no conditions', () => {
    expect(sentenceFor(changed((p) => (p.rules[4]!['when'] = { toString: ['a'] })))).toContain(
      'toString is not among the conditions',
    )
  })
})

describe('the schema', () => {
  it('is published as it is today', () => {
    const published = readFileSync(new URL('../../schema/profile-1.0.schema.json', import.meta.url), 'utf8')
    expect(published, 'run node generate.mjs').toBe(formatJson(profileSchema()))
  })

  it('means to a full validator what it means here, whatever is put where in a profile', () => {
    const validate = new Ajv2020({ strict: true }).compile(profileSchema())
    const paths = pathsIn(shipped('dk-wgs-example'))
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(undefined, 0, -1, 0.5, '', 'x', 'WARN', null, [], {}),
    )
    let refused = 0
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, (path, value) => {
        const profile = replaced(shipped('dk-wgs-example'), path, value)
        const fits = schemaFault(profile, profileSchema()) === null
        if (!fits) refused++
        expect(fits).toBe(validate(profile))
      }),
      { numRuns: 500 },
    )
    expect(refused).toBeGreaterThan(100)
  })
})

/** The way to everything in a value, and to a key that is not there. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const members = Object.entries(value).flatMap(([key, member]) => pathsIn(member, [...path, key]))
  return [path, [...path, Array.isArray(value) ? value.length : 'new_key'], ...members]
}

/** A copy with this value at the end of the path; without the key for undefined. */
function replaced(original: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = { root: structuredClone(original) } as Tree
  const steps = ['root', ...path]
  const last = steps.pop()!
  const parent = steps.reduce<Tree>((node, key) => node[key] as Tree, copy)
  if (value === undefined && !Array.isArray(parent)) delete parent[last]
  else parent[last] = value ?? null
  return copy['root'] ?? null
}
