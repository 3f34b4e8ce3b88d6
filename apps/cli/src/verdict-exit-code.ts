// The exit code of verdicts: what must be looked at is told from what does not pass, and both from a failed tool.
import { isReleasable, type VerdictState } from '@genomsyn/standard'

const NOT_PASSING = 10
const HELD = 11

/** 11 when any is held, else 10 when any may not be released, else 0. */
export function exitCodeOfStates(states: readonly VerdictState[]): number {
  if (states.includes('HOLD')) return HELD
  return states.every(isReleasable) ? 0 : NOT_PASSING
}
