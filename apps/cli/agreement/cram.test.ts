// Every CRAM of the shared data: the counts that samtools, mosdepth and Picard give, the documents of the BAM that samtools makes of it,
// and the records as @gmod/cram reads them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAlignmentFile } from '@genomsyn/hts'
import { mosdepth, samtools } from '@genomsyn/testkit'
import { afterAll, describe, expect, it } from 'vitest'
import { genomsyn } from '../test/command.ts'
import { Comparisons } from './comparisons.ts'
import { flagstatRows } from './flagstat.ts'
import { gmodRecords } from './gmod-records.ts'
import { countsOf, documentOf, sumWhere } from './measured.ts'
import { cramFiles, type DataFile, dataPath, expectedOutput, withOutput } from './shared-data.ts'
import { distributionOf, statsMetrics } from './tool-numbers.ts'

if (samtools.version() === null) throw new Error('THE CRAM SUITE CANNOT RUN: samtools is not installed')
/** samtools is not to look for references elsewhere. */
process.env.REF_PATH = '/dev/null/%s'

const compared = new Comparisons()
const folder = mkdtempSync(join(tmpdir(), 'genomsyn-'))
afterAll(() => rmSync(folder, { recursive: true }))

const readable = cramFiles.filter(({ samtools: state, name }) => state === 'ok' && !name.startsWith('corrupt/'))
/** samtools takes them, but their end-of-file container is missing. */
const WITHOUT_END = ['conformance/hts-specs-cram-3.0/failed/0000_empty_noeof.cram']
const whole = readable.filter(({ name }) => !WITHOUT_END.includes(name))
/** Without its reference samtools reads header, flags and positions; so do we. */
const allButBases = cramFiles.filter(({ samtools: state }) => state.startsWith('header'))

const TAKE = ['--all-samples', '--sample', 's', '--json']

/** The superset document, less what tells of the file's blocks and of the order in which they were read. */
async function documentText(path: string, ...options: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await genomsyn('qc', path, ...TAKE, ...options)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  const document = JSON.parse(stdout) as { provenance: object; integrity: object }
  return JSON.stringify({ ...document, provenance: { ...document.provenance, input: null } }, null, 1)
}

async function metricsText(path: string, ...options: string[]): Promise<string> {
  const { exitCode, stderr } = await genomsyn(
    'qc',
    path,
    '--quiet',
    '--all-samples',
    '--sample',
    's',
    '--out',
    folder,
    ...options,
  )
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return readFileSync(join(folder, 's.metrics.json'), 'utf8')
}

/** The BAM that samtools makes of it. */
function decoded({ path, name, reference }: DataFile): string {
  const bam = join(folder, `${name.replaceAll('/', '_')}.bam`)
  samtools.writeBam(path, bam, reference)
  return bam
}

describe('the BAM that samtools makes of the file', () => {
  it.each(whole)('has the same documents as $name', async (file) => {
    const bam = decoded(file)
    compared.agree({ metrics: await metricsText(file.path) }, { metrics: await metricsText(bam, '--no-index') })
    compared.agree({ document: await documentText(file.path) }, { document: await documentText(bam, '--no-index') })
    compared.agree({ document: await documentText(file.path, '--no-index', '--shards', '5') }, { document: await documentText(bam, '--no-index') }) // prettier-ignore
  })

  it.each(whole)('has the coverage of $name over all contigs, with its reference', async (file) => {
    const { header } = await openAlignmentFile(file.path, { noIndex: true })
    const regions = join(folder, 'regions.bed')
    if (header.contigs.length === 0) return
    writeFileSync(regions, header.contigs.map(({ name, length }) => `${name}\t0\t${length}\n`).join(''))
    const covered = await countsOf(decoded(file), await wanted(file, null))
    const ours = await countsOf(file.path, await wanted(file, file.reference))
    compared.agree(wordsOf(ours.counts), wordsOf(covered.counts))
  })
})

/** Every count of territory, over whole contigs. */
async function wanted({ path }: DataFile, reference: string | null): Promise<Parameters<typeof countsOf>[1]> {
  const { header } = await openAlignmentFile(path, { noIndex: true })
  const regions = header.contigs.map(({ length }, contig) => ({ contig, start: 0, end: length }))
  return {
    counts: ['wgs-depth', 'wgs-exclusions', 'depth', 'contig-depth', 'flags', 'bases', 'base-quality'],
    regions,
    reference,
  }
}

function wordsOf(counts: object): Record<string, string> {
  return Object.fromEntries(Object.entries(counts).map(([id, words]) => [id, (words as BigUint64Array).join()]))
}

describe('samtools', () => {
  it.each(withOutput('flagstat', [...whole, ...allButBases]))('flagstat of $name', async ({ path, output }) => {
    compared.agree(flagstatRows(await countsOf(path, { counts: ['flags', 'mate-contig'] })), samtools.parseFlagstat(output))
  })

  it.each(withOutput('idxstats', [...whole, ...allButBases]))('idxstats of $name', async ({ path, output }) => {
    const { counts, contigs } = await countsOf(path, { counts: ['contig-records'] })
    const records = counts['contig-records']
    const ours = contigs.map(({ name }, i) => [name, [Number(records[2 * i]), Number(records[2 * i + 1])]] as const)
    const rows = samtools.parseIdxstats(output).filter(({ contig }) => contig !== '*')
    const theirs = rows.map(({ contig, mapped, unmapped }) => [contig, [mapped, unmapped]] as const)
    compared.agree(Object.fromEntries(ours), Object.fromEntries(theirs))
  })

  it.each([...withOutput('stats', whole), ...withOutput('stats.no-per-cycle', whole)])(
    'stats of $name',
    async ({ path, output }) => {
      const { wgs_qc_metrics } = await documentOf(path)
      compared.agree(wgs_qc_metrics.aln_metrics, statsMetrics(samtools.parseSummaryNumbers(output)))
    },
  )
})

describe('mosdepth', () => {
  it.each(withOutput('mosdepth.summary.txt', whole))('summary of $name', async ({ path, output }) => {
    const { counts, contigs } = await countsOf(path, { counts: ['contig-depth'] })
    const ours = Object.fromEntries(contigs.map(({ name }, i) => [name, Number(counts['contig-depth'][i])]))
    const rows = mosdepth.parseSummary(output).filter(({ contig }) => contig !== 'total')
    compared.agree(ours, Object.fromEntries(rows.map(({ contig, bases }) => [contig, bases])))
  })

  it.each(withOutput('mosdepth.global.dist.txt', whole))('distribution of $name', async (file) => {
    const { counts } = await countsOf(file.path, { counts: ['depth'] })
    const { length } = mosdepth
      .parseSummary(expectedOutput(file, 'mosdepth.summary.txt')!)
      .find(({ contig }) => contig === 'total')!
    const rows = mosdepth.parseDistribution(file.output).filter(({ contig, depth }) => contig === 'total' && depth > 0)
    const theirs = Object.fromEntries(rows.map(({ depth, fraction }) => [`${depth}x`, fraction]))
    compared.agree(distributionOf(counts.depth, length), theirs)
  })
})

describe('@gmod/cram', () => {
  it.each(whole)('reads the same FLAGs and lengths in $name', async ({ path }) => {
    const theirs = await gmodRecords(path)
    const { counts } = await countsOf(path, { counts: ['flags', 'bases'] })
    const records = Array.from({ length: 4096 }, (_, flag) => sumWhere(counts.flags, (index) => (index & 0xfff) === flag))
    compared.agree({ records: records.join() }, { records: theirs.records.join() })
    compared.agree({ bases: Number(counts.bases.reduce((sum, words) => sum + words, 0n)) }, { bases: theirs.bases })
  })
})

it.each(WITHOUT_END)('%s is refused for want of its end, unless that is allowed', async (name) => {
  const { path } = cramFiles.find((file) => file.name === name)!
  const refused = await genomsyn('qc', path, '--json')
  expect([refused.exitCode, refused.stderr]).toEqual([3, expect.stringContaining('end-of-file container is missing') as string])
  expect((await genomsyn('qc', path, '--json', '--allow-missing-eof')).exitCode).toBe(0)
})

it('the manifest lists every CRAM that lies in the shared data', () => {
  const paths = readdirSync(dataPath(''), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.cram'))
  expect(cramFiles.map(({ name }) => name).toSorted()).toEqual(paths.toSorted())
})

it('every CRAM of the manifest is compared', () => {
  expect(whole.length + WITHOUT_END.length + allButBases.length + cramFiles.filter(({ name }) => name.startsWith('corrupt/')).length).toBe(cramFiles.length) // prettier-ignore
  expect(whole.length).toBeGreaterThan(98)
})

compared.atLeast(8000)
