// `<sample>.report.html`: a sample as a page for people. What draws it is loaded when it is written.
import type { JudgedSample } from './html/judged-sample.ts'
import { fileStem } from './writer.ts'

export const sampleReportFile = {
  fileName: (sample: string): string => `${fileStem(sample)}.report.html`,
  /** Text of the file. */
  write: async (judged: JudgedSample): Promise<string> => (await import('./html/sample-report.ts')).sampleReport(judged),
}
