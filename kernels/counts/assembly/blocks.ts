/** BGZF blocks, their compressed bytes, their inflated bytes, and their digest. */
export const LENGTH: u32 = 4
export const NEEDS: u32 = 0
export const AT: usize = memory.data(4 * 8, 16)

/**
 * One block of the shard. The digest is the sum modulo 2^64 over all blocks of a mix of file offset, CRC32 and ISIZE, so it
 * depends on every byte of the file and on no plan.
 */
export function observeBlock(offset: u64, compressed: u32, inflated: u32, crc: u32): void {
  add(0, 1)
  add(8, compressed)
  add(16, inflated)
  add(24, mix(mix(offset) ^ (((<u64>inflated) << 32) | (<u64>crc))))
}

function add(at: usize, amount: u64): void {
  store<u64>(AT + at, load<u64>(AT + at) + amount)
}

/** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
function mix(value: u64): u64 {
  value += 0x9e3779b97f4a7c15
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb
  return value ^ (value >> 31)
}
