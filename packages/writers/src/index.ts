// One result to one file each, and the summary for the terminal.
export { writers } from './files/index.ts'
export { type RunFacts, summarise } from './summary.ts'
export type { Writer } from './writer.ts'
