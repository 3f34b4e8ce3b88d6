// The exit code of a run: that of the worst that became of a sample. What a scheduler may try again is told from what a person must see.
import { type RunRecord, stateOf } from '@genomsyn/writers'
import { exitCodeOfStates } from '../verdict-exit-code.ts'

const BUG = 1
const NOT_PASSING = 10

/**
 * 1, 3 or 4 when a sample could not be measured; else that of the verdicts. 10 too while samples were not looked at, and when a file
 * is not expected although all were asked for.
 */
export function exitCodeOf({ samples, unexpectedFiles }: RunRecord, expectAll: boolean): number {
  const failures = samples.filter(({ override }) => override === null).flatMap(({ failure }) => failure?.exitCode ?? [])
  if (failures.length > 0) return failures.includes(BUG) ? BUG : Math.max(...failures)
  const states = samples.flatMap((sample) => stateOf(sample) ?? [])
  const incomplete = states.length < samples.length || (expectAll && unexpectedFiles.length > 0)
  return exitCodeOfStates(states) || (incomplete ? NOT_PASSING : 0)
}
