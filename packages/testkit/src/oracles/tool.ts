// Runs an installed command-line tool and returns what it prints. It knows no tool in particular.
import { spawnSync } from 'node:child_process'

/** Output of a tool may be long: per-position tables of a contig. */
const MAX_OUTPUT_BYTES = 2 ** 30

/** The version a program says of itself, such as `1.16.1`; null when it is absent or does not start for want of a library. */
export function versionOf(program: string, args: readonly string[] = ['--version']): string | null {
  // Picard prints its version on standard error and exits with 1.
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return /\d+\.\d+(?:\.\d+)?/.exec(`${stdout}${stderr}`)?.[0] ?? null
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
