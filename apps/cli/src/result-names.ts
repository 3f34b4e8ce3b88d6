// The names under which the samples of a call are written: no input replaces the results of another.
import { UsageError } from '@genomsyn/hts'
import { writers } from '@genomsyn/writers'
import type { Input } from './input.ts'

export class ResultNames {
  readonly #owners = new Map<string, Input>()

  /** @throws UsageError when another input of the call writes files of the same names */
  claim(sample: string, input: Input): void {
    const [first] = writers
    const fileName = first.fileName(sample)
    const owner = this.#owners.get(fileName) ?? input
    this.#owners.set(fileName, owner)
    if (owner === input) return
    throw new UsageError(
      input.name,
      `its results would replace ${fileName} of ${owner.name}; run them one by one into different folders`,
    )
  }
}
