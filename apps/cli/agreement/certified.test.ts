// The certified metrics of the AKT1 slice, and the numbers that Picard and samtools give for it (Picard 2.27.5, samtools 1.16.1).
import { readdirSync, readFileSync, rmSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatC, formatJava } from '@genomsyn/standard'
import { afterAll, expect, it } from 'vitest'
import { genomsyn } from '../test/command.ts'
import { Comparisons } from './comparisons.ts'
import { documentOf } from './measured.ts'
import { dataPath } from './shared-data.ts'

const compared = new Comparisons()
const akt1 = dataPath('real-wgs/NA12878-chr14-AKT1.bam')
const folder = mkdtempSync(join(tmpdir(), 'genomsyn-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Ga4ghDocument {
  readonly wgs_qc_metrics: { readonly aln_metrics: Record<string, number>; readonly variant_metrics: object }
}

/** The certified document, as the reference implementation wrote it. */
function certifiedText(): string {
  const certified = dataPath('standard/akt1-certified')
  const name = readdirSync(certified).find((file) => file.endsWith('.metrics.json'))!
  return readFileSync(join(certified, name), 'utf8')
}

it('writes the certified document of the AKT1 slice, less the variants, byte for byte', async () => {
  const certified = certifiedText()
  const id = (JSON.parse(certified) as { biosample: { id: string } }).biosample.id
  await genomsyn('qc', '--quiet', akt1, '--sample', id, '--out', folder)
  const written = readFileSync(join(folder, `${id}.metrics.json`), 'utf8')
  expect(written).toBe(certified.replace(/"variant_metrics": \{[^}]*\}/, '"variant_metrics": {}'))
  const { aln_metrics } = (JSON.parse(written) as Ga4ghDocument).wgs_qc_metrics
  compared.agree(aln_metrics, (JSON.parse(certified) as Ga4ghDocument).wgs_qc_metrics.aln_metrics)
})

it('counts the reads and bases of the AKT1 slice', async () => {
  const { extended_metrics, wgs_qc_metrics } = await documentOf(akt1)
  compared.agree(extended_metrics, {
    records_total: 13_831,
    reads_total_primary: 13_810,
    records_supplementary: 21,
    reads_duplicate_primary: 1537,
    reads_mapped_primary: 13_759,
    reads_properly_paired: 13_517,
    yield_bp_q30: 1_996_315,
    yield_bp_q20: 2_020_718,
    yield_bp_total: 2_071_500,
  })
  compared.agree(wgs_qc_metrics.aln_metrics, {
    pct_reads_mapped: 99.63,
    pct_reads_properly_paired: 97.88,
    mean_insert_size: 447.3,
    insert_size_std_deviation: 98.2,
  })
  compared.agree(
    { duplication: formatJava(extended_metrics.picard_pct_duplication! / scaleOf('picard_pct_duplication')) },
    { duplication: '0.110619' },
  )
})

/** 100 where the metric is a percentage of what Picard gives as a fraction. */
function scaleOf(metric: string): number {
  return metric.startsWith('pct_') ? 100 : 1
}

it.each([
  [
    [104_765_000, 104_809_800],
    {
      territory_bp: '44800',
      mean_autosome_coverage: '39.155759',
      sd_autosome_coverage: '9.248017',
      median_autosome_coverage: '40',
      mad_autosome_coverage: '5',
      pct_autosomes_1x: '0.984866',
      pct_autosomes_5x: '0.984174',
      pct_autosomes_10x: '0.983259',
      pct_autosomes_15x: '0.982232',
      pct_autosomes_20x: '0.978884',
      pct_autosomes_25x: '0.956741',
      pct_autosomes_30x: '0.893192',
      pct_exc_mapq: '0.001045',
      pct_exc_dupe: '0.111268',
      pct_exc_unpaired: '0.002571',
      pct_exc_baseq: '0.01512',
      pct_exc_overlap: '0.004716',
    },
  ],
  [
    [104_764_000, 104_811_000],
    {
      territory_bp: '47000',
      mean_autosome_coverage: '37.619043',
      sd_autosome_coverage: '11.759621',
      median_autosome_coverage: '39',
      mad_autosome_coverage: '6',
      pct_autosomes_15x: '0.944574',
    },
  ],
])('takes coverage of the AKT1 slice over chr14, %j', async ([start, end], theirs) => {
  const regions = join(folder, 'regions.bed')
  writeFileSync(regions, `chr14\t${start}\t${end}\n`)
  const { extended_metrics } = await documentOf(akt1, '--regions', regions)
  const printed = Object.keys(theirs).map((id) => [
    id,
    formatJava(extended_metrics[id]! / (id.startsWith('pct_autosomes') ? 100 : 1)),
  ])
  compared.agree(Object.fromEntries(printed) as Record<string, string>, theirs)
  if (start === 104_765_000) expect(formatC(extended_metrics.mean_autosome_coverage! * 44_800, 0)).toBe('1754178')
})

compared.atLeast(44)
