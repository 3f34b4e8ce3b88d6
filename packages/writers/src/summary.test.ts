import { emptyPartial } from '@genomsyn/partial'
import { evaluate, type Observation, type SampleResult } from '@genomsyn/standard'
import { describe, expect, it } from 'vitest'
import { summarise } from './summary.ts'

const run = {
  seconds: 62.04,
  bytes: 31_020_000_000,
  workers: 2,
  files: ['out/NA12878.metrics.json', 'out/NA12878.genomsyn.json'],
}

interface Facts {
  readonly sorted?: boolean
  readonly eofMarker?: boolean
  readonly samples?: readonly string[]
}

/** A sample of some proper pairs on a territory that the contigs were recognised for. */
function result(flags: Readonly<Record<number, bigint>>, facts: Facts = {}): SampleResult {
  const { counts } = emptyPartial(['flags', 'base-quality', 'insert-size', 'wgs-depth'], 1)
  for (const [flag, records] of Object.entries(flags)) counts.flags![Number(flag)] = records
  counts['base-quality']![37] = 110_066_894_077n
  counts['insert-size']![440] = 800n
  counts['wgs-depth']![31] = 2_634_000_000n
  const observation: Observation = {
    counts,
    contigs: [{ name: 'chr1', length: 248_956_422 }],
    territory: { bp: 2_745_186_602 },
    coordinateSorted: facts.sorted ?? true,
    programs: [],
  }
  return { sample: 'NA12878', observation, evaluation: evaluate(observation), ...surroundings(facts) }
}

function surroundings({ eofMarker = true, samples = ['NA12878'] }: Facts): Pick<SampleResult, 'file' | 'provenance'> {
  return {
    file: { eofMarker, missingEofAllowed: true, sortOrder: 'coordinate', readGroups: [], samples, referenceMatch: null },
    provenance: {
      tool: { name: 'genomsyn', version: '0.1.0' },
      reference: null,
      territory: {
        name: 'grch38-autosomes-non-gap',
        chosenBy: 'grch38_contigs',
        regionsBp: 2_756_349_822,
        regionsSha256: '',
        bp: 2_745_186_602,
        maskRule: 'analysis_set_by_m5',
        maskSha256: null,
        contigNaming: 'chr1',
      },
    },
  }
}

const pairs = { 0x63: 640_000_000n, 0x463: 60_000_000n }

describe('the summary', () => {
  it('is a dozen aligned lines with units', () => {
    expect(summarise(result(pairs), run)).toBe(`\
Sample                            NA12878
Reads                             700,000,000 in 700,000,000 records, 8.57 % duplicates
Mean autosome coverage            29.74 x
Percent autosomes covered >= 15x  95.95 %
MAD of autosome coverage          0 x
Bases >= Q30                      110,066,894,077 bp
Percent reads mapped              100.00 %
Percent reads properly paired     100.00 %
Mean insert size                  440.0 bp
Insert size standard deviation    0.0 bp
Territory                         2,745,186,602 bp of grch38-autosomes-non-gap
Reference mask                    masked analysis set, by the M5 of autosome 5
Time                              62.0 s with 2 workers, 500 MB/s, 11,283,043 records/s
Files                             out/NA12878.metrics.json
                                  out/NA12878.genomsyn.json
`)
  })

  it('shows a missing value as a dash with the reason in words', () => {
    const text = summarise(result(pairs, { sorted: false }), run)
    expect(text).toMatch(/^Mean autosome coverage +– \(the records are not in coordinate order\)$/m)
  })

  it('has neither speed nor files when there are none', () => {
    const text = summarise(result(pairs), { seconds: 0, bytes: 0, workers: 1, files: [] })
    expect(text).toMatch(/^Time +0\.0 s with 1 worker$/m)
    expect(text).not.toContain('Files')
  })

  it('says when there is no territory', () => {
    const { provenance, ...rest } = result(pairs)
    const text = summarise({ ...rest, provenance: { ...provenance, territory: null } }, run)
    expect(text).toMatch(/^Territory +–$/m)
  })

  it('says nothing of duplicates that were never marked but warns of them', () => {
    const text = summarise(result({ 0x63: 10n }), run)
    expect(text).toMatch(/^Reads +10 in 10 records$/m)
    expect(text).toMatch(/^Note +duplicates are not marked: coverage counts them$/m)
  })

  it('warns of reads that fail the instrument filter and of a missing end', () => {
    const text = summarise(result({ ...pairs, 0x263: 1234n }, { eofMarker: false }), run)
    expect(text).toMatch(/^Note +1,234 reads fail the instrument filter; mapped and paired shares count them$/m)
    expect(text).toMatch(/^Note +the end-of-file marker is missing: the file may be cut$/m)
  })

  it('warns of a file that does not say whose reads it holds', () => {
    expect(summarise(result(pairs, { samples: [] }), run)).toMatch(/^Note +no read group names a sample: .+$/m)
    expect(summarise(result(pairs), run)).not.toContain('read group')
  })

  it('survives a sample of which no reads were counted', () => {
    const { observation, ...rest } = result(pairs)
    const uncounted = { ...observation, counts: {} }
    const text = summarise({ ...rest, observation: uncounted, evaluation: evaluate(uncounted) }, run)
    expect(text).toMatch(/^Reads +–$/m)
  })
})
