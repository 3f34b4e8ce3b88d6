// Options on what a sample is called.
import type { Command } from 'commander'

export interface SampleOptions {
  readonly sample?: string
  readonly allSamples?: boolean
}

export function addSampleOptions(command: Command): Command {
  return command
    .option('--sample <name>', 'name of the sample (default: SM of the read groups, else the name of the file)')
    .option('--all-samples', 'take the samples of all read groups as one')
}
