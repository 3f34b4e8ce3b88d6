// A run's report: who needs somebody, which cases wait, and how it stays light with many samples.
import { describe, expect, it } from 'vitest'
import type { RecordedLimit, RunRecord, SampleRecord } from '../run-record.ts'
import { runReport } from './run-report.ts'

function textOf(html: string): string {
  const visible = html.replaceAll(/<(style|script)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ' ')
  return visible.replaceAll('&gt;', '>').replaceAll(/\s+/g, ' ')
}

function limits(kept: boolean, limit = 30): RecordedLimit[] {
  return [{ metric: 'mean_autosome_coverage', comparison: 'at_least', limit, kept }]
}

const good: SampleRecord = {
  sample: 'GOOD',
  file: 'a.bam',
  sheet: { case: 'T1' },
  other: {},
  outcome: 'done',
  verdict: {
    state: 'PASS',
    decidedBy: null,
    reason: 'all is kept',
    nextStep: 'release it',
    orderReadPairs: null,
    limits: limits(true),
  },
  override: null,
  failure: null,
  metrics: { mean_autosome_coverage: 32.5, pct_autosomes_15x: 97, pct_reads_duplicate: 10.85 },
  definition: 'ga4gh-wgs-qc-1.0@0.1.0',
}
const shallow: SampleRecord = {
  ...good,
  sample: 'SHALLOW/1',
  outcome: 'qc_fail',
  verdict: {
    state: 'TOPUP',
    decidedBy: 'c',
    reason: 'it is shallow',
    nextStep: 'order more',
    orderReadPairs: 5,
    limits: limits(false),
  },
  metrics: { ...good.metrics, mean_autosome_coverage: 29.996 },
}
const broken: SampleRecord = {
  ...good,
  sample: 'BROKEN',
  sheet: {},
  outcome: 'tool_fail',
  verdict: { state: 'HOLD', decidedBy: 'check.measured', reason: 'the file is cut', nextStep: 'copy it', orderReadPairs: null },
  metrics: {},
  definition: null,
}
const unseen: SampleRecord = { ...broken, sample: 'UNSEEN', outcome: 'missing', verdict: null }

const run: RunRecord = {
  tool: { name: 'genomsyn', version: '0.1.0' },
  profile: { name: 'p', version: '1.0.0', status: 'example' },
  sheet: 'sheet.csv',
  samples: [good, shallow, broken, unseen],
  unexpectedFiles: ['x.bam'],
}
const html = runReport(run)
const text = textOf(html)

/** So many samples, of which every twentieth is shallow. */
function many(count: number): RunRecord {
  const samples = Array.from({ length: count }, (_, i) => ({
    ...(i % 20 === 7 ? shallow : good),
    sample: `S${i}`,
    metrics: { ...good.metrics, mean_autosome_coverage: i % 20 === 7 ? 28 + i / count : 31 + (i % 37) / 10 },
  }))
  return { ...run, samples }
}

describe('the report of a run', () => {
  it('counts verdicts, and lists what needs somebody first', () => {
    expect(text).toContain('4 samples, judged by p 1.0.0, an example profile: 1 done, 1 QC-fail, 1 tool-fail, 1 missing.')
    const order = ['BROKEN', 'SHALLOW/1', 'UNSEEN', 'GOOD'].map((name) => html.indexOf(`>${name}<`))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(text).toContain('SHALLOW/1 ▲ TOPUP it is shallow Next: order more 29.996 97.00 10.85')
    expect(text).toContain('UNSEEN ○ MISSING the sample was not measured')
  })

  it('leads to the reports of samples by the names of their files', () => {
    expect(html).toContain('<a href="SHALLOW_1.report.html">SHALLOW/1</a>')
    expect(html).not.toContain('UNSEEN.report.html')
  })

  it('shows coverage of all samples against the limit, which 29.996x does not reach', () => {
    expect(html).toMatch(
      /<svg [^>]*aria-label="From 29\.996x to 32\.50x, median .*Asked for: at least 30x; 1 of 2 does not keep it\. 2 without a value\."/,
    )
    expect(html).toContain('<strong class="broken">29.996</strong>')
  })

  it('lets no member of a case go alone, and names files that nobody judged', () => {
    expect(text).toContain('1 of 1 case cannot be released yet.')
    expect(text).toContain('T1 waits for SHALLOW/1 GOOD ● PASS SHALLOW/1 ▲ TOPUP')
    expect(text).toContain('x.bam')
  })

  it('says who overruled a verdict', () => {
    const override = { state: 'PASS', role: 'lab physician', reason: 'enough', entry: 4 } as const
    const overridden = textOf(runReport({ ...run, samples: [good, { ...shallow, override }] }))
    expect(overridden).toContain('● PASS overridden by lab physician: enough instead of TOPUP: it is shallow')
  })

  it('draws samples of different limits each against its own', () => {
    const tumour = { ...shallow, verdict: { ...shallow.verdict!, limits: limits(false, 60) } }
    expect(textOf(runReport({ ...run, samples: [good, tumour] }))).toContain(
      'Asked for: at least 30x or at least 60x; 1 of 2 does not keep it.',
    )
  })

  it('is a page for a run of which nothing was measured', () => {
    expect(textOf(runReport({ ...run, samples: [unseen], unexpectedFiles: [] }))).toContain('none: nothing was measured')
  })

  it('is light with 500 samples: a table and two figures, below a megabyte', () => {
    const large = runReport(many(500))
    expect(large.match(/<svg /g)).toHaveLength(2)
    expect(large.match(/<tr /g)).toHaveLength(500)
    expect(large.length).toBeLessThan(1_000_000)
    expect(large).toContain('25 of 500 do not keep it')
  })

  it('asks the network for nothing', () => {
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    expect(html).toContain("default-src 'none'")
  })
})
