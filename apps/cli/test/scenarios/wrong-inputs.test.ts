// Scenarios of wrong inputs, F10 and H8: one clear sentence with cause and remedy, the exit code that tells whose fault it is, and
// no half result. What each sentence of bad files says is in bad-input.test.ts and bad-cram.test.ts.
import { createHash } from 'node:crypto'
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { craiBytes, cramBytes, type AlignmentRecord } from '@genomsyn/simulate'
import { beforeAll, describe, expect, it } from 'vitest'
import { genomsynProcess, type Outcome } from '../command.ts'
import { readRunDocument, writeProfile, writeSheet } from '../runs.ts'
import { filesIn, genome, header, headerWith, records, suiteFolder, writeReference, writeSample } from '../sample-files.ts'

const folder = join(suiteFolder(), 'Prøver fra Ålborg')
mkdirSync(folder)
const profile = writeProfile(folder)
const place = (name: string): string => join(folder, name)

/** More bytes than one look at the file takes, so that it can change in between. */
const many: AlignmentRecord[] = Array.from({ length: 4 }, () => records).flat().toSorted((a, b) => a.contig - b.contig || a.position - b.position) // prettier-ignore
const withM5 = genome.reduce(
  (text, { name, bases }) => text.replace(`SN:${name}\t`, `SN:${name}\tM5:${createHash('md5').update(bases).digest('hex')}\t`),
  header.text,
)
const unsorted = records.filter(({ contig }) => contig === 0).toReversed()

/** By name: the file, and what is said of it. */
const samples: Readonly<Record<string, { readonly verdict: string; readonly reason: RegExp; readonly next: RegExp }>> = {
  'Prøve æøå.bam': { verdict: 'PASS', reason: /all limits/, next: /^release the sample$/ },
  'based.cram': { verdict: 'PASS', reason: /all limits/, next: /^release the sample$/ },
  'cut.cram': {
    verdict: 'HOLD',
    reason:
      /cut\.cram: at container at offset \d+: the CRAM end-of-file container is missing, so the file is probably cut short$/,
    next: /^copy it again from its source/,
  },
  'unsorted.bam': {
    verdict: 'HOLD',
    reason: /not in coordinate order, so depth is unknown/,
    next: /^sort the file with 'samtools sort'/,
  },
  'no-groups.bam': {
    verdict: 'WARN',
    reason: /^no read group of the file names a sample, so nothing in the file says whose reads these are$/,
    next: /^make sure where the file is from .+samtools addreplacerg/,
  },
  'no-reads.bam': {
    verdict: 'HOLD',
    reason: /is missing: the file holds no reads$/,
    next: /^find out where the reads were lost/,
  },
  'nothing.bam': {
    verdict: 'HOLD',
    reason: /nothing\.bam: the file is empty$/,
    next: /^give a BAM or CRAM file; then run again$/,
  },
}

beforeAll(() => {
  writeSample(place('Prøve æøå.bam'))
  writeSample(place('unsorted.bam'), { records: unsorted, unindexed: true })
  writeSample(place('no-groups.bam'), { header: headerWith([]) })
  writeSample(place('no-reads.bam'), { records: [] })
  writeFileSync(place('nothing.bam'), '')
  const { cram, index } = cramBytes({ ...header, text: withM5 }, records, { reference: genome })
  writeFileSync(place('based.cram'), cram)
  writeFileSync(place('based.cram.crai'), craiBytes(index))
  writeFileSync(place('cut.cram'), cram.subarray(0, cram.length / 2))
})

describe('F10, wrong inputs: each gets one clear sentence with cause and remedy', () => {
  it('in a run, where none stops the others, and a path with spaces and Danish letters simply works', async () => {
    const rows = Object.keys(samples).map((file) => [file.replace(/\..+/, ''), file])
    const out = place('Udført kørsel')
    const { exitCode, stdout } = await genomsynProcess(['run', writeSheet(folder, rows), '--profile', profile, '--out', out])
    expect(exitCode).toBe(3)
    for (const { file, sample, verdict, reason, next_step } of readRunDocument(out).samples) {
      const expected = samples[file]!
      expect([file, verdict]).toEqual([file, expected.verdict])
      expect(reason).toMatch(expected.reason)
      expect(next_step).toMatch(expected.next)
      expect(stdout).toContain(`${sample.padEnd(9)}  ${verdict!.padEnd(9)}  ${reason}\n`)
    }
    const unmeasured = ['cut', 'nothing']
    expect(filesIn(out).filter((name) => unmeasured.includes(name.replace(/\..+/, '')))).toEqual([
      'cut.report.html',
      'cut.verdict.json',
      'nothing.report.html',
      'nothing.verdict.json',
    ])
  })

  it.each([
    ['a truncated CRAM', 'cut.cram', 3, /cut\.cram: at .+ the CRAM end-of-file container is missing, .+; copy it again .+/],
    ['an empty file', 'nothing.bam', 3, /nothing\.bam: the file is empty; give a BAM or CRAM file/],
    ['a CRAM whose reference is not there', 'based.cram', 4, /absent\.fa: there is no such file; check the path/],
  ])('%s, and no result file', async (_, file, expected, sentence) => {
    const out = place(`results of ${file}`)
    const { exitCode, stdout, stderr } = await genomsynProcess(['qc', place(file), '--reference', expected === 4 ? place('absent.fa') : writeReference(place('genome.fa')), '--out', out]) // prettier-ignore
    expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^genomsyn: .*${sentence.source}\\n$`))
    expect(filesIn(out)).toEqual([])
  })

  it('a file that changes while it is read, and no result file', async () => {
    const path = writeSample(place('changing.bam'), { records: many, unindexed: true }).path
    const out = place('changing')
    const { exitCode, stderr } = await touchedWhile(path, genomsynProcess(['qc', path, '--out', out]))
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/changing\.bam: the file changed while it was read; run again once nothing writes to it\n$/)
    expect(filesIn(out)).toEqual([])
  })
})

/** Sets the time of the file anew until the command has ended. */
async function touchedWhile(path: string, running: Promise<Outcome>): Promise<Outcome> {
  let ended = false
  void running.finally(() => (ended = true))
  for (let seconds = 1_700_000_000; !ended; seconds++) {
    utimesSync(path, seconds, seconds)
    await setTimeout(1)
  }
  return await running
}

describe('H8, no network: a CRAM without a local reference', () => {
  it('is told at once that its reference is not there, by contig, M5 and the places searched', async () => {
    const regions = place('chr1.bed')
    writeFileSync(regions, 'chr1\t0\t40000\n')
    const cache = place('cache')
    mkdirSync(cache)
    const args = ['count', place('based.cram'), '--counts', 'wgs-exclusions', '--regions', regions, '--reference-cache', cache]
    const { exitCode, stderr } = await genomsynProcess(args)
    expect(exitCode).toBe(4)
    expect(stderr).toMatch(/bases of contig chr1 \(M5 [0-9a-f]{32}\) are needed; searched was .+cache; give the FASTA file .+\n$/)
  })

  it('ends a run before any work when the reference that was named is not there', async () => {
    const sheet = writeSheet(folder, [['based', 'based.cram']])
    const out = place('no reference')
    const started = performance.now()
    const { exitCode, stderr } = await genomsynProcess(['run', sheet, '--profile', profile, '--out', out, '--reference', place('absent.fa')]) // prettier-ignore
    expect(performance.now() - started).toBeLessThan(5000)
    expect(exitCode).toBe(4)
    expect(stderr).toMatch(/absent\.fa: there is no such file; check the path\n$/)
    expect(filesIn(out).filter((name) => !name.startsWith('.'))).toEqual([])
  })

  it('is held by a profile whose metric needs bases, and told which options give them', async () => {
    const adapters = { id: 'adapters', title: 'Adapters', metric: 'pct_exc_adapter', definition: 'ga4gh-wgs-qc-1.0@0.1.0', at_most: 1, otherwise: 'FAIL' } // prettier-ignore
    const own = place('own')
    mkdirSync(own)
    const sheet = writeSheet(folder, [['based', 'based.cram']])
    const args = ['--profile', writeProfile(own, { rules: [adapters] }), '--regions', place('chr1.bed'), '--out', place('held')]
    const { exitCode, stdout } = await genomsynProcess(['run', sheet, ...args])
    expect(exitCode).toBe(11)
    expect(stdout).toMatch(
      /HOLD .+ is missing: the bases of the CRAM .+\n +Next: measure the file again with --reference or --reference-cache\n/,
    )
  })
})
