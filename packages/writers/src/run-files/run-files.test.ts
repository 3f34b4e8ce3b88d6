// The files of a run: what each says of samples that pass, do not pass, could not be measured, or were overridden.
import { describe, expect, it } from 'vitest'
import type { RunRecord, SampleRecord } from '../run-record.ts'
import { summariseRun } from '../run-summary.ts'
import { runWriters } from './index.ts'

const base: SampleRecord = {
  sample: 'A',
  file: 'a.bam',
  sheet: { case: 'T1' },
  other: { 'Kit "lot", no.': '7\n8' },
  outcome: 'done',
  verdict: { state: 'PASS', decidedBy: null, reason: 'all limits are kept', nextStep: 'release it', orderReadPairs: null },
  override: null,
  failure: null,
  metrics: { mean_autosome_coverage: 29.996, reads_total_primary: 812_345_678, pct_reads_mapped: 100 },
  definition: 'ga4gh-wgs-qc-1.0@0.1.0',
}
const topUp: SampleRecord = {
  ...base,
  sample: 'B',
  other: {},
  outcome: 'qc_fail',
  verdict: { state: 'TOPUP', decidedBy: 'coverage', reason: 'it is shallow', nextStep: 'order more', orderReadPairs: 59_877_000 },
}
const broken: SampleRecord = {
  ...base,
  sample: 'C',
  sheet: {},
  other: {},
  outcome: 'tool_fail',
  verdict: { state: 'HOLD', decidedBy: 'check.measured', reason: 'c.bam is cut', nextStep: 'copy it', orderReadPairs: null },
  failure: { code: 'truncated', exitCode: 3, sentence: 'c.bam: it is cut' },
  metrics: {},
  definition: null,
}
const run: RunRecord = {
  tool: { name: 'genomsyn', version: '0.1.0' },
  profile: { name: 'p', version: '1.0.0', status: 'example' },
  sheet: 'sheet.csv',
  samples: [base, topUp, broken],
  unexpectedFiles: ['x.bam'],
}
const overridden: RunRecord = {
  ...run,
  samples: [base, { ...topUp, override: { state: 'WARN', role: 'lab physician', reason: 'enough', entry: 4 } }, broken],
}

function textOf(id: string, of: RunRecord = run): string {
  return runWriters.find((writer) => writer.id === id)!.write(of) as string
}

describe('run.json', () => {
  it('counts outcomes and verdicts, and lets no member of a case go alone', () => {
    expect(JSON.parse(textOf('run-json'))).toMatchObject({
      counts: { expected: 3, done: 1, qc_fail: 1, tool_fail: 1, missing: 0 },
      verdicts: { HOLD: 1, PASS: 1, TOPUP: 1 },
      cases: [{ case: 'T1', samples: ['A', 'B'], releasable: false, held_back_by: ['B'] }],
      samples: [
        { sample: 'A', verdict: 'PASS', releasable: false, documents: ['A.genomsyn.json', 'A.metrics.json', 'A.verdict.json'] },
        { sample: 'B', verdict: 'TOPUP', order_read_pairs: 59_877_000 },
        { sample: 'C', failure: { code: 'truncated', exit_code: 3 }, documents: ['C.verdict.json'] },
      ],
    })
  })

  it('lets an override hold, and keeps what it replaced', () => {
    expect(JSON.parse(textOf('run-json', overridden))).toMatchObject({
      cases: [{ case: 'T1', releasable: true }],
      samples: [{ releasable: true }, { verdict: 'WARN', original_verdict: 'TOPUP', override: { entry: 4 } }, {}],
    })
  })
})

describe('verdicts.csv', () => {
  const [headings = '', ...rows] = textOf('verdicts-csv').split('\r\n')

  it('has a row per sample and the same columns whatever happened to it', () => {
    expect(rows.slice(1)).toHaveLength(3) // B, C and the end; A has a line break in a cell
    expect(headings).toMatch(/^sample,file,outcome,verdict,releasable,.*,pct_reads_mapped,.*,"sheet:Kit ""lot"", no\."$/)
  })

  it('writes numbers unrounded, and whole ones of a fractional metric with their point', () => {
    expect(rows[0]).toContain(',29.996,')
    expect(rows[0]).toContain(',812345678,')
    expect(rows[0]).toContain(',100.0,')
  })
})

describe('the custom content for MultiQC', () => {
  it('has every sample, also those without numbers', () => {
    const {
      data,
      plot_type: type,
      pconfig,
    } = JSON.parse(textOf('multiqc-general-stats')) as Record<string, Record<string, unknown>>
    expect(type).toBe('generalstats')
    expect(data).toMatchObject({ A: { verdict: 'PASS', mean_autosome_coverage: 29.996 }, C: { verdict: 'HOLD' } })
    expect(pconfig).toContainEqual({ mean_autosome_coverage: expect.objectContaining({ suffix: ' x' }) as unknown })
  })

  it('says what an override replaced', () => {
    expect(JSON.parse(textOf('multiqc-verdicts', overridden))).toMatchObject({ data: { B: { verdict: 'WARN (was TOPUP)' } } })
  })
})

describe('the summary', () => {
  it('says what is and what to do for each of a few samples, and which case waits', () => {
    expect(summariseRun(run, 'out')).toBe(`A  PASS       all limits are kept
              Next: release it
B  TOPUP      it is shallow
              Next: order more
C  HOLD       c.bam is cut
              Next: copy it
Case T1 waits for B
3 samples: 1 PASS, 1 TOPUP, 1 HOLD (1 done, 1 QC-fail, 1 tool-fail, 0 missing)
Not in the sheet: x.bam
Profile p 1.0.0 (example)
Files in out
`)
  })

  it('names of many samples only those that do not pass', () => {
    const many = { ...run, samples: [...Array.from({ length: 30 }, (_, i) => ({ ...base, sample: `S${i}`, sheet: {} })), topUp] }
    const text = summariseRun(many, 'out')
    expect(text.match(/Next:/g)).toHaveLength(1)
    expect(text).toContain('31 samples: 30 PASS, 1 TOPUP')
  })
})
