// Arguments that cannot be meant: exit code 2 and one sentence. Help and version.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { genomsyn, genomsynProcess } from './command.ts'
import { filesIn, suiteFolder, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const sample = writeSample(join(folder, 'sample.bam'))

describe('a request is refused', () => {
  it.each([
    ['without a command', [], 'genomsyn: name a command; see --help'],
    ['with an unknown command', ['frob'], 'frob: unknown command; see --help'],
    ['without a file', ['qc'], 'file: missing argument; see --help'],
    ['with an unknown option', ['qc', '--bogus', 'x.bam'], '--bogus: unknown option; see --help'],
    ['with a misspelt option', ['qc', '--regoin', 'x.bam'], '--regoin: unknown option; did you mean --regions'],
    ['with an option that lacks its value', ['qc', 'x.bam', '--out'], '--out: needs a value; see --help'],
    ['with no worker', ['qc', 'x.bam', '--workers', '0'], "--workers: takes a whole number from 1 to 1024, not '0'"],
    ['with a part of a shard', ['qc', 'x.bam', '--shards', '1.5'], "--shards: takes a whole number from 1 to 65536, not '1.5'"],
    [
      'with one name for two files',
      ['qc', 'x.bam', 'y.bam', '--sample', 'A'],
      '--sample: names one sample, but 2 files were given; run them one by one',
    ],
    ['with standard input twice', ['qc', '-', '-'], '-: standard input can be read only once'],
    ['with too many files', ['count', 'x.bam', 'y.bam', '--counts', 'flags'], 'count: too many arguments; see --help'],
    ['without the counts to take', ['count', 'x.bam'], '--counts: is needed; see --help'],
  ])('%s', async (_, args, sentence) => {
    expect(await genomsyn(...args)).toEqual({ exitCode: 2, stdout: '', stderr: `genomsyn: ${sentence}\n` })
  })

  it('with an unknown count, and names those there are', async () => {
    const { exitCode, stderr } = await genomsyn('count', sample.path, '--counts', 'flags,reads')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^genomsyn: --counts: there is no count 'reads'; there are .*flags.*\n$/)
  })

  it('for counts over a territory that nobody gave', async () => {
    const { exitCode, stderr } = await genomsyn('count', sample.path, '--counts', 'wgs-depth')
    expect(exitCode).toBe(2)
    expect(stderr).toBe('genomsyn: --regions: is needed for these counts, because the contigs are not GRCh38\n')
  })
})

describe('help', () => {
  it('of the whole names the commands and the exit codes', async () => {
    const { stdout, exitCode } = await genomsyn('--help')
    expect(exitCode).toBe(0)
    for (const name of ['qc', 'count', 'plan', 'shard', 'merge', 'Exit codes']) expect(stdout).toContain(name)
  })

  it('of qc names its options and gives examples', async () => {
    const { stdout } = await genomsyn('qc', '--help')
    for (const option of ['--out', '--reference', '--regions', '--workers', '--index', '--sample', '--json', '--quiet']) {
      expect(stdout).toContain(option)
    }
    expect(stdout).toContain('Examples:')
  })

  it('is not an error', async () => {
    expect((await genomsyn('help', 'count')).exitCode).toBe(0)
  })
})

it('says its version', async () => {
  expect(await genomsyn('--version')).toEqual({ exitCode: 0, stdout: `${packageJson.version}\n`, stderr: '' })
})

it('writes nothing for a refused request', async () => {
  await genomsynProcess(['qc', sample.path, '--bogus'], { cwd: folder })
  expect(filesIn(folder)).toEqual(['sample.bam', 'sample.bam.bai'])
})
