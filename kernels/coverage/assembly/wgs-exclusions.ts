// What wgs-depth leaves out, and why: reads and bases per reason (see the abi's exclusions).
import * as exclusions from '@genomsyn/abi/assembly/exclusions'
import { row, rows } from '@genomsyn/bam/assembly/read-group'

/** Depth beyond this is capped before averaging (Picard 2.27.5, CollectWgsMetrics COVERAGE_CAP). */
export const COVERAGE_CAP: u32 = 250

/** Per row of read groups u64 words, one per reason. */
const TALLY: usize = memory.data(17 * 24 * 8, 16)
const ROW_BYTES: usize = 24 * 8

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

/** Bases beyond the cap, which are of no one row. */
export function tallyCapped(bases: u32): void {
  const at = TALLY + 8 * exclusions.CAPPED_BASES
  store<u64>(at, load<u64>(at) + bases)
}

/** Adds the tallies of all rows to u64 words at `target`; without rows it clears the only one, else `collectExclusionRow` does. */
export function collectExclusions(target: usize, words: u32): void {
  for (let index: u32 = 0; index < rows; index++) addTally(target, index, words)
  if (rows == 1) memory.fill(TALLY, 0, ROW_BYTES)
}

/** Adds the tally of one row to u64 words at `target` and clears it. */
export function collectExclusionRow(target: usize, index: u32): void {
  addTally(target, index, exclusions.CAPPED_BASES)
  memory.fill(TALLY + ROW_BYTES * <usize>index, 0, ROW_BYTES)
}

function addTally(target: usize, index: u32, words: u32): void {
  const tally = TALLY + ROW_BYTES * <usize>index
  for (let i: u32 = 0; i < words; i++) store<u64>(target + 8 * i, load<u64>(target + 8 * i) + load<u64>(tally + 8 * i))
}

function add(index: u32, amount: u32): void {
  const at = TALLY + ROW_BYTES * <usize>row + 8 * <usize>index
  store<u64>(at, load<u64>(at) + amount)
}
