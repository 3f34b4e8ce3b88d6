// genomsyn run --executor slurm, by what it asks of Slurm's commands and what it makes of their answers.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { genomsyn, type Outcome } from './command.ts'
import { type FakeCommands, type FakeSlurm, fakeSlurm, withoutSlurm } from './fake-slurm.ts'
import { contentOf } from './interrupted-runs.ts'
import { type TinyKind, writeProfile, writeSheet, writeTiny } from './runs.ts'
import { suiteFolder } from './sample-files.ts'

const folder = suiteFolder()
const profile = writeProfile(folder)
const NO_TASK = 'case $* in *--array*) ;; *) for script; do :; done; sh "$script" >/dev/null 2>&1 ;; esac; echo 7'

interface Made {
  readonly out: string
  readonly slurm: FakeSlurm
  /** Over Slurm, and on this machine. */
  readonly submit: (...options: string[]) => Promise<Outcome>
  readonly here: (out: string) => Promise<Outcome>
}

/** Samples of these kinds under their sheet, and a Slurm of these commands. */
function made(name: string, kinds: readonly TinyKind[], commands: FakeCommands = {}): Made {
  const place = join(folder, name)
  mkdirSync(place)
  for (const [i, kind] of kinds.entries()) writeTiny(join(place, `S${i}.bam`), kind)
  const sheet = writeSheet(place, kinds.map((_, i) => [`S${i}`, `S${i}.bam`])) // prettier-ignore
  const [out, slurm] = [join(place, 'out 5 %'), fakeSlurm(join(place, 'slurm'), commands)]
  const args = ['run', sheet, '--profile', profile]
  const submit: Made['submit'] = async (...options) =>
    await slurm.during(async () => await genomsyn(...args, '--out', out, '--executor', 'slurm', ...options))
  return { out, slurm, submit, here: async (path) => await genomsyn(...args, '--out', path, '--quiet') }
}

describe('a run over Slurm', () => {
  it('is an array that counts and a job that judges when all of it has ended, and gives the bytes of a run here', async () => {
    const { out, slurm, submit, here } = made('whole', ['passing', 'failing', 'corrupt'])
    const { exitCode, stdout } = await submit('--tasks', '2', '--wait', '--slurm=--partition=genomics', '--slurm', 'mem=8G')
    expect(exitCode).toBe(3)
    expect(stdout).toMatch(/^Submitted 3 samples in 2 tasks of job array 1; job 2 then judges 3 samples\n/)
    expect(stdout).toContain('3 samples: 1 PASS, 1 FAIL, 1 HOLD (1 done, 1 QC-fail, 1 tool-fail, 0 missing)')
    const path = join(out, '.genomsyn', 'slurm', '1').replaceAll('%', '%%')
    expect(readFileSync(join(slurm.path, 'asked'), 'utf8').split('\n')).toEqual([
      expect.stringContaining(`--parsable --partition=genomics --mem=8G --output=${path}/log/count-%a.log --array=0-1 `),
      expect.stringContaining(`--parsable --partition=genomics --dependency=afterany:1 --output=${path}/log/judge.log `),
      '',
    ])
    await here(`${out}-here`)
    expect(contentOf(out)).toEqual(contentOf(`${out}-here`))
  })

  it('counts nothing twice, and judges alone when all is counted', async () => {
    const { out, submit } = made('again', ['passing', 'failing'])
    await submit('--wait')
    const before = contentOf(out)
    const { stdout, stderr, exitCode } = await submit('--wait')
    expect(stdout).toMatch(/^All samples are counted already; job 3 then judges 2 samples\n/)
    expect(stderr).toContain('resumed at 100 %')
    expect(exitCode).toBe(10)
    expect(contentOf(out)).toEqual(before)
  })

  it('counts in its last job what only seemed to be counted', async () => {
    const { out, submit } = made('seemed', ['passing'])
    await submit('--wait')
    const counts = join(out, '.genomsyn', 'samples', 'S0', 'counts.json')
    writeFileSync(counts, readFileSync(counts, 'utf8').replace(/"key":"./, '"key":"-'))
    expect((await submit('--wait')).stdout).toContain('1 sample: 1 PASS (1 done')
  })

  it.each([
    ['its log tells that it was killed for memory', {}, 'slurmstepd: error: Detected 1 oom-kill event(s)', 'needed more memory than it had and was killed', ' --slurm=--mem=SIZE'],
    ['its log tells that time was up', {}, 'slurmstepd: error: *** JOB 7 ON n1 CANCELLED AT 2026 DUE TO TIME LIMIT ***', 'ran out of time', ' --slurm=--time=MINUTES'],
    ['its log tells several starts, of which the last counts', {}, 'CANCELLED AT 1 DUE TO NODE FAILURE\n1 worker (cores)\ngenomsyn: stopped; 0 of 1', 'was cancelled', ''],
    ['the task says that it was stopped, and Slurm why', {}, '*** JOB 7 CANCELLED AT 1 DUE TO TIME LIMIT ***\ngenomsyn: stopped; 0 of 1', 'ran out of time', ' --slurm=--time=MINUTES'],
    ['something befell all of it', {}, '1 worker (cores)\ngenomsyn: /out: the disk is full; make room and run again', 'ended with: /out: the disk is full; make room and run again', ''],
    ['Slurm still knows it', { scontrol: 'echo "JobId=7 JobState=NODE_FAIL Reason=None"' }, '', 'was lost with its node', ''],
    ['the accounting knows it', { sacct: 'echo "OUT_OF_MEMORY"' }, '', 'needed more memory than it had and was killed', ' --slurm=--mem=SIZE'],
    ['nobody knows it any more', {}, '', 'ended before it was counted', ''],
  ] as const)('tells how a task ended that left no counts, when %s', async (name, commands, log, problem, option) => {
    const write = `mkdir -p "$(dirname "$log")"; printf '%s' "${log}" > "$log"`
    const sbatch = `for argument; do case $argument in --output=*%a.log) log=$(echo "\${argument#--output=}" | sed 's/%%/%/g; s/%a/0/'); ${write} ;; esac; done\n${NO_TASK}`
    const { out, submit } = made(name, ['passing'], { ...commands, sbatch })
    const { exitCode, stdout } = await submit('--wait')
    expect(stdout).toContain(`S0.bam: its task, job 7_0, ${problem}\n`)
    expect(stdout).toContain(`Next: genomsyn run rerun --tool-fail${option} '${out}'\n`)
    expect(stdout).toContain('(0 done, 0 QC-fail, 1 tool-fail, 0 missing)')
    expect(exitCode).toBe(4)
  }) // prettier-ignore

  it('is started again where it was, with the options it had and more', async () => {
    const { out, slurm, submit } = made('rerun', ['passing', 'corrupt'])
    await submit('--wait', '--slurm=--partition=genomics', '--workers', '3')
    writeTiny(join(out, '..', 'S1.bam'))
    const rerun = await slurm.during(async () => await genomsyn('run', 'rerun', '--tool-fail', out, '--wait', '--slurm=--mem=9G'))
    expect(rerun.stderr).toMatch(/^1 of 2 samples once more; to be counted in Slurm jobs\n/)
    expect(rerun.stdout).toContain('2 samples: 2 PASS')
    expect(readFileSync(join(slurm.path, 'asked'), 'utf8').split('\n')[2]).toContain('--partition=genomics --mem=9G')
    expect(readFileSync(join(out, '.genomsyn', 'slurm', '2', 'count.sh'), 'utf8')).toContain('#SBATCH --cpus-per-task=3\n')
  })

  it('says how it stands while jobs wait, and nobody else writes to its folder meanwhile', async () => {
    const squeue = 'printf "7_0 RUNNING\\n7_1 PENDING\\n7_2 PENDING\\n8 PENDING\\n"'
    const jobs = { squeue, sbatch: 'case $* in *--array*) echo 7 ;; *) echo 8 ;; esac' }
    const { out, slurm, submit } = made('standing', ['passing', 'passing', 'passing'], jobs)
    expect((await submit()).exitCode).toBe(0)
    const status = await slurm.during(async () => await genomsyn('run', 'status', out))
    expect(status.stdout).toContain('0 done, 0 QC-fail, 0 tool-fail, 3 missing\n')
    expect(status.stderr).toBe(
      '0 of 3 samples counted; Slurm jobs 7 and 8: 1 running, 3 pending; 8 gives the verdicts at the end\n',
    )
    const sentence = `genomsyn: --out: Slurm jobs 7 and 8 are writing to ${out}; wait for them, or end with scancel 7 8\n`
    expect(await submit()).toEqual({ exitCode: 2, stdout: '', stderr: sentence })
    const elsewhere = await withoutSlurm(async () => await genomsyn('run', 'status', out))
    expect(elsewhere.stderr).toContain('Slurm jobs 7 and 8: Slurm cannot be asked on this machine')
  })

  it('ends with a sentence when its last job ends without verdicts', async () => {
    const { out, slurm, submit } = made('unjudged', ['passing'], { sbatch: 'echo 7' })
    const { exitCode, stderr } = await submit('--wait')
    expect(exitCode).toBe(4)
    expect(stderr).toContain('genomsyn: job 7: it ended before the samples were judged; see ')
    const status = await slurm.during(async () => await genomsyn('run', 'status', out))
    expect(status.stderr).toContain('all at their end without verdicts; start the run again to go on')
  }, 30_000)
})

describe('a run over Slurm is refused in one sentence', () => {
  it('where there is no Slurm', async () => {
    const { out, submit } = made('absent', ['passing'], { sbatch: null, scontrol: null })
    const { exitCode, stderr } = await submit()
    expect(exitCode).toBe(4)
    expect(stderr).toMatch(
      /genomsyn: (scontrol|sbatch): there is no such command on this machine; run where Slurm is installed, or with --executor local\n$/,
    )
    expect(existsSync(out)).toBe(false)
  })

  it('when Slurm refuses, with its reason', async () => {
    const sbatch = 'printf "sbatch: error: invalid partition specified: nowhere\\nsbatch: error: Batch job submission failed: Invalid partition name specified\\n" >&2; exit 1'
    const { submit } = made('partition', ['passing'], { sbatch })
    const { exitCode, stderr } = await submit('--slurm=--partition=nowhere')
    expect(exitCode).toBe(4)
    expect(stderr).toMatch(/genomsyn: sbatch: invalid partition specified: nowhere, Batch job submission failed: Invalid partition name specified; mend the options given as --slurm, or the state of the cluster\n$/)
  }) // prettier-ignore

  it('and its array is cancelled, when the job that judges is refused', async () => {
    const sbatch = 'case $* in *--array*) echo 7 ;; *) echo "sbatch: error: QOSMaxSubmitJobPerUserLimit" >&2; exit 1 ;; esac'
    const { slurm, submit } = made('half', ['passing'], { sbatch })
    const { exitCode, stderr } = await submit()
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining('genomsyn: sbatch: QOSMaxSubmitJobPerUserLimit; ')])
    expect(readFileSync(join(slurm.path, 'cancelled'), 'utf8')).toBe('7\n')
  })

  it.each([
    [['--slurm=--array=0-9'], /--slurm: --array=0-9 is set by the run itself; leave it out/],
    [['--executor', 'local', '--wait'], /--wait: is for --executor slurm/],
    [['--executor', 'local', '--slurm=--mem=1G'], /--slurm: is for --executor slurm/],
    [['--executor', 'pbs'], /.*local, slurm/],
  ])('for %j', async (options, sentence) => {
    const { submit } = made(options.join(' '), ['passing'])
    const { exitCode, stderr } = await submit(...options)
    expect(stderr).toMatch(sentence)
    expect(exitCode).toBe(2)
  })
})
