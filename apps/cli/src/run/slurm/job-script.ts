// The job scripts that sbatch gets: what they ask of Slurm, and the command that each runs.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { UsageError } from '@genomsyn/hts'

export interface JobScript {
  /** What it is for, in one line. */
  readonly purpose: string
  readonly name: string
  readonly cpus: number
  readonly megabytes: number
  /** Arguments of the command; `$…` alone is taken from the job's environment. */
  readonly command: readonly string[]
}

/** They are the run's own: which tasks there are, what waits for what, and where is written what happened. */
const OWN_OPTIONS = ['array', 'a', 'dependency', 'd', 'output', 'o', 'error', 'e', 'open-mode', 'parsable', 'wrap', 'wait', 'W']

/** How large a task is: nothing that a job which only judges needs. */
const SIZE_OPTIONS = ['mem', 'mem-per-cpu', 'cpus-per-task', 'c', 'exclusive', 'nodes', 'N', 'ntasks', 'n', 'tmp']

/** The shell becomes the command, so that signals of Slurm reach it. */
export function jobScript({ purpose, name, cpus, megabytes, command }: JobScript): string {
  const directives = [`job-name=${name}`, `cpus-per-task=${cpus}`, `mem=${megabytes}M`, 'requeue', 'open-mode=append']
  return [
    '#!/bin/sh',
    `# ${purpose} Written by genomsyn run --executor slurm; see ARCHITECTURE.md.`,
    ...directives.map((directive) => `#SBATCH --${directive}`),
    `exec ${[process.execPath, binary(), ...command].map(quoted).join(' ')}`,
    '',
  ].join('\n')
}

/** A path as an option of sbatch, where % begins a pattern. */
export function asFilePattern(path: string): string {
  return path.replaceAll('%', '%%')
}

/**
 * Options for sbatch as they were given, `--` before a name without it, each as one argument.
 * @throws UsageError for one that the run sets itself
 */
export function slurmOptions(given: readonly string[]): string[] {
  return given.map((option) => {
    const [, dashes = '', name = '', rest = ''] = /^(-{0,2})([A-Za-z][\w-]*)(.*)$/s.exec(option.trim()) ?? []
    if (name === '') throw new UsageError('--slurm', `'${option}' is no option such as --partition=genomics`)
    if (OWN_OPTIONS.includes(nameOf(option))) throw new UsageError('--slurm', `${option} is set by the run itself; leave it out`)
    return dashes === '-' ? `-${name}${rest.trimStart()}` : `--${name}${rest.replace(/^\s+/, '=')}`
  })
}

/** Of options of `slurmOptions`, those that hold for a job of one CPU as well. */
export function withoutSize(options: readonly string[]): string[] {
  return options.filter((option) => !SIZE_OPTIONS.includes(nameOf(option)))
}

/** One letter after a single dash, whose value may follow at once. */
function nameOf(option: string): string {
  return /^-([A-Za-z])/.exec(option.trim())?.[1] ?? /^(?:--)?([A-Za-z][\w-]*)/.exec(option.trim())?.[1] ?? ''
}

function binary(): string {
  return join(dirname(createRequire(import.meta.url).resolve('genomsyn/package.json')), 'bin', 'genomsyn.js')
}

/** A path as a person can copy it into a shell. */
export function shellWord(path: string): string {
  return /^[\w./+@:,-]+$/.test(path) ? path : quoted(path)
}

function quoted(argument: string): string {
  return /^\$\w+$/.test(argument) ? `"${argument}"` : `'${argument.replaceAll("'", `'\\''`)}'`
}
