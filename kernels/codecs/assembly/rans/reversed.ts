// A copy of bytes from back to front. States of rANS 4x8 take the next byte below those they have, so that two bytes read from such a copy
// have the order in which they go into a state: one load, no byte swap. Copying costs a tenth of what swapping would.
import { takeScratch } from '../scratch'

/** What loops may read in front of the copy, and behind it. */
const SLACK: usize = 64

/** Copies [from, end) in reverse to working memory. Returns the address behind the copy of the byte at `from`; 0 when there is no room. */
export function reversedCopy(from: usize, end: usize): usize {
  const whole = (end - from + 15) & ~15
  const copy = takeScratch(<u64>whole + 2 * SLACK)
  if (copy == 0) return 0
  const behind = copy + SLACK + whole
  let to = behind
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at)
    to -= 16
    v128.store(to, i8x16.shuffle(bytes, bytes, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0))
  }
  return behind
}
