// Saved results judged from the command line: nothing is measured, and every bad request gets one sentence.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Profile, profiles } from '@genomsyn/standard'
import { beforeAll, describe, expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { filesIn, genome, suiteFolder, writeReference, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const measured = join(folder, 'results', 'S1.genomsyn.json')
const shallow = join(folder, 'results', 'S2.genomsyn.json')
const dk = profiles.find(({ name }) => name === 'dk-wgs-example')!

type Change = (profile: { -readonly [Key in keyof Profile]: Profile[Key] }) => void

/** Writes a profile for any reference with one limit, changed. */
function writeProfile(name: string, change: Change = () => undefined): string {
  const depth = { id: 'depth', title: 'Depth', metric: 'mean_autosome_coverage', definition: 'ga4gh-wgs-qc-1.0@0.1.0' }
  const profile = { ...dk, name: 'limits', conditions: {}, rules: [{ ...depth, at_least: 5, otherwise: 'TOPUP' as const }] }
  const own = { ...profile, reference: { assembly: null, territories: null } }
  change(own)
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify(own))
  return path
}

beforeAll(async () => {
  const { path } = writeSample(join(folder, 'S1.bam'))
  const regions = join(folder, 'chr1.bed')
  writeFileSync(regions, `chr1\t0\t${genome[0]!.length}\n`)
  const reference = writeReference(join(folder, 'genome.fa'))
  await genomsyn('qc', path, '--reference', reference, '--regions', regions, '--out', join(folder, 'results'), '--quiet')
  const document = JSON.parse(readFileSync(measured, 'utf8')) as { extended_metrics: object }
  const metrics = { ...document.extended_metrics, mean_autosome_coverage: 4.996 }
  writeFileSync(shallow, JSON.stringify({ ...document, biosample: { id: 'S2' }, extended_metrics: metrics }))
})

describe('genomsyn verdict', () => {
  it('releases a sample that keeps the limits, and says so in a few lines', async () => {
    const { exitCode, stdout } = await genomsyn('verdict', measured, '--profile', writeProfile('good'))
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^Verdict {2}PASS by limits 1\.0\.0/m)
    expect(stdout.split('\n').length).toBeLessThan(12)
  })

  it('orders more of a shallow one, shows 4.996 and not 5.00, and ends with 10', async () => {
    const { exitCode, stdout } = await genomsyn('verdict', measured, shallow, '--profile', writeProfile('good'))
    expect(exitCode).toBe(10)
    expect(stdout).toMatch(/^Verdict {2}TOPUP by limits/m)
    expect(stdout).toMatch(/mean autosome coverage is 4\.996x, and at least 5x is asked for/)
    expect(stdout).toMatch(/order [\d,]+ more read pairs/)
  })

  it('holds a sample of which a metric is not computed, names it, and ends with 11', async () => {
    const path = writeProfile('contamination', (profile) => {
      const metric = 'cross_contamination_rate'
      profile.rules = [...profile.rules, { ...profile.rules[0]!, id: 'clean', metric, at_least: 0, otherwise: 'RECOLLECT' }]
    })
    const { exitCode, stdout } = await genomsyn('verdict', shallow, measured, '--profile', path)
    expect(exitCode).toBe(11)
    expect(stdout).toContain('HOLD by limits')
    expect(stdout).toContain('cross contamination rate is missing: the document does not have it')
    expect(stdout).not.toContain('PASS by')
  })

  it('holds what was measured on another reference than the profile is for', async () => {
    const { exitCode, stdout } = await genomsyn('verdict', measured, '--profile', 'dk-wgs-example')
    expect(exitCode).toBe(11)
    expect(stdout).toContain('is not comparable: the file is not aligned to GRCh38')
  })

  it('writes the same bytes each time, and prints what it writes', async () => {
    const profile = writeProfile('good')
    const out = join(folder, 'judged')
    const { stdout } = await genomsyn('verdict', shallow, '--profile', profile, '--out', out, '--json')
    await genomsyn('verdict', shallow, '--profile', profile, '--out', join(folder, 'again'), '--quiet')
    expect(filesIn(out)).toEqual(['S2.verdict.json'])
    const text = readFileSync(join(out, 'S2.verdict.json'), 'utf8')
    expect(stdout).toBe(text)
    expect(readFileSync(join(folder, 'again', 'S2.verdict.json'), 'utf8')).toBe(text)
    expect(JSON.parse(text)).toMatchObject({
      verdict: 'TOPUP',
      rules: expect.arrayContaining([expect.objectContaining({ value: 4.996, limit: 5 })]) as unknown,
    })
  })

  it('takes what a sheet would say from --fact', async () => {
    const path = writeProfile('tumour', (profile) => {
      profile.conditions = { specimen: { values: ['blood', 'tumour'] } }
      profile.rules = [{ ...profile.rules[0]!, when: { specimen: ['tumour'] }, at_least: 900, otherwise: 'FAIL' }]
    })
    expect((await genomsyn('verdict', measured, '--profile', path)).stdout).toContain(
      'the sample sheet does not say the specimen',
    )
    const judged = await genomsyn('verdict', measured, '--profile', path, '--fact', 'specimen=Tumour', '--fact', 'kit=7')
    expect(judged).toMatchObject({ exitCode: 10 })
    expect(judged.stdout).toContain('FAIL by limits')
  })

  it('judges the readable files when one is not, and ends with 3', async () => {
    const broken = join(folder, 'broken.genomsyn.json')
    writeFileSync(broken, '{"schema_version": "1.0"')
    const { exitCode, stdout, stderr } = await genomsyn('verdict', broken, measured, '--profile', writeProfile('good'))
    expect(exitCode).toBe(3)
    expect(stdout).toContain('PASS by limits')
    expect(stderr).toContain(`genomsyn: ${broken}: this is no JSON`)
  })

  it.each<[string, string[], number, RegExp]>([
    [
      'a profile that there is not',
      ['--profile', 'dk-wgs'],
      2,
      /^genomsyn: --profile: there is no profile 'dk-wgs'; there are dk-wgs-example, /,
    ],
    [
      'a profile file that there is not',
      ['--profile', '/nowhere/limits.json'],
      3,
      /^genomsyn: \/nowhere\/limits\.json: there is no such file; check the path$/,
    ],
    ['no profile', [], 2, /--profile.*is needed/],
    [
      'a fact without value',
      ['--profile', 'dk-wgs-example', '--fact', 'blood'],
      2,
      /^genomsyn: --fact: 'blood' is no column=value such as specimen=blood$/,
    ],
  ])('refuses %s', async (_name, options, code, sentence) => {
    const { exitCode, stderr } = await genomsyn('verdict', measured, ...options)
    expect(exitCode).toBe(code)
    expect(stderr.trim()).toMatch(sentence)
  })

  it('refuses a profile with a fault, and says where in it', async () => {
    const path = writeProfile('fault', (profile) => {
      profile.rules = [{ ...profile.rules[0]!, metric: 'mean_autosomes' }]
    })
    const { exitCode, stderr } = await genomsyn('verdict', measured, '--profile', path)
    expect(exitCode).toBe(3)
    expect(stderr).toBe(
      `genomsyn: ${path}: this is no profile: at $.rules[0].metric: there is no metric mean_autosomes; did you mean mean_autosome_coverage; correct it there\n`,
    )
  })
})

describe('genomsyn profile', () => {
  it('lists the profiles that come with it', async () => {
    const { stdout } = await genomsyn('profile', 'list')
    expect(stdout.trim().split('\n')).toHaveLength(profiles.length)
    expect(stdout).toContain('EXAMPLE')
  })

  it('shows a profile so that the copy is the same profile', async () => {
    const copy = join(folder, 'copy.json')
    await genomsyn('profile', 'show', 'gel-rare-disease-example', '--out', copy)
    expect(JSON.parse(readFileSync(copy, 'utf8'))).toEqual(profiles.find(({ name }) => name === 'gel-rare-disease-example'))
    expect((await genomsyn('profile', 'show', copy)).stdout).toBe(readFileSync(copy, 'utf8'))
  })

  it('renders Markdown and HTML from the same file', async () => {
    const { stdout } = await genomsyn('profile', 'render', 'grz-mv-2026')
    expect(stdout).toMatch(/^# Germany/)
    expect(stdout).toMatch(/## Top-up\n\n.+; beyond that, a new library\. Chosen by genomsyn and from no public source: /)
    const page = join(folder, 'grz.html')
    await genomsyn('profile', 'render', 'grz-mv-2026', '--format', 'html', '--out', page)
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/)
  })

  it('back-tests a stricter one over a folder and the folders below it', async () => {
    const stricter = writeProfile('stricter', (profile) => {
      profile.version = '1.1.0'
      profile.rules = [{ ...profile.rules[0]!, at_least: 4 }]
    })
    const backtest = ['profile', 'backtest', writeProfile('good'), stricter, '--metrics']
    const { exitCode, stdout } = await genomsyn(...backtest, folder, '--fact', 'facility=West')
    expect(exitCode).toBe(3)
    expect(stdout).toBe('')
    const good = await genomsyn(...backtest, join(folder, 'results'), '--fact', 'facility=West')
    expect(good.exitCode).toBe(0)
    expect(good.stdout).toContain('1 of 2 samples change')
    expect(good.stdout).toMatch(/^West {2}S2 {6}TOPUP {3}PASS/m)
  })

  it('refuses a folder without results, and what is no folder', async () => {
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    const backtest = ['profile', 'backtest', 'dk-wgs-example', 'dk-wgs-example', '--metrics']
    for (const [where, words] of [
      [empty, 'there is no file ending in .genomsyn.json in this folder'],
      [join(folder, 'nowhere'), 'there is no such folder'],
      [measured, 'this is no folder'],
    ] as const) {
      const { exitCode, stderr } = await genomsyn(...backtest, where)
      expect(exitCode).toBe(3)
      expect(stderr).toContain(words)
    }
  })

  it('asks for a command, and is told which there are by --help', async () => {
    expect(await genomsyn('profile')).toMatchObject({ exitCode: 2 })
    const { exitCode, stdout } = await genomsyn('profile', '--help')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/list.*show.*render.*backtest/s)
  })
})
