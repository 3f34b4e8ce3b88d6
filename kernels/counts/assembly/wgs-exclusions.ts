/** Reads and bases left out of wgs-depth, by reason. */
import { CAPPED_BASES } from '@genomsyn/abi/assembly/exclusions'
import { takeCapped } from '@genomsyn/coverage/assembly/wgs-depth'
import { collectExclusions } from '@genomsyn/coverage/assembly/wgs-exclusions'

export const LENGTH: u32 = 17
export const AT: usize = memory.data(17 * 8, 16)

export function collect(): void {
  collectExclusions(AT, LENGTH)
  const at = AT + 8 * CAPPED_BASES
  store<u64>(at, load<u64>(at) + takeCapped())
}
