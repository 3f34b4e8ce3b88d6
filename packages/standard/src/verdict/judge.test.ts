// The decision model, one sample at a time.
import { describe, expect, it } from 'vitest'
import { profileOf, shipped } from '../../test/profiles.ts'
import { saved, type SavedFacts } from '../../test/saved-documents.ts'
import { judge } from './judge.ts'
import type { Verdict } from './verdict.ts'

const dk = shipped('dk-wgs-example')

function verdictOf(facts: SavedFacts = {}, sheet: Record<string, string> = {}): Verdict {
  return judge(saved(facts), sheet, dk)
}

function outcomeOf(verdict: Verdict, rule: string): string | undefined {
  return verdict.rules.find((result) => result.rule === rule)?.outcome
}

describe('a sample that keeps all limits', () => {
  it('passes, and is told how it was taken', () => {
    const verdict = verdictOf({}, { specimen: 'Blod' })
    expect(verdict).toMatchObject({ state: 'PASS', releasable: true, decidedBy: null, nextStep: 'release the sample' })
    expect(verdict.conditions).toMatchObject({
      specimen: { value: 'blood', from: 'sheet' },
      read_technology: { value: 'short-read', from: 'file' },
      sex: { value: 'unknown', from: 'assumed' },
    })
  })

  it('passes a profile without limits when every metric is there', () => {
    const verdict = judge(saved(), {}, shipped('ga4gh-wgs-qc-1.0'))
    expect(verdict.state).toBe('PASS')
    expect(verdict.reason).toContain('sets no limits')
  })
})

describe('what is missing', () => {
  it('holds the sample, and the reason names the metric and why', () => {
    const verdict = verdictOf({ metrics: { pct_bases_q30: null }, reasons: { pct_bases_q30: 'no_qualities' } })
    expect(verdict).toMatchObject({ state: 'HOLD', releasable: false, decidedBy: 'quality' })
    expect(verdict.reason).toBe('percent bases >= Q30 is missing: no read has base qualities')
  })

  it('says what to do about it', () => {
    const next = (facts: SavedFacts): string => verdictOf(facts).nextStep
    expect(next({ metrics: { pct_bases_q30: null }, reasons: { pct_bases_q30: 'no_qualities' } })).toContain(
      'with base qualities',
    )
    expect(next({ metrics: { pct_bases_q30: null } })).toBe('measure the file again with this version of genomsyn')
    expect(judge(saved(), {}, shipped('gel-rare-disease-example')).nextStep).toMatch(
      /^genomsyn does not compute it: add it to .+/,
    )
  })

  it('is missing in its own precision though the GA4GH section has it rounded', () => {
    const verdict = verdictOf({ metrics: { pct_bases_q30: undefined as never }, aln: { pct_bases_q30: 93 } })
    expect(verdict).toMatchObject({ state: 'HOLD', decidedBy: 'quality' })
  })

  it('holds the sample when a profile asks for what is not computed', () => {
    const verdict = judge(saved(), {}, shipped('gel-rare-disease-example'))
    expect(verdict).toMatchObject({ state: 'HOLD', decidedBy: 'contamination' })
    expect(verdict.reason).toBe('cross contamination rate is missing: the document does not have it')
  })

  it('is taken from the GA4GH section when it was imported there', () => {
    const verdict = judge(saved({ aln: { cross_contamination_rate: 0.001 } }), {}, shipped('gel-rare-disease-example'))
    expect(verdict.state).toBe('PASS')
  })

  it('holds before anything else: a shallow sample without qualities gets no order', () => {
    const verdict = verdictOf({ metrics: { mean_autosome_coverage: 20, pct_bases_q30: null } })
    expect(verdict).toMatchObject({ state: 'HOLD', decidedBy: 'quality', order: null })
  })

  it('leaves a rule that does not require it without effect', () => {
    expect(outcomeOf(verdictOf(), 'contamination')).toBe('NOT_APPLICABLE')
  })
})

describe('what is not comparable', () => {
  it.each<[string, SavedFacts, string]>([
    [
      'another version of the definition',
      { definition: { id: 'ga4gh-wgs-qc-1.0', version: '0.2.0' } },
      'it follows ga4gh-wgs-qc-1.0@0.2.0',
    ],
    ['another definition', { definition: { id: 'other', version: '0.1.0' } }, 'it follows other@0.1.0'],
    ['another assembly', { contigs: [{ name: 'chr1', length: 5 }] }, 'the file is not aligned to GRCh38'],
    [
      'another territory',
      { territory: { name: 'panel.bed', chosen_by: 'regions_option', regions_sha256: 'b'.repeat(64) } },
      'it was taken over panel.bed',
    ],
    [
      'regions named as the territory',
      { territory: { name: 'grch38-autosomes-non-gap', chosen_by: 'regions_option', regions_sha256: 'b'.repeat(64) } },
      'it was taken over',
    ],
  ])('holds the sample: %s', (_name, facts, words) => {
    const verdict = verdictOf(facts)
    expect(verdict.state).toBe('HOLD')
    expect(verdict.reason).toContain('is not comparable')
    expect(verdict.reason).toContain(words)
  })

  it('a patch of the definition is comparable, since it changes no value', () => {
    expect(verdictOf({ definition: { id: 'ga4gh-wgs-qc-1.0', version: '0.1.7' } }).state).toBe('PASS')
  })

  it('a metric that knows no territory is comparable over any', () => {
    const panel = { name: 'panel.bed', chosen_by: 'regions_option', regions_sha256: 'b'.repeat(64) }
    expect(outcomeOf(verdictOf({ territory: panel }), 'quality')).toBe('PASS')
  })
})

describe('the file itself', () => {
  it.each<[string, SavedFacts['integrity'], string]>([
    ['a missing end-of-file marker', { eof_marker_ok: false }, 'check.end_of_file'],
    ['records out of order', { coordinate_sorted: false }, 'check.sort_order'],
    ['another reference', { reference_match: false }, 'check.reference'],
    ['read groups of two samples', { samples: ['A', 'B'] }, 'check.one_sample'],
  ])('%s holds the sample with a hint at what to do', (_name, integrity, rule) => {
    const verdict = verdictOf({ integrity: { ...integrity } })
    expect(verdict).toMatchObject({ state: 'HOLD', decidedBy: rule })
    expect(verdict.nextStep.length).toBeGreaterThan(20)
  })
})

describe('identity', () => {
  it('is warned of when no read group names a sample, and not where it is not known', () => {
    const verdict = verdictOf({ integrity: { samples: [] } })
    expect(verdict).toMatchObject({ state: 'WARN', releasable: true, decidedBy: 'check.sample_named' })
    expect(verdictOf({ integrity: { samples: undefined } }).state).toBe('PASS')
  })

  it('a female with the Y of a male is held', () => {
    const verdict = verdictOf({ metrics: { x_auto_ratio: 0.5, y_auto_ratio: 0.45 } }, { sex: 'F' })
    expect(verdict).toMatchObject({ state: 'HOLD', decidedBy: 'sex-x-female' })
    expect(verdict.nextStep).toContain('whose sample this is')
  })

  it('a male without Y is held', () => {
    expect(verdictOf({}, { sex: 'mand' })).toMatchObject({ state: 'HOLD', decidedBy: 'sex-y-male' })
  })

  it('comes before contamination and depth', () => {
    const facts = { metrics: { mean_autosome_coverage: 20 }, aln: { cross_contamination_rate: 0.1 } }
    expect(verdictOf(facts, { sex: 'male' }).decidedBy).toBe('sex-y-male')
  })

  it('is not asked when the sheet states no sex', () => {
    expect(verdictOf({ metrics: { x_auto_ratio: null, y_auto_ratio: null } }).state).toBe('PASS')
  })
})

describe('contamination', () => {
  it('of a shallow sample asks for a new specimen and never orders more reads', () => {
    const verdict = verdictOf({ metrics: { mean_autosome_coverage: 20 }, aln: { cross_contamination_rate: 0.08 } })
    expect(verdict).toMatchObject({ state: 'RECOLLECT', decidedBy: 'contamination', order: null })
    expect(verdict.nextStep).toContain('do not sequence more')
  })
})

describe('the sample sheet', () => {
  it('a spelling that the profile does not know holds the sample', () => {
    const verdict = verdictOf({}, { specimen: 'blodd' })
    expect(verdict).toMatchObject({ state: 'HOLD', decidedBy: 'check.specimen' })
    expect(verdict.reason).toBe('the specimen "blodd" is none that the profile knows')
  })

  it('a technology that the file contradicts holds the sample', () => {
    expect(verdictOf({}, { read_technology: 'long-read' }).reason).toBe(
      'the sample sheet says long-read, but the file holds short-read data',
    )
  })

  it('a condition without a usual value must be stated', () => {
    const profile = profileOf([{ at_least: 30, otherwise: 'FAIL', when: { specimen: ['blood'] } }], {
      conditions: { specimen: { values: ['blood', 'saliva'] } },
    })
    expect(judge(saved(), {}, profile).reason).toBe('the sample sheet does not say the specimen')
    expect(judge(saved(), { specimen: 'saliva' }, profile).reason).toBe('no limit of the profile is for such a sample')
    expect(judge(saved(), { specimen: 'blood' }, profile).state).toBe('PASS')
  })

  it('decides which limit holds: a tumour of 62x passes with a warning, a germline of 62x passes', () => {
    const facts = { metrics: { mean_autosome_coverage: 62 } }
    expect(verdictOf(facts, { specimen: 'tumour' })).toMatchObject({ state: 'WARN', decidedBy: 'coverage-tumour-aim' })
    expect(verdictOf(facts).state).toBe('PASS')
  })
})

describe('exemptions', () => {
  it('are printed with value and limit, and show in the state', () => {
    const verdict = verdictOf({ metrics: { pct_reads_mapped: 80 } }, { specimen: 'saliva' })
    expect(verdict).toMatchObject({ state: 'EXEMPT', releasable: true, decidedBy: 'mapped' })
    expect(verdict.rules.find(({ rule }) => rule === 'mapped')).toMatchObject({ value: 80, limit: 95, outcome: 'EXEMPT' })
    expect(verdict.reason).toContain('exempt: saliva holds bacterial DNA')
  })

  it('do not show where the limit is kept anyway', () => {
    expect(verdictOf({}, { specimen: 'saliva' }).state).toBe('PASS')
  })
})

describe('values next to their limit', () => {
  it('29.996x against 30 reads as 29.996 and is short, 30 is enough', () => {
    const verdict = verdictOf({ metrics: { mean_autosome_coverage: 29.996 } })
    expect(verdict.state).toBe('TOPUP')
    expect(verdict.reason).toBe('mean autosome coverage is 29.996x, and at least 30x is asked for')
    expect(verdict.rules.find(({ rule }) => rule === 'coverage-germline')).toMatchObject({ value: 29.996, limit: 30 })
    expect(verdictOf({ metrics: { mean_autosome_coverage: 30 } }).state).toBe('PASS')
  })

  it('the last double below 30 is not 30', () => {
    const verdict = verdictOf({ metrics: { mean_autosome_coverage: 30 - 2 ** -48 } })
    expect(verdict.state).toBe('TOPUP')
    expect(verdict.reason).not.toMatch(/is 30(?:\.0*)?x/)
  })
})

describe('other limits', () => {
  it('fail, or warn, as the profile says', () => {
    expect(verdictOf({ metrics: { pct_bases_q30: 70 } })).toMatchObject({ state: 'FAIL', decidedBy: 'quality' })
    expect(verdictOf({ metrics: { pct_reads_duplicate: 22 } })).toMatchObject({ state: 'WARN', releasable: true })
  })

  it('let more be sequenced first only with what else is wrong said', () => {
    const verdict = verdictOf({ metrics: { mean_autosome_coverage: 26.5, pct_bases_q30: 70 } })
    expect(verdict.state).toBe('TOPUP')
    expect(verdict.nextStep).toContain('but first settle what more reads do not: percent bases >= Q30 is 70.00 %')
  })
})
