// A control group of the operating system with limits of its own, for one test: version 2 where it has the controllers, else version 1.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'

const ROOT = '/sys/fs/cgroup'
const PERIOD_US = 100_000

export interface Limits {
  readonly cpus: number
  /** Bytes. */
  readonly memory: number
}

export interface ControlGroup {
  /** 1 or 2. */
  readonly version: number
  /** Runs a command in it; gives what it prints on standard error. */
  run(command: readonly string[], environment?: Readonly<Record<string, string>>): string
  /** Bytes of all processes in it, page cache included. */
  peakMemory(): number
  oomKills(): number
  remove(): void
}

/** @throws Error that says what was tried, where none can be made */
export function makeControlGroup({ cpus, memory }: Limits): ControlGroup {
  const name = `genomsyn-${process.pid}`
  const quota = Math.round(cpus * PERIOD_US)
  return existsSync(`${ROOT}/cgroup.controllers`)
    ? groupOf(2, [`${ROOT}/${name}`], [['cpu.max', `${quota} ${PERIOD_US}`], ['memory.max', `${memory}`]])
    : groupOf(1, [`${ROOT}/cpu/${name}`, `${ROOT}/memory/${name}`], [
        ['cpu.cfs_period_us', `${PERIOD_US}`], ['cpu.cfs_quota_us', `${quota}`], ['memory.limit_in_bytes', `${memory}`],
      ]) // prettier-ignore
}

function groupOf(version: 1 | 2, folders: readonly string[], settings: readonly (readonly [string, string])[]): ControlGroup {
  const remove = (): void => folders.filter((folder) => existsSync(folder)).forEach((folder) => rmdirSync(folder))
  const fileOf = (name: string): string => folders.map((folder) => `${folder}/${name}`).find((path) => existsSync(path)) ?? name
  const numberIn = (name: string, pattern: RegExp): number => Number(pattern.exec(readFileSync(fileOf(name), 'utf8'))?.[1])
  try {
    if (version === 2) writeFileSync(`${ROOT}/cgroup.subtree_control`, '+cpu +memory')
    for (const folder of folders) mkdirSync(folder)
    for (const [name, value] of settings) writeFileSync(fileOf(name), value)
  } catch (error) {
    remove()
    throw new Error(`NO CONTROL GROUP CAN BE MADE HERE: tried ${folders.join(' and ')}: ${(error as Error).message}`, {
      cause: error,
    })
  }
  const join = folders.map((folder) => `echo $$ > ${folder}/cgroup.procs`).join(' && ')
  return {
    version,
    run: (command, environment = {}) => {
      const env = { ...process.env, ...environment }
      return execFileSync('sh', ['-c', `${join} && exec "$@" 2>&1 >/dev/null`, 'sh', ...command], { env, encoding: 'utf8' })
    },
    peakMemory: () => numberIn(version === 2 ? 'memory.peak' : 'memory.max_usage_in_bytes', /^(\d+)/),
    oomKills: () => numberIn(version === 2 ? 'memory.events' : 'memory.oom_control', /oom_kill (\d+)/),
    remove,
  }
}
