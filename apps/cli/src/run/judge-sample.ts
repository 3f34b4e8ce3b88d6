// A sample of a run from file to verdict and files. What is wrong with it becomes its verdict: it never stops the others.
import { rm } from 'node:fs/promises'
import { FileError } from '@genomsyn/hts'
import {
  formatVerdict,
  judge,
  type Profile,
  readDocument,
  type SampleResult,
  type SavedDocument,
  type Verdict,
} from '@genomsyn/standard'
import { fileStem, type SampleRecord, sampleReportFile, writers } from '@genomsyn/writers'
import { type NewFile, writeFiles } from '../atomic-files.ts'
import { sentenceFor } from '../exit-codes.ts'
import type { SheetSample } from '../sheet/sample-sheet.ts'
import { sheetFacts } from '../sheet/sheet-facts.ts'
import { type Measuring, measureSample, type Watch } from './measure-sample.ts'
import type { RunFolder } from './run-folder.ts'
import { failedRecord, failureOf, measuredRecord } from './sample-record.ts'
import { unmeasuredVerdict } from './unmeasured.ts'

export interface Judging extends Measuring {
  readonly profile: Profile
}

/** Path of a sample's verdict in the folder of the run. */
export function verdictFile(sample: string): string {
  return `${fileStem(sample)}.verdict.json`
}

/**
 * Measures and judges the sample, and writes its files.
 * @throws FileError when the files cannot be written, which would befall every sample
 */
export async function judgeSample(expected: SheetSample, judging: Judging, watch: Watch): Promise<SampleRecord> {
  const { folder, profile } = judging
  try {
    const result = await measureSample(expected, judging, watch)
    const texts = writers.map((writer) => ({ name: writer.fileName(result.sample), text: writer.write(result) }))
    const document = savedDocument(result, texts)
    const verdict = judge(document, sheetFacts(expected), profile)
    const documents = texts.map(({ name, text }) => ({ path: folder.file(name), text }))
    await writeFiles([...documents, verdictOf(folder, verdict), await reportOf(folder, document, verdict)])
    return measuredRecord(expected, verdict, document)
  } catch (error) {
    if (isEnvironment(error)) throw error
    console.error(sentenceFor(error))
    const verdict = unmeasuredVerdict(expected.sample, profile, error)
    for (const writer of writers) await rm(folder.file(writer.fileName(expected.sample)), { force: true })
    await writeFiles([verdictOf(folder, verdict), await reportOf(folder, null, verdict)])
    return failedRecord(expected, verdict, failureOf(expected, error))
  }
}

/** What the next sample would meet as well: nothing can be written. */
function isEnvironment(error: unknown): boolean {
  return error instanceof FileError && (error.code === 'disk-full' || error.code === 'output-unwritable')
}

/** Judged is what others read: the document as it is written. */
function savedDocument(result: SampleResult, texts: readonly { name: string; text: string }[]): SavedDocument {
  const name = `${fileStem(result.sample)}.genomsyn.json`
  return readDocument(JSON.parse(texts.find((each) => each.name === name)!.text)) as SavedDocument
}

function verdictOf(folder: RunFolder, verdict: Verdict): NewFile {
  return { path: folder.file(verdictFile(verdict.sample)), text: formatVerdict(verdict) }
}

/** As the profile has it: what overrules it is added with the files of the run. */
async function reportOf(folder: RunFolder, document: SavedDocument | null, verdict: Verdict): Promise<NewFile> {
  const { sample } = verdict
  const text = await sampleReportFile.write({ sample, document, verdict, override: null })
  return { path: folder.file(sampleReportFile.fileName(sample)), text }
}
