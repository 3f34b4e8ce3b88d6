// The facility's first ten minutes: one command in an empty folder, no manual needed.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { genomsyn } from './command.ts'
import { suiteFolder } from './sample-files.ts'

const folder = join(suiteFolder(), 'demo')

it('shows a sample that passes, one to sequence more of, and one that nobody may release, each with what to do', async () => {
  const began = performance.now()
  const { exitCode, stdout } = await genomsyn('demo', 'facility', folder)
  expect(performance.now() - began).toBeLessThan(120_000)
  expect(exitCode).toBe(11)
  expect(stdout).toMatch(/\nGOOD +PASS +all limits of demo 1\.0\.0 are kept\n +Next: release the sample\n/)
  expect(stdout).toMatch(/\nSHALLOW +TOPUP +mean autosome coverage is 2\d\.\d+x, .+\n +Next: order [\d,]+ more read pairs .+\n/)
  expect(stdout).toMatch(/\nMIXED +HOLD +its read groups are of 2 samples: MIXED, STRANGER\n +Next: .+\n/)
  expect(existsSync(join(folder, 'results', 'verdicts.csv'))).toBe(true)
})

it('names next commands that work', async () => {
  const out = join(folder, 'results')
  const role = ['--role', 'lab physician', '--reason', 'enough for this question']
  expect(await genomsyn('override', out, 'SHALLOW', '--to', 'PASS', ...role)).toMatchObject({ exitCode: 0, stderr: '' })
  expect((await genomsyn('run', 'status', out)).exitCode).toBe(11)
  expect((await genomsyn('audit', 'show', out)).stdout.trimEnd().split('\n')).toHaveLength(4)
  const again = ['run', join(folder, 'sheet.csv'), '--profile', join(folder, 'demo-profile.json'), '--out', out]
  const options = ['--reference', join(folder, 'reference.fa'), '--regions', join(folder, 'regions.bed')]
  expect((await genomsyn(...again, ...options)).stderr).toContain('resumed at 100 %')
  expect(readFileSync(join(out, 'verdicts.csv'), 'utf8')).toMatch(/\r\nSHALLOW,SHALLOW\.bam,qc_fail,PASS,true,TOPUP,/)
})
