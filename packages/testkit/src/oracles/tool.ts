// Runs an installed command-line tool and returns what it prints. It knows no tool in particular.
import { spawnSync } from 'node:child_process'

/** Output of a tool may be long: per-position tables of a contig. */
const MAX_OUTPUT_BYTES = 2 ** 30

/** Whether a program of this name can be started. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined
}

/**
 * What the tool prints on standard output.
 * @throws Error with its standard error when it exits with anything but 0
 */
export function runTool(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${status}\n${stderr}`)
  return stdout
}

/** Rows of a tab-separated text; lines that are empty or begin with # are left out. */
export function tableRows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => line.split('\t'))
}
