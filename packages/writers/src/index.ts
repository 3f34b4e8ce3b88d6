// One result to one file each, the record of a run to one file each, and the summary for the terminal.
export { summariseBacktest } from './backtest-summary.ts'
export { explainDepth } from './explanation.ts'
export { writers } from './files/index.ts'
export type { JudgedSample } from './html/judged-sample.ts'
export { recordedLimits } from './recorded-limits.ts'
export { runWriters } from './run-files/index.ts'
export {
  casesOf,
  isReleasable,
  outcomeCounts,
  passes,
  type RecordedFailure,
  type RecordedLimit,
  type RecordedOverride,
  type RecordedVerdict,
  type RunRecord,
  type SampleOutcome,
  type SampleRecord,
  stateOf,
} from './run-record.ts'
export type { RunWriter } from './run-writer.ts'
export { outcomeText, summariseRun } from './run-summary.ts'
export { sampleReportFile } from './sample-report-file.ts'
export { type RunFacts, summarise } from './summary.ts'
export { profileHtml, profileMarkdown } from './profile-page.ts'
export { summariseVerdict } from './verdict-summary.ts'
export { fileStem, type Writer } from './writer.ts'
export { formatChart, type NamedChart, outOfControl, summariseChart } from './control-chart.ts'
