// What wgs-depth leaves out, and why: reads and bases per reason (see the abi's exclusions).
import * as exclusions from '@genomsyn/abi/assembly/exclusions'

/** Depth beyond this is capped before averaging (Picard 2.27.5, CollectWgsMetrics COVERAGE_CAP). */
export const COVERAGE_CAP: u32 = 250

/** u64 words, one per reason. */
const TALLY: usize = memory.data(24 * 8, 16)

/** One read, and its bases, under a reason or under COUNTED. */
export function tallyRead(reason: u32, bases: u32): void {
  add(reason, 1)
  add(reason + 1, bases)
}

/** Of `bases` at territory positions so many are left out for their quality and for their read name; the rest counts. */
export function tallyBases(bases: u32, baseQuality: u32, overlap: u32): void {
  add(exclusions.COUNTED + 1, bases - baseQuality - overlap)
  add(exclusions.BASEQ_BASES, baseQuality)
  add(exclusions.OVERLAP_BASES, overlap)
}

/** Bases beyond the cap. */
export function tallyCapped(bases: u32): void {
  add(exclusions.CAPPED_BASES, bases)
}

/** Adds the tally to u64 words at `target` and clears it. */
export function collectExclusions(target: usize, words: u32): void {
  for (let i: u32 = 0; i < words; i++) store<u64>(target + 8 * i, load<u64>(target + 8 * i) + load<u64>(TALLY + 8 * i))
  memory.fill(TALLY, 0, 24 * 8)
}

function add(index: u32, amount: u32): void {
  store<u64>(TALLY + 8 * index, load<u64>(TALLY + 8 * index) + amount)
}
