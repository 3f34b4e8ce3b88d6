/** Reads and bases left out of wgs-depth, by reason. */
import { collectExclusions } from '@genomsyn/coverage/assembly/wgs-exclusions'

export const LENGTH: u32 = 17
export const AT: usize = memory.data(17 * 8, 16)

export function collect(): void {
  collectExclusions(AT, LENGTH)
}
