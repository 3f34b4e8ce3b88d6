// `genomsyn qc` from arguments to files, on samples whose truth is known.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  csiBytes,
  bamBytes,
  endPosition,
  flagCounts,
  makeRecord,
  mosdepthDepth,
  qualityYield,
  wgsDepth,
} from '@genomsyn/simulate'
import { genomsynSchema } from '@genomsyn/standard'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { genomsyn, genomsynProcess } from './command.ts'
import { filesIn, genome, header, headerWith, records, suiteFolder, writeReference, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const sample = writeSample(join(folder, 'sample.bam'))
const reference = writeReference(join(folder, 'genome.fa'))
const regions = join(folder, 'regions.bed')
writeFileSync(regions, 'chr1\t500\t30000\nchr1\t29000\t39000\n')

interface Document {
  biosample: { id: string }
  extended_metrics: Record<string, number | null>
  reasons: Record<string, string>
  integrity: Record<string, unknown>
  provenance: { reference: { name: string | null }; territory: Record<string, unknown> | null; input: Record<string, unknown> }
  contigs: { name: string; mean_depth: number }[]
}

function readDocument(out: string, name = 'S1'): Document {
  return JSON.parse(readFileSync(join(out, `${name}.genomsyn.json`), 'utf8')) as Document
}

async function qc(out: string, ...args: string[]): Promise<Document> {
  const outcome = await genomsyn('qc', '--quiet', '--out', join(folder, out), ...args)
  expect(outcome).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  return readDocument(join(folder, out))
}

describe('qc of an indexed file with reference and regions', async () => {
  const document = await qc('whole', sample.path, '--reference', reference, '--regions', regions)
  const metrics = document.extended_metrics

  it('writes both documents and nothing else', () => {
    expect(filesIn(join(folder, 'whole'))).toEqual(['S1.genomsyn.json', 'S1.metrics.json'])
  })

  it('writes a document that its schema accepts', () => {
    const validate = new Ajv2020({ strict: false }).compile(genomsynSchema())
    validate(document)
    expect(validate.errors).toBeNull()
  })

  it('counts records by flag as they were simulated', () => {
    const truth = flagCounts(records)
    expect(metrics.records_total).toBe(truth.total[0] + truth.total[1])
    expect(metrics.records_supplementary).toBe(truth.supplementary[0] + truth.supplementary[1])
    expect(metrics.reads_duplicate_primary).toBe(truth.primaryDuplicates[0] + truth.primaryDuplicates[1])
  })

  it('yields the bases of quality 30 and more of PF reads', () => {
    expect(metrics.yield_bp_q30).toBe(qualityYield(records).q30Bases)
  })

  it('takes mean coverage over the regions less the N positions of the reference', () => {
    const { depth } = wgsDepth(records, genome)
    const counted = depth[0]!.subarray(500, 39_000).filter((_, i) => i >= 500 && !(i >= 19_500 && i < 20_000))
    expect(metrics.territory_bp).toBe(counted.length)
    expect(metrics.mean_autosome_coverage).toBeCloseTo(counted.reduce((sum, each) => sum + each, 0) / counted.length, 9)
  })

  it('gives each contig the mean depth of mosdepth', () => {
    const depths = mosdepthDepth(records, genome)
    const means = depths.map((depth) => depth.reduce((sum, each) => sum + each, 0) / depth.length)
    document.contigs.forEach(({ mean_depth }, i) => expect(mean_depth).toBeCloseTo(means[i]!, 9))
  })

  it('tells reference, regions and mask', () => {
    expect(document.provenance.reference.name).toBe('genome')
    expect(document.provenance.territory).toMatchObject({ name: 'regions.bed', mask_rule: 'reference', regions_bp: 38_500 })
    expect(document.integrity.reference_match).toBe(true)
  })
})

describe('what qc prints', () => {
  it('is about a dozen lines with metrics, units and the files written', async () => {
    const { stdout, stderr } = await genomsyn('qc', sample.path, '--regions', regions, '--out', join(folder, 'printed'))
    expect(stderr).toBe('')
    expect(stdout.split('\n').length).toBeLessThan(20)
    expect(stdout).toMatch(/^Sample +S1$/m)
    expect(stdout).toMatch(/^Mean autosome coverage +\d+\.\d\d x$/m)
    expect(stdout).toContain(join(folder, 'printed', 'S1.metrics.json'))
  })

  it('is the document alone with --json, which writes no file', async () => {
    const { stdout } = await genomsynProcess(['qc', sample.path, '--json'], { cwd: folder })
    expect(stdout).toBe((await genomsyn('qc', sample.path, '--json')).stdout)
    expect((JSON.parse(stdout) as Document).biosample.id).toBe('S1')
    expect(filesIn(folder).filter((name) => name.endsWith('.json'))).toEqual([])
  })

  it('shows no progress when standard error is no terminal', async () => {
    const { stderr } = await genomsynProcess(['qc', sample.path, '--out', join(folder, 'silent')])
    expect(stderr).toBe('')
  })
})

describe('several files in one call', () => {
  const second = writeSample(join(folder, 'second.bam'), { header: headerWith(['S2']), records: records.slice(0, 500) })

  it('are each measured as if alone', async () => {
    await qc('both', sample.path, second.path)
    await qc('alone', sample.path)
    const read = (out: string): string => readFileSync(join(folder, out, 'S1.genomsyn.json'), 'utf8')
    expect(filesIn(join(folder, 'both'))).toHaveLength(4)
    expect(read('both')).toBe(read('alone'))
  })

  it('go on after a bad one, whose exit code remains', async () => {
    const out = join(folder, 'mixed')
    const outcome = await genomsyn('qc', '--quiet', '--out', out, join(folder, 'absent.bam'), second.path)
    expect(outcome.exitCode).toBe(3)
    expect(outcome.stderr).toMatch(/^genomsyn: .*absent\.bam: .+\n$/)
    expect(filesIn(out)).toEqual(['S2.genomsyn.json', 'S2.metrics.json'])
  })
})

describe('what can be known without order, index or records', () => {
  it('reads an unindexed file to the same results', async () => {
    const unindexed = writeSample(join(folder, 'unindexed.bam'), { unindexed: true })
    expect(await qc('unindexed', unindexed.path)).toEqual(await qc('indexed', sample.path))
  })

  it('reads a CSI index', async () => {
    const { path } = writeSample(join(folder, 'csi.bam'), { unindexed: true })
    writeFileSync(`${path}.csi`, csiBytes(bamBytes(header, records).index))
    expect(await qc('csi', path, '--shards', '7')).toEqual(await qc('indexed', sample.path))
  })

  it('takes the index it is given', async () => {
    const { path } = writeSample(join(folder, 'moved.bam'), { unindexed: true })
    const index = join(folder, 'elsewhere.bai')
    writeFileSync(index, readFileSync(`${sample.path}.bai`))
    expect(await qc('moved', path, '--index', index, '--shards', '7')).toEqual(await qc('indexed', sample.path))
  })

  it('gives an unsorted file read-level metrics, and coverage null with the reason', async () => {
    const shuffled = records.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const { path } = writeSample(join(folder, 'unsorted.bam'), { records: shuffled, unindexed: true })
    const { extended_metrics, reasons } = await qc('unsorted', path, '--regions', regions)
    expect(extended_metrics.records_total).toBe(records.length)
    expect(extended_metrics.mean_autosome_coverage).toBeNull()
    expect(reasons.mean_autosome_coverage).toBe('not_coordinate_sorted')
  })

  it('gives an empty BAM nulls with reasons', async () => {
    const { path } = writeSample(join(folder, 'empty.bam'), { records: [] })
    const { extended_metrics, reasons } = await qc('empty', path)
    expect(extended_metrics.records_total).toBe(0)
    expect(reasons).toMatchObject({ pct_reads_mapped: 'no_reads', mean_insert_size: 'no_reads' })
  })

  it('gives contigs that are not GRCh38 no autosome coverage without regions, and says so', async () => {
    const { reasons, provenance, contigs } = await qc('no-territory', sample.path)
    expect(reasons.mean_autosome_coverage).toBe('no_territory')
    expect(provenance.territory).toBeNull()
    expect(contigs[0]!.mean_depth).toBeGreaterThan(0)
  })

  it('takes a file without the end-of-file block when told so, and records it', async () => {
    const path = join(folder, 'no-eof.bam')
    writeFileSync(path, sample.bytes.subarray(0, -28))
    const { integrity, provenance } = await qc('no-eof', path, '--allow-missing-eof')
    expect(integrity).toMatchObject({ eof_marker_ok: false, missing_eof_allowed: true })
    expect(provenance.input.digest).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe('standard input', () => {
  it('gives the same document as the file', async () => {
    const { stdout, exitCode } = await genomsynProcess(['qc', '-', '--json', '--regions', regions], { input: sample.bytes })
    expect(exitCode).toBe(0)
    expect(stdout).toBe((await genomsyn('qc', sample.path, '--json', '--regions', regions)).stdout)
  })

  it('is refused when it ends too early', async () => {
    const { stderr, exitCode } = await genomsynProcess(['qc', '-', '--json'], { input: sample.bytes.subarray(0, 20_000) })
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/^genomsyn: standard input: at .*: the file ends .*\n$/)
  })
})

describe('what a sample is called', () => {
  const unnamed = writeSample(join(folder, 'prøve æøå 1.bam'), { header: headerWith([]), records: records.slice(0, 200) })
  const two = writeSample(join(folder, 'two.bam'), { header: headerWith(['A', 'B']), records: records.slice(0, 200) })

  it('is the stem of the file when no read group names one, spaces and æøå included', async () => {
    const out = join(folder, 'et sted')
    expect((await genomsyn('qc', '--quiet', unnamed.path, '--out', out)).exitCode).toBe(0)
    expect(filesIn(out)).toEqual(['prøve æøå 1.genomsyn.json', 'prøve æøå 1.metrics.json'])
    expect(readDocument(out, 'prøve æøå 1').biosample.id).toBe('prøve æøå 1')
  })

  it('is what --sample says', async () => {
    const out = join(folder, 'named')
    expect((await genomsyn('qc', '--quiet', unnamed.path, '--out', out, '--sample', 'K7')).exitCode).toBe(0)
    expect(filesIn(out)).toEqual(['K7.genomsyn.json', 'K7.metrics.json'])
  })

  it('must be chosen when read groups name several', async () => {
    const { exitCode, stderr } = await genomsyn('qc', two.path, '--json')
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/2 samples \(A, B\).*--all-samples/)
  })

  it('picks the reads of one among several', async () => {
    const of = (sample: string): typeof records => records.slice(0, 200).filter((_, i) => (sample === 'A') === (i % 3 === 0))
    const tagged = records
      .slice(0, 200)
      .map((record, i) => ({ ...record, tags: [['RG', 'Z', i % 3 === 0 ? 'rg0' : 'rg1'] as const] }))
    const { path } = writeSample(join(folder, 'picked.bam'), { header: headerWith(['A', 'B']), records: tagged })
    for (const sample of ['A', 'B']) {
      const { stdout } = await genomsyn('qc', path, '--json', '--sample', sample)
      const { biosample, extended_metrics, integrity } = JSON.parse(stdout) as Document
      expect(biosample.id).toBe(sample)
      expect(extended_metrics.records_total).toBe(of(sample).length)
      expect(integrity.samples).toEqual([sample])
    }
  })

  it('may cover them all', async () => {
    const { exitCode, stdout } = await genomsyn('qc', two.path, '--json', '--all-samples', '--sample', 'AB')
    expect(exitCode).toBe(0)
    expect((JSON.parse(stdout) as Document).biosample.id).toBe('AB')
  })
})

it('counts reads of a megabase, and a skip of as many positions', async () => {
  const long = makeRecord({ cigar: '30000M1000000N20000M', flag: 0, name: 'long' })
  const contigs = [{ name: 'chr1', length: endPosition(long) + 10 }]
  const { path } = writeSample(join(folder, 'long.bam'), { header: headerWith(['S1'], contigs), records: [long] })
  const { contigs: [contig], extended_metrics } = await qc('long', path) // prettier-ignore
  expect(contig!.mean_depth).toBeCloseTo(50_000 / contigs[0]!.length, 12)
  expect(extended_metrics.mean_read_length).toBe(50_000)
})
