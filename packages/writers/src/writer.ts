// The form of a writer: one result to the text of one file. Where the file goes, the application decides.
import type { SampleResult } from '@genomsyn/standard'

export interface Writer {
  /** How options name it. */
  readonly id: string
  /** Name of the file, without folder. */
  fileName(sample: string): string
  write(result: SampleResult): string
}

/** The sample as part of a file name: a name from a header must not lead out of the output folder. */
export function fileStem(sample: string): string {
  // oxlint-disable-next-line no-control-regex -- those are meant
  return sample.replaceAll(/[/\\\u0000-\u001f]/g, '_')
}
