// The command under test: in this process, which is quick, or as a process of its own, which has signals and standard input.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { run } from '../src/main.ts'

export const bin = fileURLToPath(new URL('../bin/genomsyn.js', import.meta.url))

export interface Outcome {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command in this process. */
export async function genomsyn(...args: string[]): Promise<Outcome> {
  return await genomsynWatched({ onPrint: () => undefined }, ...args)
}

/** As `genomsyn`; each time that it prints, `onPrint` is called, and may tell why printing fails. */
export async function genomsynWatched({ onPrint }: { onPrint: () => Error | void }, ...args: string[]): Promise<Outcome> {
  let stdout = ''
  let stderr = ''
  const write = (text: string, done?: (error?: Error) => void): boolean => {
    stdout += text
    done?.(onPrint() ?? undefined)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write as typeof process.stdout.write),
    vi.spyOn(console, 'error').mockImplementation((text: string) => void (stderr += `${text}\n`)),
  ]
  try {
    return { exitCode: await run(args), stdout, stderr }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

export interface ProcessOptions {
  readonly input?: Uint8Array
  readonly cwd?: string
  readonly nodeOptions?: readonly string[]
}

/** Runs the built command as a process. */
export async function genomsynProcess(args: readonly string[], options: ProcessOptions = {}): Promise<Outcome> {
  const { input, cwd, nodeOptions = [] } = options
  const child = spawn(process.execPath, [...nodeOptions, bin, ...args], { cwd, stdio: ['pipe', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  // A command that refuses its input may end before it has read all of it.
  child.stdin.on('error', () => undefined).end(input)
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, stdout, stderr }
}
