// The files of a run with what is left of them to count, after what earlier starts counted.
import type { SheetSample } from '../sheet/sample-sheet.ts'
import { type Sized, sizeOf } from './feed.ts'
import { shardCount } from './measure-sample.ts'
import type { RunFolder } from './run-folder.ts'
import { keptBytes } from './saved-sample.ts'

/** Says how much was counted before, when there was any. */
export async function sizedFiles(
  folder: RunFolder,
  samples: readonly SheetSample[],
  { workers, quiet = false }: { readonly workers: number; readonly quiet?: boolean | undefined },
): Promise<Sized<SheetSample>[]> {
  const files: Sized<SheetSample>[] = []
  let [kept, total] = [0, 0]
  for (const sample of samples) {
    const file = await sizeOf(sample, (bytes) => shardCount(bytes, workers))
    const keptOfFile = await keptBytes(folder.kept(sample.sample), sample.path)
    files.push(keptOfFile < file.bytes ? file : { ...file, shardBytes: 0 })
    kept += keptOfFile
    total += file.bytes
  }
  if (kept > 0 && !quiet) console.error(`resumed at ${Math.floor((100 * kept) / Math.max(1, total))} %`)
  return files
}
