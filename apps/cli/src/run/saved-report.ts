// The report of a sample of a run, made again from its saved document and verdict and from what overrules the verdict.
import { fileStem, type SampleRecord, sampleReportFile } from '@genomsyn/writers'
import type { NewFile } from '../atomic-files.ts'
import { readSavedDocument, readSavedVerdict } from '../saved-documents.ts'
import type { RunFolder } from './run-folder.ts'

/** @throws FileError when a file of the sample is missing or cannot be read */
export async function savedReport(folder: RunFolder, { sample, definition, override }: SampleRecord): Promise<NewFile> {
  const stem = folder.file(fileStem(sample))
  const document = definition === null ? null : await readSavedDocument(`${stem}.genomsyn.json`)
  const verdict = await readSavedVerdict(`${stem}.verdict.json`)
  const text = await sampleReportFile.write({ sample, document, verdict, override })
  return { path: folder.file(sampleReportFile.fileName(sample)), text }
}
