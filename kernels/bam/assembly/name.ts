// A 64-bit hash of the read name in view: two names are taken as equal when their hashes are.
// With 10^4 live names and 10^9 reads the chance that any two differ but collide is below 10^-6.
import * as record from './record'

const MULTIPLIER: u64 = 0x9e3779b97f4a7c15

/** Never 0. Reads whole words; the bytes behind the name are masked off. */
export function hashName(): u64 {
  if (record.nameHash != 0) return record.nameHash
  let hash: u64 = <u64>record.nameBytes * MULTIPLIER
  let at = record.name
  const end = at + record.nameBytes
  for (; at + 8 <= end; at += 8) hash = mix(hash ^ load<u64>(at))
  const rest = <u64>(end - at) * 8
  if (rest != 0) hash = mix(hash ^ (load<u64>(at) & (((<u64>1) << rest) - 1)))
  return (hash ^ (hash >> 29)) | 1
}

function mix(value: u64): u64 {
  const product = value * MULTIPLIER
  return product ^ (product >> 32)
}
