// What a sample is called: chosen, or SM of the read groups, or the file's stem.
import { basename } from 'node:path'
import type { AlignmentHeader } from './alignment-header.ts'
import { FileError } from './errors.ts'

export interface SampleChoice {
  /** The name to use. */
  readonly sample?: string
  /** Take all samples of the read groups as one. */
  readonly allSamples?: boolean
}

/**
 * Name of the file's sample.
 * @param path the file's path, "-" for standard input
 * @throws FileError when the read groups name several samples and none was chosen, or one they do not name
 */
export function sampleName(header: AlignmentHeader, path: string, choice: SampleChoice = {}): string {
  const named = samplesOf(header)
  const { sample, allSamples = false } = choice
  const chosen = sample !== undefined && (allSamples || named.length < 2 || named.includes(sample))
  if (chosen) return sample
  if (named.length > 1 && !allSamples) throw severalSamples(path, named)
  return named.length === 1 ? named[0]! : stem(path)
}

/** The samples that the read groups name, each once, in the header's order. */
export function samplesOf({ readGroups }: AlignmentHeader): string[] {
  return [...new Set(readGroups.flatMap(({ sample }) => (sample === undefined || sample === '' ? [] : [sample])))]
}

function severalSamples(path: string, named: readonly string[]): FileError {
  return new FileError('several-samples', path, {
    problem: `the read groups name ${named.length} samples (${named.join(', ')})`,
    remedy: 'pick one with --sample, or take them as one with --all-samples',
  })
}

function stem(path: string): string {
  return path === '-' ? 'stdin' : basename(path).replace(/\.(bam|cram|sam)$/, '')
}
