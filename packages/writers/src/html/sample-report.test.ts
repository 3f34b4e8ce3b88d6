// A sample's report: what it says, that it needs nothing else, and that nothing in it is taken for HTML that is not.
import { describe, expect, it } from 'vitest'
import { cycles, madeSample, readGroups } from '../../test/judged-samples.ts'
import { sampleReport } from './sample-report.ts'

/** As it is read: without tags, and every run of white space as one space. */
function textOf(html: string): string {
  const visible = html.replaceAll(/<(style|script)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ' ')
  return visible.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll(/\s+/g, ' ')
}

/** The section with this id. */
function sectionOf(html: string, id: string): string {
  return new RegExp(`<section id="${id}".*?</section>`, 's').exec(html)![0]
}

const full = sampleReport(madeSample({}, { cycles, read_groups: readGroups }))

describe('the report of a sample', () => {
  it('says the verdict, why, what to do next, and which limits are kept', () => {
    const text = textOf(full.slice(0, full.indexOf('<nav')))
    expect(text).toContain('NA12878 ▲ TOPUP mean autosome coverage is 26.50x, and at least 30x is asked for Next: order ')
    expect(text).toContain('Mean autosome coverage 26.50x ✗ not at least 30x')
    expect(text).toContain('Percent reads duplicate 10.00 % ✓ at most 20 %')
    expect(text).toContain('by dk-wgs-example 1.0.0, an example')
  })

  it('draws coverage and its ladder against the limits of the profile', () => {
    const section = sectionOf(full, 'coverage')
    expect(section.match(/<svg /g)).toHaveLength(2)
    expect(section).toMatch(/aria-label="Distribution of depth\. .*mean 26\.50x; limit: at least 30x\."/)
    expect(section).toMatch(
      /aria-label="Ladder of coverage\. 99\.90 % at 1x, 96\.25 % at 15x, .*asks for at least 95 % at 15x\."/,
    )
    expect(textOf(section)).toContain('% of positions 99.90 96.25 31.00 limit ≥ 95')
  })

  it('accounts for every base, in steps that add up as they are printed', () => {
    const text = textOf(sectionOf(full, 'exclusions'))
    expect(text).toContain('26.50x = 27.90x aligned - 0.40x outside the territory - 0.30x MAPQ<20 - 0.70x duplicates')
    expect(text).toContain('aligned 27,900,000 27.90x outside the territory −400,000 −0.40x MAPQ<20 −300,000 −0.30x')
    expect(text).toContain('counted 26,500,000 26.50x')
    expect(text).toContain('mosdepth 0.3.3, total 27.00x')
  })

  it('draws qualities and bases by cycle, each read by its name', () => {
    const section = sectionOf(full, 'cycles')
    expect(section.match(/<svg /g)).toHaveLength(4)
    expect(textOf(section)).toContain('Read 1: 30.0 to 37.0; Read 2: 25.0 to 33.0')
    expect(textOf(section)).toContain('Read 1: 50.0 to 100.0 %; Read 2: 0.0 to 100.0 %')
    expect(textOf(section)).toMatch(/A 0\.0 to 66\.7 %; C 0\.0 to 50\.0 %; .*N 0\.0 to 50\.0 %/)
  })

  it('puts read groups side by side, with the coverage without each', () => {
    const text = textOf(sectionOf(full, 'read-groups'))
    expect(text).toContain('3 read groups. Their names begin with run7_, which is left out here.')
    expect(text).toContain('L001 lib1 14.25 12.25 92.00 36.0 10.00 99.50 420.0')
    expect(text).toContain('L002 lib1 12.25 14.25 71.00')
    expect(text).toMatch(/no read group\s+0\.00 – – –/)
  })

  it('says so where a document has no cycles, read groups or coverage', () => {
    const text = textOf(sampleReport(madeSample({ mean_autosome_coverage: null }, { histograms: {}, contigs: [] })))
    expect(text).toContain('No qualities by cycle: the document does not have it; measure the file again.')
    expect(text).toContain('No comparison of read groups: the document does not have it')
    expect(text).toContain('No coverage of the territory: it was not measured.')
    expect(text).toContain('No insert sizes: ')
  })

  it('is a whole page for a sample that could not be measured, and for one that nobody judged', () => {
    const { verdict, document } = madeSample()
    const unmeasured = textOf(sampleReport({ sample: 'S', document: null, verdict, override: null }))
    expect(unmeasured).toContain('S ▲ TOPUP')
    expect(unmeasured).not.toContain('Provenance')
    const unjudged = textOf(sampleReport({ sample: 'S', document, verdict: null, override: null }))
    expect(unjudged).toContain('Not judged')
    expect(unjudged).toContain('How deep the positions are')
  })

  it('lets an override hold, and says what it overruled', () => {
    const override = { state: 'PASS', role: 'lab physician', reason: 'enough', entry: 4 } as const
    const text = textOf(sampleReport({ ...madeSample(), override }))
    expect(text).toContain('● PASS The profile says TOPUP: mean autosome coverage is 26.50x')
    expect(text).toContain('as decided by lab physician: enough')
    expect(text).toContain('overridden, entry 4 of the audit log')
  })

  it('asks the network for nothing and runs no script but its own', () => {
    expect(full).not.toMatch(/(?:src|href)="(?!#)/)
    expect(full).not.toMatch(/url\(|@import/)
    expect(full).toContain("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
    expect(full).not.toMatch(/\son\w+="/)
  })

  it('takes names for text, whatever is in them', () => {
    const name = '</script><img src=x onerror=alert(1)>&"'
    const html = sampleReport({ ...madeSample(), sample: name })
    expect(html).not.toContain('<img')
    expect(html).toContain('<h1>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&quot;</h1>')
  })

  it('has a name for every figure, a caption for every table, and headings that say what they head', () => {
    expect(full.match(/<svg /g)!.length).toBe(full.match(/<svg [^>]*role="img"/g)!.length)
    expect(full.match(/<table/g)!.length).toBe(full.match(/<caption/g)!.length)
    expect(full.match(/<th[ >]/g)!.length).toBe(full.match(/<th scope="(?:col|row)"/g)!.length)
    expect(full).toContain('<a class="skip" href="#content">')
    const ids = [...full.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of full.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target)
  })

  it('is the same text each time, in whatever order reports are made', () => {
    sampleReport(madeSample({ mean_autosome_coverage: 31 }))
    expect(sampleReport(madeSample({}, { cycles, read_groups: readGroups }))).toBe(full)
  })
})
