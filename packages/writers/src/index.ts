// One result to one file each, and the summary for the terminal.
export { summariseBacktest } from './backtest-summary.ts'
export { explainDepth } from './explanation.ts'
export { writers } from './files/index.ts'
export { profileHtml, profileMarkdown } from './profile-page.ts'
export { type RunFacts, summarise } from './summary.ts'
export { summariseVerdict } from './verdict-summary.ts'
export { fileStem, type Writer } from './writer.ts'
