// What one run of a command costs as a whole process: wall clock, CPU, peak memory. Start-up is part of it.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface Cost {
  /** Seconds. */
  readonly wall: number
  /** Seconds of user and system time, children included. */
  readonly cpu: number
  /** Largest resident set of the command itself, MB. */
  readonly memory: number
}

/** bash's keyword `time` sees the resources of all children; its format is seconds with three decimals. */
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>/dev/null'
const MEMORY_POLL_MS = 10

/**
 * Runs `command` on the first `cores` cores.
 * @throws Error when it exits with another code than 0
 */
export async function runCost(command: readonly string[], cores: number): Promise<Cost> {
  const list = Array.from({ length: cores }, (_, core) => core).join(',')
  const child = spawn('taskset', ['-c', list, 'bash', '-c', TIMED, 'bash', ...command], { stdio: ['ignore', 'ignore', 'pipe'] })
  let memory = 0
  const poll = setInterval(() => {
    memory = Math.max(memory, peakOfDescendants(child.pid!))
  }, MEMORY_POLL_MS)
  let report = ''
  child.stderr.on('data', (chunk: Buffer) => (report += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(poll)
  if (code !== 0) throw new Error(`${command.join(' ')} exits with code ${code}`)
  const [wall = 0, user = 0, system = 0] = report.trim().split('\n').at(-1)!.split(' ').map(Number)
  return { wall, cpu: user + system, memory }
}

/** The high-water mark of the largest process below `pid`, MB; 0 once it is gone. */
function peakOfDescendants(pid: number): number {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    )
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Math.max(Number(peak?.[1] ?? 0) / 1000, ...children.map((child) => peakOfDescendants(Number(child))))
  } catch {
    return 0
  }
}
