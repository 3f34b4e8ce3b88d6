import { describe, expect, it } from 'vitest'
import { asFilePattern, jobScript, slurmOptions, withoutSize } from './job-script.ts'

describe('options for sbatch', () => {
  it.each([
    ['--partition=genomics', '--partition=genomics'],
    ['partition=genomics', '--partition=genomics'],
    ['--mem 8G', '--mem=8G'],
    ['-p genomics', '-pgenomics'],
    ['-pgenomics', '-pgenomics'],
    ['--exclusive', '--exclusive'],
    [' --comment=two words ', '--comment=two words'],
  ])('%j is given as the one argument %j', (given, expected) => {
    expect(slurmOptions([given])).toEqual([expected])
  })

  it.each(['--array=0-3', 'array=0-3', '-a0-3', '--dependency=afterok:1', '-d afterok:1', '-o x.log', '--wrap=ls', '-W'])(
    '%j is refused, because the run sets it',
    (given) => {
      expect(() => slurmOptions([given])).toThrow(`--slurm: ${given} is set by the run itself; leave it out`)
    },
  )

  it.each(['', '--', '=3'])('%j is refused, because it is none', (given) => {
    expect(() => slurmOptions([given])).toThrow(/--slurm: '.*' is no option such as --partition=genomics/)
  })

  it('on the size of a task are not those of the job that judges', () => {
    const options = slurmOptions(['--mem=64G', '-c 16', '--partition=genomics', '--mem-per-cpu=4G', '-Agroup', '--exclusive'])
    expect(withoutSize(options)).toEqual(['--partition=genomics', '-Agroup'])
  })
})

describe('a job script', () => {
  const command = ['run', 'count', '--task', '$SLURM_ARRAY_TASK_ID', "/data/Ålborg's 5 % $HOME"]
  const script = jobScript({ purpose: 'Counts.', name: 'counting', cpus: 4, megabytes: 1536, command })

  it('asks for its size, may be requeued, and keeps what earlier starts wrote', () => {
    expect(script.split('\n').filter((line) => line.startsWith('#SBATCH'))).toEqual([
      '#SBATCH --job-name=counting',
      '#SBATCH --cpus-per-task=4',
      '#SBATCH --mem=1536M',
      '#SBATCH --requeue',
      '#SBATCH --open-mode=append',
    ])
  })

  it('takes the number of the task alone from its environment, and paths as they are', () => {
    expect(script).toContain(`'--task' "$SLURM_ARRAY_TASK_ID" '/data/Ålborg'\\''s 5 % $HOME'\n`)
    expect(asFilePattern('/data/5 %/log')).toBe('/data/5 %%/log')
  })
})
