// The read groups to count: those of the sample that was picked among several, else all.
import { type AlignmentHeader, samplesOf } from '@genomsyn/hts'
import type { SampleOptions } from './options/sample.ts'

/** Null when all records count, those without a read group included. */
export function pickedReadGroups(
  header: AlignmentHeader,
  { sample, allSamples = false }: SampleOptions,
): AlignmentHeader['readGroups'] | null {
  if (sample === undefined || allSamples || samplesOf(header).length < 2) return null
  return header.readGroups.filter((group) => group.sample === sample)
}
