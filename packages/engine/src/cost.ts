// What counting took. It says nothing about the counts, so it never enters them.
import { readFileSync } from 'node:fs'

const NANOSECONDS_PER_SECOND = 1e9

export interface Cost {
  /** Compressed bytes read. */
  readonly bytes: number
  /** User and system time of the thread that counted; null where the system does not tell. */
  readonly cpuSeconds: number | null
}

/** Both together. */
export function addCosts(a: Cost, b: Cost): Cost {
  const known = a.cpuSeconds !== null && b.cpuSeconds !== null
  return { bytes: a.bytes + b.bytes, cpuSeconds: known ? a.cpuSeconds + b.cpuSeconds : null }
}

/**
 * Seconds of CPU time that this thread has taken so far, null off Linux: Node 20 tells the time of whole processes only.
 * Source: proc_pid_schedstat(5), first field, in nanoseconds (Linux man-pages 6.9).
 */
export function threadCpuSeconds(): number | null {
  try {
    const [nanoseconds = ''] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')
    return Number(nanoseconds) / NANOSECONDS_PER_SECOND
  } catch {
    return null
  }
}

/** CPU time since `began`, an earlier answer of `threadCpuSeconds`. */
export function cpuSecondsSince(began: number | null): number | null {
  const now = threadCpuSeconds()
  return now === null || began === null ? null : now - began
}
