/** Positions by depth; index 0 stays empty, the last index holds all deeper positions. */
import { collectHistogram } from '@genomsyn/coverage/assembly/depth'

export const LENGTH: u32 = 65536
export const AT: usize = memory.data(65536 * 8, 16)

export function collect(): void {
  collectHistogram(AT)
}
