// One of four read groups left out of a saved result gives what measuring a file without it gives, and every plan gives the same document.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type AlignmentRecord,
  cramBytes,
  everyCase,
  headerOf,
  makeGenome,
  nova,
  type SamHeader,
  simulateReads,
} from '@genomsyn/simulate'
import { isFault, readDocument, type SavedDocument, withoutReadGroups } from '@genomsyn/standard'
import { describe, expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { writeProfile } from './runs.ts'
import { suiteFolder, writeReference, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const genome = makeGenome(17, [
  { name: 'chr1', length: 14_000, gaps: [[0, 500]] },
  { name: 'chr2', length: 5000 },
  { name: 'chrM', length: 1000, relativeDepth: 2400 },
])
const reference = writeReference(join(folder, 'ref.fa'), genome)
const regions = join(folder, 'regions.bed')
writeFileSync(regions, 'chr1\t0\t14000\nchr2\t100\t4000\nchrM\t0\t1000\n')

const library = { ...everyCase, flowCells: ['A00217:77:HFJWFDSXX'], lanes: 4 }
const full = { seed: 3, genome, depth: 22, library, sample: 'S1' }
const binned = { ...full, seed: 4, library: { ...nova, flowCells: ['A00217:77:HFJWFDSXX'], lanes: 4 } }
const ids = [1, 2, 3, 4].map((lane) => `S1_TTGCCTAG-ACCACTTA_HFJWFDSXX_L00${lane}`)

function readGroupOf({ tags }: AlignmentRecord): string | undefined {
  return tags.find(([name]) => name === 'RG')?.[2] as string | undefined
}

/** Says no read group. */
function unnamed(record: AlignmentRecord): AlignmentRecord {
  return { ...record, tags: record.tags.filter(([name]) => name !== 'RG') }
}

/** The header without the @RG lines of these. */
function without(header: SamHeader, left: readonly string[]): SamHeader {
  const lines = header.text
    .split('\n')
    .filter((line) => !left.some((id) => line.startsWith('@RG') && line.includes(`ID:${id}\t`)))
  return { ...header, text: lines.join('\n') }
}

async function measure(path: string, ...options: string[]): Promise<SavedDocument> {
  const { stdout, stderr } = await genomsyn(
    'qc',
    path,
    '--json',
    '--read-groups',
    '--reference',
    reference,
    '--regions',
    regions,
    ...options,
  )
  if (stderr !== '') throw new Error(stderr)
  const document = readDocument(JSON.parse(stdout))
  if (isFault(document)) throw new Error(document.problem)
  return document
}

/** What re-evaluating can know: not the bytes of another file, nor the histogram of mosdepth's depth. */
function comparable({ json }: SavedDocument): unknown {
  const { extended_metrics, wgs_qc_metrics, reasons, contigs, provenance, histograms, integrity } = json as Record<string, object>
  const { input: _, ...source } = provenance as Record<string, unknown>
  const { depth: __, ...shown } = histograms as Record<string, unknown>
  const {
    records_out_of_order: _a,
    records_past_contig_end: _b,
    records_with_long_cigar: _c,
    ...facts
  } = integrity as Record<string, unknown>
  return { extended_metrics, wgs_qc_metrics, reasons, contigs, source, shown, facts }
}

describe.each([
  ['with every kind of record', full],
  ['of binned qualities', binned],
])('a file of four read groups %s', async (title, options) => {
  const header = headerOf(options)
  const records = [...simulateReads(options)].map((record) => (record.name.endsWith('7') ? unnamed(record) : record))
  const name = title.replaceAll(' ', '-')
  const { path } = writeSample(join(folder, `${name}.bam`), { header, records })
  const whole = await measure(path)

  it.each(ids)('is without %s what a file without it is', async (id) => {
    const left = writeSample(join(folder, `${name}-${id}.bam`), {
      header: without(header, [id]),
      records: records.filter((record) => readGroupOf(record) !== id),
    })
    const rest = withoutReadGroups(whole, [id])
    if (isFault(rest)) throw new Error(rest.problem)
    expect(comparable(rest)).toEqual(comparable(await measure(left.path)))
    expect(rest.metrics['mean_autosome_coverage']).toBeGreaterThan(1)
  })

  it('gives the same document in any number of shards', async () => {
    const expected = JSON.stringify(whole.json)
    for (const shards of ['2', '5', '19']) expect(JSON.stringify((await measure(path, '--shards', shards)).json)).toBe(expected)
    expect(JSON.stringify((await measure(path, '--no-index')).json)).toBe(expected)
  })

  it('has read groups that add up to it', () => {
    const { groups } = whole.json['read_groups'] as {
      groups: { id: string | null; metrics: Record<string, number>; territory_bases: number }[]
    }
    expect(groups.map(({ id }) => id)).toEqual([...ids, null])
    for (const metric of ['records_total', 'yield_bp_q30', 'reads_duplicate_primary'])
      expect(groups.reduce((sum, { metrics }) => sum + metrics[metric]!, 0)).toBe(whole.metrics[metric])
  })
})

describe('a read group left out', async () => {
  const header = headerOf(binned)
  const records = [...simulateReads(binned)]
  const out = join(folder, 'out')
  const profile = writeProfile(folder, {
    rules: ['mean_autosome_coverage', 'pct_bases_q30', 'mean_insert_size'].map((metric) => ({
      id: metric.replaceAll('_', '-'),
      title: metric,
      metric,
      definition: 'ga4gh-wgs-qc-1.0@0.1.0',
      at_least: 17,
      otherwise: 'FAIL',
    })),
  })
  const [first = '', second = ''] = ids

  async function document(name: string, kept: readonly AlignmentRecord[], left: readonly string[] = []): Promise<string> {
    const { path } = writeSample(join(folder, `${name}.bam`), { header: without(header, left), records: kept })
    await genomsyn(
      'qc',
      path,
      '--quiet',
      '--read-groups',
      '--out',
      join(out, name),
      '--reference',
      reference,
      '--regions',
      regions,
    )
    return join(out, name, 'S1.genomsyn.json')
  }

  const whole = await document('whole', records)
  const left = records.filter((record) => readGroupOf(record) !== first)

  it('gives the verdict of a file without it', async () => {
    const measured = await genomsyn('verdict', await document('left', left, [first]), '--profile', profile, '--json')
    const verdict = await genomsyn('verdict', whole, '--profile', profile, '--json', '--without', first)
    expect(verdict.exitCode).toBe(measured.exitCode)
    expect(JSON.parse(verdict.stdout)).toEqual({ ...(JSON.parse(measured.stdout) as object), without_read_groups: [first] })
  })

  it('holds the sample when several are, since depth is not known then', async () => {
    const verdict = await genomsyn('verdict', whole, '--profile', profile, '--without', first, '--without', second)
    expect(verdict.exitCode).toBe(11)
    expect(verdict.stdout).toContain('depth was measured without each read group, and not without several')
  })

  it('must be one of the file', async () => {
    const { exitCode, stderr } = await genomsyn('verdict', whole, '--profile', profile, '--without', 'lane9')
    expect(exitCode).toBe(3)
    expect(stderr).toContain(`it has no read group lane9, only ${ids.join(', ')}`)
  })

  it('is not known where mates of it lie in another', async () => {
    const torn = records.map((record) => (record.flag & 0x80 ? unnamed(record) : record))
    const rest = withoutReadGroups(await measure(writeSample(join(folder, 'torn.bam'), { header, records: torn }).path), [first])
    expect(isFault(rest) ? {} : rest.reasons).toMatchObject({
      mean_autosome_coverage: 'names_span_read_groups',
      mean_genome_coverage: 'names_span_read_groups',
    })
    expect(isFault(rest) ? {} : rest.metrics).toMatchObject({ mean_autosome_coverage: null, mean_read_length: 150 })
  })

  it('cannot be when there is only one', async () => {
    const single = await document('single', records.slice(0, 500), ids.slice(1))
    const { stderr } = await genomsyn('verdict', single, '--profile', profile, '--without', first)
    expect(stderr).toContain('the file has fewer than two read groups')
  })

  it('has to be counted apart, which takes time and is done when it is asked for', async () => {
    const path = join(folder, 'whole.bam')
    await genomsyn('qc', path, '--quiet', '--out', join(out, 'plain'), '--reference', reference, '--regions', regions)
    const { stderr } = await genomsyn('verdict', join(out, 'plain', 'S1.genomsyn.json'), '--profile', profile, '--without', first)
    expect(stderr).toContain('measure the file again with genomsyn qc --read-groups')
  })

  it('is the same of a CRAM', async () => {
    const cram = join(folder, 'same.cram')
    writeFileSync(cram, cramBytes(header, records, { reference: genome }).cram)
    const { json } = await measure(cram)
    expect(json['read_groups']).toEqual((await measure(join(folder, 'whole.bam'))).json['read_groups'])
  })
})
