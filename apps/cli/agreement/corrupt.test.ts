// Damaged files as their projects ship them: each is refused in one sentence, or taken for the reason that its name gives.
import { readdirSync } from 'node:fs'
import { samtools } from '@genomsyn/testkit'
import { afterAll, expect, it } from 'vitest'
import { genomsyn } from '../test/command.ts'
import { Comparisons } from './comparisons.ts'
import { flagstatRows } from './flagstat.ts'
import { countsOf } from './measured.ts'
import { dataPath, expectedOutput } from './shared-data.ts'

const compared = new Comparisons()

/** Whole files that only lie among damaged ones. */
const WHOLE_BAM = ['3.quickcheck.ok.bam', '10.quickcheck.notargets.bam']
/** Of the last one only its BAI is bad, which is not looked at. */
const WHOLE_CRAM = ['6.quickcheck.cram21.ok.cram', '7.quickcheck.cram30.ok.cram', 'thisFileIsCorruptMito.bug8768.cram']
const WHOLE = [...WHOLE_BAM, ...WHOLE_CRAM]
/** Nothing is wrong with their records: only the end-of-file block is missing, or was never written. */
const WITHOUT_END = [
  '1.quickcheck.badeof.bam',
  'bad_index.bam',
  '9.quickcheck.cram30.truncated.cram',
  'no_bgzf_terminator.bam',
  'derived/NA12878.chr20_20kb.truncated-at-block5.bam',
]

const files = ['', 'derived/'].flatMap((folder) =>
  readdirSync(dataPath(`corrupt/${folder}`)).flatMap((file) => (/\.(bam|cram|sam)$/.test(file) ? [`${folder}${file}`] : [])),
)

/** What is said of each, for people to read. */
const sentences: string[] = []
afterAll(() => console.log(sentences.join('\n')))

it.each(files)('%s', async (name) => {
  const { exitCode, stdout, stderr } = await genomsyn('qc', dataPath(`corrupt/${name}`), '--json', '--all-samples')
  sentences.push(`${exitCode}  ${stderr.trimEnd().replaceAll(dataPath('corrupt/'), '') || `${name}: taken`}`)
  expect(exitCode).toBe(WHOLE.includes(name) ? 0 : 3)
  if (exitCode === 0) return
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^genomsyn: [^\n]+; [^\n]+[^.\n]\n$/)
})

it.each(files.filter((name) => !name.endsWith('.sam')))('%s without its end-of-file block', async (name) => {
  const { exitCode, stderr } = await genomsyn(
    'qc',
    dataPath(`corrupt/${name}`),
    '--json',
    '--all-samples',
    '--no-index',
    '--allow-missing-eof',
  )
  sentences.push(
    `${exitCode}  ${stderr.trimEnd().replaceAll(dataPath('corrupt/'), '') || `${name}: taken with --allow-missing-eof`}`,
  )
  expect(exitCode).toBe([...WHOLE, ...WITHOUT_END].includes(name) ? 0 : 3)
})

it.each([...WHOLE, ...WITHOUT_END])('what %s holds', async (name) => {
  const theirs = samtools.parseFlagstat(expectedOutput({ name: `corrupt/${name}` }, 'flagstat')!)
  compared.agree(flagstatRows(await countsOf(dataPath(`corrupt/${name}`), { counts: ['flags', 'mate-contig'] })), theirs)
})

compared.atLeast(150)
