// A 64-bit hash of the read name in view: two names are taken as equal when their hashes are.
// With 10^4 live names and 10^9 reads the chance that any two differ but collide is below 10^-6.
import * as record from './record'

const MULTIPLIER: u64 = 0x9e3779b97f4a7c15

/** Of the record in view, 0 before someone asks: both depths do. */
let asked: u64 = 0

/** A new record is in view. */
export function forgetName(): void {
  asked = record.nameHash
}

/** Never 0. */
export function hashName(): u64 {
  if (asked == 0) asked = hashBytes()
  return asked
}

/** Reads whole words; the bytes behind the name are masked off. */
function hashBytes(): u64 {
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
