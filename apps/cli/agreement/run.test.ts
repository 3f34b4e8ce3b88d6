// Runs under what facilities put them through: stopped again and again, a disk that fills up, no network, and MultiQC afterwards.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '@genomsyn/simulate'
import { describe, expect, it } from 'vitest'
import { bin, genomsyn } from '../test/command.ts'
import { interruptedRun } from '../test/interrupted-runs.ts'
import { writeProfile, writeSheet, writeTiny } from '../test/runs.ts'
import { suiteFolder } from '../test/sample-files.ts'
import { Comparisons } from './comparisons.ts'

const compared = new Comparisons()
const folder = suiteFolder()
/** Mounts and network namespaces take root, which CI has. */
const isRoot = process.geteuid?.() === 0

describe('twenty samples, stopped ten times at random moments', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('by %s end with the bytes of a run that was left alone', async (name) => {
    const run = await interruptedRun(join(folder, name), 20)
    const random = new Random(Date.now() % 2 ** 31)
    const told: string[] = []
    let stops = 0
    // A run that has counted everything is ended and the next one begun, so that all stops fall into counting.
    for (let round = 0; stops < 10; round++) {
      const out = join(folder, name, `out${round}`)
      for (let counted = false; !counted && stops < 10;) {
        const after = 0.2 + (random.below(1000) / 1000) * 0.5 * run.seconds
        const { exitCode, stoppedSeconds, stderr } = await run.start(out, { how: name, after })
        const resumed = /resumed at (\d+) %/.exec(stderr)?.[1]
        counted = exitCode === 0 || resumed === '100'
        if (counted) break
        expect(exitCode).toBe(name === 'SIGTERM' ? 143 : 137)
        expect(stoppedSeconds).toBeLessThan(5)
        stops++
        told.push(resumed === undefined ? 'from the start' : `resumed at ${resumed} %`)
      }
      expect((await run.start(out)).exitCode).toBe(0)
      compared.agree(run.contentOf(out), run.contentOf(run.undisturbed))
    }
    console.log(`${name}: ${told.join(', ')}`)
  })
})

describe('a run', () => {
  const place = join(folder, 'tiny')
  mkdirSync(place)
  for (const [i, kind] of (['passing', 'failing', 'corrupt', 'passing'] as const).entries())
    writeTiny(join(place, `S${i}.bam`), kind)
  const rows = Array.from({ length: 4 }, (_, i) => [`S${i}`, `S${i}.bam`])
  const regions = join(folder, 'regions.bed')
  const args = ['run', writeSheet(place, rows), '--profile', writeProfile(place)]

  it('gives the same bytes with 1, 2 and 8 workers', async () => {
    const [first, ...others] = await Promise.all(
      [1, 2, 8].map(async (workers) => {
        const out = join(folder, `workers${workers}`)
        await genomsyn(...args, '--workers', `${workers}`, '--out', out, '--quiet')
        return Object.fromEntries(
          ['run.json', 'verdicts.csv', 'S0.genomsyn.json', 'S1.verdict.json'].map((name) => [
            name,
            readFileSync(join(out, name), 'utf8'),
          ]),
        )
      }),
    )
    for (const other of others) compared.agree(other, first!)
    expect(existsSync(regions)).toBe(false)
  })

  it('opens in MultiQC as custom content beside other tools, with every sample and numbers that are not rounded', async () => {
    const out = join(folder, 'for-multiqc')
    await genomsyn(...args, '--out', out, '--quiet')
    writeFileSync(join(out, 'S1.flagstat'), execFileSync('samtools', ['flagstat', join(place, 'S1.bam')]))
    execFileSync('multiqc', [out, '-o', join(folder, 'multiqc'), '--data-format', 'json', '-q'], { stdio: 'pipe' })
    // MultiQC writes what samtools has no share of as NaN, which is no JSON.
    const text = readFileSync(join(folder, 'multiqc', 'multiqc_data', 'multiqc_data.json'), 'utf8').replaceAll(/\bNaN\b/g, 'null')
    const data = JSON.parse(text) as {
      report_general_stats_data: Record<string, Record<string, unknown>>[]
      report_saved_raw_data: Record<string, Record<string, unknown>>
    }
    const general = data.report_general_stats_data.find((rows) => rows['S1']?.['verdict'] !== undefined)!
    expect(data.report_general_stats_data.length).toBe(2)
    expect(Object.keys(general).toSorted()).toEqual(['S0', 'S1', 'S2', 'S3'])
    expect(general['S1']).toMatchObject({ verdict: 'FAIL', pct_reads_mapped: 57.142857142857146 })
    expect(general['S2']).toEqual({ verdict: 'HOLD' })
    expect(Object.keys(data.report_saved_raw_data)).toContain('multiqc_samtools_flagstat')
    const html = readFileSync(join(folder, 'multiqc', 'multiqc_report.html'), 'utf8')
    expect(html).toContain('Genomsyn: verdicts')
    expect(html).toContain('Percent reads mapped')
  })

  it.runIf(isRoot)('says so on a full disk, leaves nothing half-written, and goes on when there is room', async () => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96k', 'tmpfs', disk])
    try {
      const out = join(disk, 'out')
      const full = await genomsyn(...args, '--out', out, '--quiet')
      expect(full.exitCode).toBe(4)
      expect(full.stderr).toMatch(/disk.+: the disk is full; make room and run again\n$/)
      for (const name of readdirSync(out).filter((each) => each.endsWith('.json')))
        JSON.parse(readFileSync(join(out, name), 'utf8'))
      expect(readdirSync(out)).not.toContain('run.json')
      execFileSync('mount', ['-o', 'remount,size=16m', disk])
      expect((await genomsyn(...args, '--out', out, '--quiet')).exitCode).toBe(3)
    } finally {
      execFileSync('umount', [disk])
    }
  })

  it.runIf(isRoot)('needs no network', () => {
    const out = join(folder, 'offline')
    const { status } = spawnSync('unshare', ['-n', process.execPath, bin, ...args, '--out', out, '--quiet'])
    expect(status).toBe(3)
    expect(existsSync(join(out, 'run.json'))).toBe(true)
  })

  it.runIf(isRoot)('stays within the memory and the CPU that its control group has, and says so', async () => {
    const out = join(folder, 'limited')
    const { stderr } = await genomsyn(...args, '--out', out, '--memory', '256M', '--workers', '64')
    expect(stderr).toMatch(/^\d workers? \(--workers\) instead of 64, to stay within the memory, 256 MB of memory \(--memory\)\n/)
  })
})

compared.atLeast(100)
