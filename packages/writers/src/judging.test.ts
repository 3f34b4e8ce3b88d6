// Verdicts, back-tests and profiles as people read them.
import { backtest, judge, type Profile, profiles, readDocument, type SavedDocument } from '@genomsyn/standard'
import { describe, expect, it } from 'vitest'
import { summariseBacktest } from './backtest-summary.ts'
import { profileHtml, profileMarkdown } from './profile-page.ts'
import { summariseVerdict } from './verdict-summary.ts'

const dk = profiles.find(({ name }) => name === 'dk-wgs-example')!
/** For any reference. */
const anywhere: Profile = { ...dk, reference: { assembly: null, territories: null } }

function saved(metrics: Record<string, number>): SavedDocument {
  const numbers = {
    mean_autosome_coverage: 34,
    pct_autosomes_15x: 96,
    pct_reads_duplicate: 10,
    pct_bases_q30: 90,
    pct_reads_mapped: 99,
  }
  return readDocument({
    schema_version: '1.0',
    biosample: { id: 'NA12878' },
    extended_metrics: {
      ...numbers,
      sd_autosome_coverage: 7,
      mean_read_length: 150,
      reads_paired_primary: 800e6,
      read_pairs_mapped: 400e6,
      read_pairs_duplicate: 40e6,
      ...metrics,
    },
    integrity: { duplicates_marked: true, read_type: 'paired_end' },
    provenance: { definition: { id: 'ga4gh-wgs-qc-1.0', version: '0.1.0' }, territory: null },
  }) as SavedDocument
}

describe('the summary of a verdict', () => {
  it('says what was decided, by which number, and what to order', () => {
    const text = summariseVerdict(
      judge(saved({ mean_autosome_coverage: 26.5, pct_reads_duplicate: 21 }), { specimen: 'blood' }, anywhere),
      ['a.json', 'b.json'],
    )
    expect(text.split('\n').map((line) => line.trimEnd())).toEqual(text.split('\n'))
    expect(text).toMatch(/^Verdict {3}TOPUP by dk-wgs-example 1\.0\.0, an example$/m)
    expect(text).toMatch(/^Reason {4}mean autosome coverage is 26\.50x, and at least 30x is asked for$/m)
    expect(text).toMatch(/^Next {6}order 59,87\d,\d{3} more read pairs/m)
    expect(text).toMatch(
      /^Basis {5}400\.0 M read pairs examined, 360\.0 M unique \(optical duplicates not told apart\), library of 1864\.3 M; 1 lane$/m,
    )
    expect(text).toMatch(/^Also {6}WARN: percent reads duplicate is 21\.00 %, and at most 20 % is asked for$/m)
    expect(text).toMatch(/^Taken as .*read technology short-read \(file\), specimen blood, sex unknown \(assumed\)$/m)
    expect(text).toMatch(/^Files {5}a\.json\n {10}b\.json$/m)
  })

  it('is short where all is well', () => {
    const plain = { ...anywhere, conditions: {}, rules: [{ ...anywhere.rules[4]!, when: {} }] }
    expect(summariseVerdict(judge(saved({}), {}, plain), [])).toBe(
      'Sample   NA12878\nVerdict  PASS by dk-wgs-example 1.0.0, an example\nReason   all limits of dk-wgs-example 1.0.0 are kept\nNext     release the sample\nRules    5 PASS\n',
    )
  })
})

describe('the summary of a back-test', () => {
  const stricter: Profile = {
    ...anywhere,
    version: '2.0.0',
    rules: anywhere.rules.map((rule) => (rule.id === 'quality' ? { ...rule, at_least: 91 } : rule)),
  }
  const samples = [{ document: saved({}), sheet: { facility: 'East' } }]

  it('has a line per change, per site and per rule', () => {
    const text = summariseBacktest(backtest(samples, anywhere, stricter), anywhere, stricter)
    expect(text).toContain('dk-wgs-example 1.0.0 -> dk-wgs-example 2.0.0: 1 of 1 samples change\n')
    expect(text).toMatch(/^East {2}NA12878 {2}PASS {4}FAIL {3}quality/m)
    expect(text).toMatch(/^East {2}1 {8}1$/m)
    expect(text).toMatch(/^quality {2}PASS {4}FAIL {3}1$/m)
  })

  it('is one line when nothing changes', () => {
    const text = summariseBacktest(backtest(samples, anywhere, anywhere), anywhere, anywhere)
    expect(text).toBe('dk-wgs-example 1.0.0 -> dk-wgs-example 1.0.0: 0 of 1 samples change\n')
  })
})

describe('the page of a profile', () => {
  it.each(profiles)('$name has every rule in Markdown and in HTML', (profile) => {
    const [markdown, html] = [profileMarkdown(profile), profileHtml(profile)]
    for (const { title } of profile.rules) {
      expect(markdown).toContain(`| ${title} (`)
      expect(html).toContain(`<td>${title} (`)
    }
    expect(markdown).toContain(`version ${profile.version}, status: ${profile.status}`)
    expect(html.match(/<tr>/g)).toHaveLength(profile.rules.length + 1)
  })

  it('tells limits, exemptions and top-ups as the file has them', () => {
    const markdown = profileMarkdown(dk)
    expect(markdown).toContain('| at least 30x | TOPUP | specimen blood or saliva or tissue |')
    expect(markdown).toContain('specimen saliva: saliva holds bacterial DNA')
    expect(markdown).toContain('at most 25 % duplicates and to need at most 1 lane of 1,000,000,000 read pairs')
    expect(markdown).toContain('coverage over the territory grch38-autosomes-non-gap')
  })

  it('takes text as text, whatever is in it', () => {
    const odd: Profile = {
      ...anywhere,
      title: '<b>&"',
      conditions: { specimen: { values: ['a|b'] } },
      rules: [{ ...dk.rules[0]!, note: 'a|b' }],
    }
    expect(profileHtml(odd)).toContain('<h1>&lt;b&gt;&amp;&quot;</h1>')
    expect(profileMarkdown(odd)).toContain('a\\|b |')
    expect(profileMarkdown(odd)).toContain('- specimen: a|b; it has to be stated')
    expect(profileMarkdown(odd)).toContain('Any assembly; coverage over any territory.')
  })
})
