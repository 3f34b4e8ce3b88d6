/** Territory positions by depth capped at 250; index 0 stays empty. */
import { collectHistogram } from '@genomsyn/coverage/assembly/wgs-ring'

export const LENGTH: u32 = 251
export const AT: usize = memory.data(251 * 8, 16)

export function collect(): void {
  collectHistogram(AT)
}
