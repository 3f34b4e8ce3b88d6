// The names under which the samples of a call are written: no input replaces the results of another.
import { type AlignmentHeader, sampleName, UsageError } from '@genomsyn/hts'
import { writers } from '@genomsyn/writers'
import type { Input } from './input.ts'
import type { SampleOptions } from './options/sample.ts'

export class ResultNames {
  readonly #choice: SampleOptions
  readonly #owners = new Map<string, Input>()

  constructor(choice: SampleOptions) {
    this.#choice = choice
  }

  /**
   * Takes the name of a file's sample before any work is done; that of standard input is known only later.
   * @throws FileError when the file has several samples
   * @throws UsageError when another input of the call has its name
   */
  claim(input: Input): Input {
    if (input.file !== null) this.sampleOf(input, input.file.header)
    return input
  }

  /** The name of the sample, which is the input's from now on. */
  sampleOf(input: Input, header: AlignmentHeader): string {
    const sample = sampleName(header, input.path, this.#choice)
    const fileName = writers[0].fileName(sample)
    const owner = this.#owners.get(fileName) ?? input
    this.#owners.set(fileName, owner)
    if (owner === input) return sample
    throw new UsageError(
      input.name,
      `its results would replace ${fileName} of ${owner.name}; run them one by one into different folders`,
    )
  }
}
