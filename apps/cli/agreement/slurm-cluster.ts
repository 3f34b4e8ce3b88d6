// A real Slurm of two nodes on this machine, for one suite: munged, slurmctld and two slurmd, all state in a folder of its own.
// Needs root and the Debian packages slurm-wlm and munge. Tasks are kept within their memory by control groups where there are some.
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** Of this process alone, so that suites can run side by side. */
export const nodeNames = [`a${process.pid}`, `b${process.pid}`] as const

const UP_SECONDS = 30
const DOWN_SECONDS = 10
/** Of Linux, version 1: Slurm 22.05 of Debian 12 can use it without systemd. */
const GROUPS = '/sys/fs/cgroup'

export interface SlurmCluster {
  /** How memory limits are enforced, for people. */
  readonly memoryLimits: string
  /** A node fails: Slurm takes it for down, and what runs on it is no more. */
  failNode(name: string): void
  resumeNode(name: string): void
  stop(): Promise<void>
}

/** How tasks are kept within their memory; the first that works here is taken. */
type MemoryLimits = 'control groups' | 'looking once a second'

/** Starts it and makes it the one that Slurm's commands ask. Says loudly why when it cannot be. */
export async function startCluster(folder: string): Promise<SlurmCluster> {
  const hasGroups = existsSync(join(GROUPS, 'memory', 'memory.limit_in_bytes'))
  const ways: MemoryLimits[] = [...(hasGroups ? ['control groups' as const] : []), 'looking once a second']
  const failures: string[] = []
  for (const [i, memoryLimits] of ways.entries()) {
    const place = join(folder, `${i}`)
    try {
      return await startWith(memoryLimits, place)
    } catch (error) {
      failures.push(
        `no cluster comes up here with memory limits by ${memoryLimits}: ${(error as Error).message}\n${logsOf(place)}`,
      )
      console.error(failures.at(-1))
    }
  }
  throw new Error(`THE SLURM SUITE CANNOT RUN: ${failures.join('\n')}`)
}

async function startWith(memoryLimits: MemoryLimits, folder: string): Promise<SlurmCluster> {
  writeSettings(folder, memoryLimits)
  process.env['SLURM_CONF'] = join(folder, 'slurm.conf')
  const killAtExit = (): void => signalDaemons(folder, 'SIGKILL')
  process.once('exit', killAtExit)
  const stop = async (): Promise<void> => {
    await stopDaemons(folder)
    process.off('exit', killAtExit)
  }
  try {
    startDaemons(folder)
    await nodesIdle()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    memoryLimits,
    failNode: (name) => {
      control('update', `nodename=${name}`, 'state=down', 'reason=test')
      for (const pid of processesOn(name, folder)) spawnSync('kill', ['-KILL', pid])
    },
    // It may have come back by itself, which Slurm then calls an invalid wish.
    resumeNode: (name) => void spawnSync('scontrol', ['update', `nodename=${name}`, 'state=resume']),
    stop,
  }
}

function writeSettings(folder: string, memoryLimits: MemoryLimits): void {
  for (const name of ['munge', 'run', 'state', 'log', ...nodeNames.map((node) => `spool/${node}`)])
    mkdirSync(join(folder, name), { recursive: true, mode: name === 'munge' ? 0o700 : 0o755 })
  writeFileSync(join(folder, 'munge', 'key'), randomBytes(128), { mode: 0o600 })
  writeFileSync(join(folder, 'slurm.conf'), settings(folder, memoryLimits === 'control groups').join('\n') + '\n')
  const groups = ['CgroupPlugin=cgroup/v1', 'CgroupMountpoint=/sys/fs/cgroup', 'ConstrainRAMSpace=yes', 'ConstrainSwapSpace=yes']
  writeFileSync(join(folder, 'cgroup.conf'), [...groups, 'AllowedSwapSpace=0', 'ConstrainCores=yes', ''].join('\n'))
}

/** Ports are of this process alone too. */
function settings(folder: string, withGroups: boolean): string[] {
  const host = hostname().split('.')[0]
  const port = 20_000 + 8 * (process.pid % 5000)
  return [
    'ClusterName=two', `SlurmctldHost=${host}(127.0.0.1)`, `SlurmctldPort=${port}`, 'SlurmUser=root', 'SlurmdUser=root',
    'AuthType=auth/munge', `AuthInfo=socket=${folder}/run/munge.socket,cred_expire=5`, `StateSaveLocation=${folder}/state`,
    `SlurmdSpoolDir=${folder}/spool/%n`, `SlurmctldPidFile=${folder}/run/slurmctld.pid`, `SlurmdPidFile=${folder}/run/slurmd-%n.pid`,
    `SlurmctldLogFile=${folder}/log/slurmctld.log`, `SlurmdLogFile=${folder}/log/slurmd-%n.log`, 'PlugStackConfig=/dev/null',
    `ProctrackType=proctrack/${withGroups ? 'cgroup' : 'linuxproc'}`, `TaskPlugin=task/${withGroups ? 'cgroup,task/affinity' : 'none'}`,
    'MailProg=/bin/true', 'SwitchType=switch/none', 'MpiDefault=none', 'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_CPU_Memory', 'SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=0',
    'DefMemPerCPU=500', 'ReturnToService=2', 'SlurmdTimeout=30', 'InactiveLimit=0', 'KillWait=2', 'MinJobAge=300', 'JobRequeue=1',
    'MaxArraySize=12', 'JobAcctGatherType=jobacct_gather/linux', 'JobAcctGatherFrequency=task=1',
    ...(withGroups ? [] : ['JobAcctGatherParams=OverMemoryKill']),
    'AccountingStorageType=accounting_storage/none', 'SlurmdParameters=config_overrides',
    ...nodeNames.map((name, i) => `NodeName=${name} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${port + 1 + i} CPUs=2 RealMemory=4000`),
    'PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP',
  ] // prettier-ignore
}

function startDaemons(folder: string): void {
  const munge = {
    key: 'munge/key',
    socket: 'run/munge.socket',
    pid: 'run/munged.pid',
    log: 'munge/munged.log',
    seed: 'munge/seed',
  }
  const at = (place: keyof typeof munge): string => join(folder, munge[place])
  const places = [`--key-file=${at('key')}`, `--socket=${at('socket')}`, `--pid-file=${at('pid')}`, `--log-file=${at('log')}`]
  execFileSync('munged', ['--force', ...places, `--seed-file=${at('seed')}`], { stdio: 'pipe' })
  execFileSync('slurmctld', ['-c'], { stdio: 'pipe' })
  for (const node of nodeNames) execFileSync('slurmd', ['-N', node], { stdio: 'pipe' })
}

async function nodesIdle(): Promise<void> {
  const end = performance.now() + 1000 * UP_SECONDS
  while (performance.now() < end) {
    const { stdout } = spawnSync('sinfo', ['--noheader', '--Node', '--format=%T'], { encoding: 'utf8' })
    if (stdout.split('\n').filter((state) => state === 'idle').length === nodeNames.length) return
    await setTimeout(100)
  }
  throw new Error(`the nodes are not idle after ${UP_SECONDS} s`)
}

async function stopDaemons(folder: string): Promise<void> {
  spawnSync('scancel', ['--user=root'])
  signalDaemons(folder, 'SIGTERM')
  const end = performance.now() + 1000 * DOWN_SECONDS
  while (daemons(folder).some(isAlive) && performance.now() < end) await setTimeout(50)
  signalDaemons(folder, 'SIGKILL')
  const trees = existsSync(GROUPS) ? readdirSync(GROUPS) : []
  for (const name of nodeNames) for (const tree of trees) removeGroups(join(GROUPS, tree, `slurm_${name}`))
}

/** Slurm leaves those of its nodes behind. Nothing of them has processes any more. */
function removeGroups(folder: string): void {
  if (!existsSync(folder)) return
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const { name } of inside) removeGroups(join(folder, name))
  rmdirSync(folder)
}

/** Nodes first, the keeper of keys last. */
function daemons(folder: string): number[] {
  return [...nodeNames.map((node) => `slurmd-${node}`), 'slurmctld', 'munged'].flatMap((name) => {
    const path = join(folder, 'run', `${name}.pid`)
    const pid = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
    return pid > 0 ? [pid] : []
  })
}

function signalDaemons(folder: string, signal: NodeJS.Signals): void {
  for (const pid of daemons(folder).filter(isAlive)) process.kill(pid, signal)
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
}

/** Processes of tasks, told by what Slurm gives them in their environment. */
function processesOn(node: string, folder: string): string[] {
  const isOf = (pid: string): boolean => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
      return environment.includes(`SLURMD_NODENAME=${node}`) && environment.includes(`SLURM_CONF=${folder}/slurm.conf`)
    } catch {
      return false
    }
  }
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOf(name))
}

function control(...args: string[]): void {
  execFileSync('scontrol', args, { stdio: 'pipe' })
}

function logsOf(folder: string): string {
  const names = existsSync(join(folder, 'log')) ? readdirSync(join(folder, 'log')) : []
  return names.map((name) => `${name}: ${readFileSync(join(folder, 'log', name), 'utf8').slice(-1000)}`).join('\n')
}
