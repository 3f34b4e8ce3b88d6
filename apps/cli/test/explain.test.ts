// A reported mean depth explained, on a file whose truth is known: duplicates, overlaps, low MAPQ, gaps, every kind of record.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AlignmentRecord, flags, mosdepthDepth, wgsDepth } from '@genomsyn/simulate'
import { isFault, otherDefinitions, readDocument, type SavedDocument, type Waterfall, waterfallOf } from '@genomsyn/standard'
import { beforeAll, describe, expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { genome, records, suiteFolder, writeReference, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const path = join(folder, 'S1.genomsyn.json')
let document: SavedDocument

beforeAll(async () => {
  const { path: bam } = writeSample(join(folder, 'S1.bam'))
  const regions = join(folder, 'chr1.bed')
  writeFileSync(regions, `chr1\t0\t${genome[0]!.length}\n`)
  const reference = writeReference(join(folder, 'genome.fa'))
  await genomsyn('qc', bam, '--reference', reference, '--regions', regions, '--out', folder, '--quiet')
  const read = readDocument(JSON.parse(readFileSync(path, 'utf8')))
  if (isFault(read)) throw new Error(read.problem)
  document = read
})

function waterfall(metric: 'mean_autosome_coverage' | 'mean_genome_coverage'): Waterfall {
  const found = waterfallOf(document, metric)
  if (typeof found === 'string') throw new Error(found)
  return found
}

function lost({ steps }: Waterfall, reason: string): number {
  return steps.find((step) => step.reason === reason)!.bases
}

function alignedIn(some: readonly AlignmentRecord[]): number {
  const lengths = some.flatMap(({ cigar }) =>
    cigar.filter(([, operation]) => 'M=X'.includes(operation)).map(([length]) => length),
  )
  return lengths.reduce((sum, length) => sum + length, 0)
}

function sum(depths: ArrayLike<number>): number {
  return Array.from(depths).reduce((total, depth) => total + depth, 0)
}

const truth = wgsDepth(
  records.filter(({ contig }) => contig === 0),
  [genome[0]!],
)
const depthOfTerritory = sum(truth.depth[0]!)
const without = (bits: number): AlignmentRecord[] => records.filter(({ flag }) => !(flag & bits))
const lengthInAll = genome.reduce((total, { length }) => total + length, 0)

describe('mean autosome coverage', () => {
  it('begins with every aligned base of the file and ends with those that the truth counts', () => {
    const { start, kept, positions } = waterfall('mean_autosome_coverage')
    expect(start).toBe(alignedIn(records))
    expect(kept).toBe(depthOfTerritory)
    expect(kept / positions).toBe(document.metrics['mean_autosome_coverage'])
  })

  it.each(['mean_autosome_coverage', 'mean_genome_coverage'] as const)('%s adds up to the base', (metric) => {
    const { start, steps, kept } = waterfall(metric)
    expect(start - steps.reduce((total, { bases }) => total + bases, 0)).toBe(kept)
    expect(steps.filter(({ bases }) => bases > 0).length).toBeGreaterThan(2)
  })

  it('loses to each reason what the truth lost to it', () => {
    const steps = waterfall('mean_autosome_coverage')
    const { excludedRecords, excludedBases } = truth
    expect(lost(steps, 'duplicate')).toBe(excludedRecords.dupe.bases)
    expect(lost(steps, 'secondary')).toBe(excludedRecords.secondary.bases)
    expect(lost(steps, 'qc_fail')).toBe(excludedRecords.qcFail.bases)
    expect(lost(steps, 'unpaired_or_mate_unmapped')).toBe(excludedRecords.unpaired.bases)
    expect(lost(steps, 'mapq') + lost(steps, 'adapter')).toBe(excludedRecords.mapq.bases)
    expect(lost(steps, 'baseq')).toBe(excludedBases.baseq)
    expect(lost(steps, 'overlap')).toBe(excludedBases.overlap)
    expect(excludedBases.overlap).toBeGreaterThan(0)
    expect(lost(steps, 'capped')).toBe(excludedBases.capped)
  })
})

describe('the same file under other definitions', () => {
  const valueOf = (name: string): number | null =>
    otherDefinitions(document).find(({ definition }) => definition.startsWith(name))!.value

  it('is what GA4GH, mosdepth and samtools count of the truth', () => {
    expect(valueOf('GA4GH')).toBe(document.metrics['mean_autosome_coverage'])
    const mosdepth = mosdepthDepth(records, genome).map(sum)
    expect(valueOf('mosdepth 0.3.3')).toBe(sum(mosdepth) / lengthInAll)
    expect(valueOf('GRZ')).toBe(valueOf('mosdepth 0.3.3'))
    const passing = without(flags.UNMAPPED | flags.SECONDARY | flags.QC_FAIL | flags.DUPLICATE)
    expect(valueOf('samtools')).toBe(alignedIn(passing) / lengthInAll)
    expect(new Set([valueOf('GA4GH'), valueOf('mosdepth 0.3.3'), valueOf('samtools')]).size).toBe(3)
  })

  it('is not given where the counts cannot tell, and why is said', () => {
    const missing = otherDefinitions(document).filter(({ value }) => value === null)
    expect(missing.map(({ words }) => words.slice(0, 9))).toEqual(['not given', 'not given'])
  })
})

describe('genomsyn explain', () => {
  it('says in one line that adds up what the mean is made of', async () => {
    const { exitCode, stdout } = await genomsyn('explain', path)
    expect(exitCode).toBe(0)
    const [, line = ''] = stdout.split('\n')
    expect(line).toMatch(/^\d+\.\d\dx = \d+\.\d\dx aligned - \d+\.\d\dx outside the territory( [+-] \d+\.\d\dx .+)+$/)
    const [mean, start, ...rest] = [...line.matchAll(/([+-]?) ?(\d+\.\d\d)x/g)].map(
      ([, sign, x]) => Math.round(100 * Number(x)) * (sign === '-' ? -1 : 1),
    )
    expect(rest.reduce((total, x) => total + x, start!)).toBe(mean)
    expect(stdout).toMatch(/^=\s+counted\s+[\d,]+\s+\d+\.\d{4}x$/m)
  })

  it('explains mean genome coverage when it is asked for', async () => {
    const { stdout } = await genomsyn('explain', path, 'mean_genome_coverage')
    expect(stdout).toMatch(/aligned - .*duplicates/)
  })

  it('refuses a metric that is made otherwise, and a document that lacks the counts', async () => {
    expect(await genomsyn('explain', path, 'pct_bases_q30')).toMatchObject({
      exitCode: 2,
      stderr: 'genomsyn: pct_bases_q30: only mean_autosome_coverage and mean_genome_coverage can be explained\n',
    })
    const bare = join(folder, 'bare.genomsyn.json')
    writeFileSync(bare, JSON.stringify({ ...document.json, provenance: {} }))
    const refused = await genomsyn('explain', bare, 'mean_genome_coverage')
    expect(refused).toMatchObject({ exitCode: 3 })
    expect(refused.stderr).toContain('measure the file again')
    expect((await genomsyn('explain', bare)).stderr).toContain('cannot be explained')
  })
})
