// Commands by the names of Slurm's, for tests where there is no Slurm: sbatch runs each task of a script at once, one after the other.
// What a cluster does to tasks is tested on a real one (agreement/slurm.test.ts).
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bodies of shell scripts by the command they stand for; null for a command that is not there. */
export type FakeCommands = Partial<Record<keyof typeof commands, string | null>>

/** Gives a job number, and runs the script for each index of the array, with what it prints going where --output says. */
const SBATCH = `
state=$(dirname "$0")
job=$(($(cat "$state/jobs" 2>/dev/null || echo 0) + 1)); echo $job > "$state/jobs"
last=
for argument; do
  case $argument in
    --array=0-*) last=\${argument#--array=0-} ;;
    --output=*) log=\${argument#--output=} ;;
  esac
  script=$argument
done
echo "$@" >> "$state/asked"
task=0
while [ $task -le \${last:-0} ]; do
  SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=1 sh "$script" >> "$(echo "$log" | sed "s/%a/$task/; s/%%/%/g")" 2>&1
  task=$((task + 1))
done
echo "$job;cluster"`

const commands = {
  sbatch: SBATCH,
  squeue: 'echo "slurm_load_jobs error: Invalid job id specified" >&2; exit 1',
  scontrol: 'case $2 in config) echo "MaxArraySize            = 1001" ;; *) exit 1 ;; esac',
  scancel: 'echo "$@" >> "$(dirname "$0")/cancelled"',
  sacct: 'echo "Slurm accounting storage is disabled" >&2; exit 1',
}

export interface FakeSlurm {
  /** Where the commands are, and what they were asked: `asked`, `cancelled`. */
  readonly path: string
  /** Runs the step with these commands, and no other Slurm, to be found. */
  during<Value>(step: () => Promise<Value>): Promise<Value>
}

export function fakeSlurm(path: string, instead: FakeCommands = {}): FakeSlurm {
  mkdirSync(path)
  for (const [name, body] of Object.entries({ ...commands, ...instead })) {
    if (body === null) continue
    writeFileSync(join(path, name), `#!/bin/sh\nPATH="\${0%/*}:/usr/bin:/bin"\n${body}\n`)
    chmodSync(join(path, name), 0o755)
  }
  return { path, during: async (step) => await withPath(path, step) }
}

/** Runs the step as on a machine without Slurm. */
export async function withoutSlurm<Value>(step: () => Promise<Value>): Promise<Value> {
  return await withPath('/nowhere', step)
}

async function withPath<Value>(path: string, step: () => Promise<Value>): Promise<Value> {
  const { PATH } = process.env
  process.env['PATH'] = path
  try {
    return await step()
  } finally {
    process.env['PATH'] = PATH
  }
}
