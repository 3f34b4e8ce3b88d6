// The summary of a run for the terminal: a block per sample that needs a person, then the counts. For people; programs read the files.
import { casesOf, outcomeCounts, passes, type RunRecord, type SampleRecord, stateOf } from './run-record.ts'

/** So many samples are all shown; of more, those that do not pass. */
const SHOW_ALL = 20
const SHOWN_FILES = 3

/** Lines ended by a newline. `folder` is where the files of the run are. */
export function summariseRun(run: RunRecord, folder: string): string {
  const { samples } = run
  const shown = samples.length <= SHOW_ALL ? samples : samples.filter((sample) => !passes(sample))
  const width = Math.max(0, ...shown.map(({ sample }) => sample.length))
  const lines = [...shown.flatMap((record) => block(record, width)), ...heldCases(run), counts(run), ...notes(run)]
  return [...lines, `Profile ${run.profile.name} ${run.profile.version} (${run.profile.status})`, `Files in ${folder}`]
    .map((line) => `${line}\n`)
    .join('')
}

function block(record: SampleRecord, width: number): string[] {
  const { sample, verdict, override } = record
  const state = (stateOf(record) ?? 'MISSING').padEnd('RECOLLECT'.length)
  const indent = ' '.repeat(width + 'RECOLLECT'.length + 4)
  const reason = verdict?.reason ?? 'the sample was not measured'
  const next = verdict?.nextStep ?? 'run again'
  const decided = override === null ? [`${indent}Next: ${next}`] : [`${indent}Overridden by ${override.role}: ${override.reason}`]
  return [`${sample.padEnd(width)}  ${state}  ${reason}`, ...decided]
}

/** Members that pass but wait for others of their case. */
function heldCases(run: RunRecord): string[] {
  return [...casesOf(run)].flatMap(([name, members]) => {
    const against = members.filter((member) => !passes(member)).map(({ sample }) => sample)
    if (against.length === 0 || against.length === members.length) return []
    return [`Case ${name} waits for ${against.join(', ')}`]
  })
}

function counts({ samples }: RunRecord): string {
  const states = samples.map((sample) => stateOf(sample) ?? 'MISSING')
  const byState = [...new Set(states)].map((state) => `${states.filter((one) => one === state).length} ${state}`)
  return `${samples.length} ${samples.length === 1 ? 'sample' : 'samples'}: ${byState.join(', ')} (${outcomeText(samples)})`
}

/** Such as `192 done, 5 QC-fail, 3 tool-fail, 0 missing`. */
export function outcomeText(samples: readonly SampleRecord[]): string {
  const { done, qc_fail: qcFail, tool_fail: toolFail, missing } = outcomeCounts(samples)
  return `${done} done, ${qcFail} QC-fail, ${toolFail} tool-fail, ${missing} missing`
}

function notes({ unexpectedFiles }: RunRecord): string[] {
  if (unexpectedFiles.length === 0) return []
  const some = unexpectedFiles.slice(0, SHOWN_FILES).join(', ')
  const more = unexpectedFiles.length > SHOWN_FILES ? ` and ${unexpectedFiles.length - SHOWN_FILES} more` : ''
  return [`Not in the sheet: ${some}${more}`]
}
