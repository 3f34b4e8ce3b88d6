// Base qualities along a read, in sequencing order, drawn from small whole-number tables.
// The tables were fitted to the shares and transitions of real reads; README.md says how that was checked.
import type { Random } from '../random/random.ts'
import { type WeightedChoice, draw, weightedChoice } from '../random/weighted-choice.ts'

/**
 * `full`: about 40 values, as HiSeq 2000 and 2500 gave them; `binned4`: 2, 12, 23, 37, as NovaSeq with RTA3;
 * `binned8`: eight values, as recalibrated and binned files have them.
 */
export type QualityAlphabet = 'full' | 'binned4' | 'binned8'

/** Small arrays of their own memory are slow to make: many reads share one slab. */
const SLAB_BYTES = 2 ** 16
let slab = new Uint8Array(0)

/** Qualities of one read of that many cycles. */
export function drawQualities(random: Random, alphabet: QualityAlphabet, cycles: number): Uint8Array {
  const qualities = takeFromSlab(cycles)
  if (alphabet === 'full') fillFull(random, qualities)
  else fillBinned(random, BINNED[alphabet], qualities)
  return qualities
}

function takeFromSlab(count: number): Uint8Array {
  if (slab.length < count) slab = new Uint8Array(Math.max(SLAB_BYTES, count))
  const taken = slab.subarray(0, count)
  slab = slab.subarray(count)
  return taken
}

interface BinnedModel {
  readonly top: number
  /** Values below the top one. */
  readonly low: WeightedChoice
}

const BINNED: Record<'binned4' | 'binned8', BinnedModel> = {
  binned4: { top: 37, low: weightedChoice([[12, 60], [23, 34], [2, 6]]) }, // prettier-ignore
  binned8: { top: 30, low: weightedChoice([[10, 58], [20, 34], [6, 4], [4, 2], [5, 1], [3, 1], [2, 1]]) }, // prettier-ignore
}

/** Share of bases below the top value in good to bad reads, in 1/65536. */
const LOW_SHARES = [200, 720, 2100, 6550, 19_660]
const READ_CLASSES = weightedChoice([[0, 36], [1, 36], [2, 18], [3, 7], [4, 3]]) // prettier-ignore
/** How much more often the later tenths of a read are low, in eighths. */
const CYCLE_FACTORS = [3, 4, 5, 6, 7, 8, 9, 10, 12, 15]
/** A low base follows a low base this often, in 1/65536. */
const LOW_AFTER_LOW = 16_000

function fillBinned(random: Random, { top, low }: BinnedModel, qualities: Uint8Array): void {
  const cycles = qualities.length
  const share = LOW_SHARES[draw(random, READ_CLASSES)]!
  let afterLow = false
  for (let cycle = 0; cycle < cycles; cycle++) {
    const here = (share * CYCLE_FACTORS[Math.floor((cycle * 10) / cycles)]!) >> 3
    afterLow = random.next() >>> 16 < (afterLow ? Math.max(here, LOW_AFTER_LOW) : here)
    qualities[cycle] = afterLow ? draw(random, low) : top
  }
}

/** The best quality a cycle can have rises over the first cycles and falls over the last ones. */
const FIRST_CEILINGS = [34, 34, 34, 37, 37, 37, 37, 37, 39, 39, 39, 39, 39]
const LAST_CEILINGS = [41, 41, 41, 41, 41, 41, 41, 39, 36, 35]

/** Next value after each of the upper ones; what is rarer comes from LOWER. */
const UPPER: Record<number, WeightedChoice> = {
  41: weightedChoice([[41, 70], [40, 17], [39, 4], [38, 4], [37, 2], [36, 1], [35, 1], [33, 1]]), // prettier-ignore
  40: weightedChoice([[41, 45], [40, 31], [38, 9], [39, 7], [36, 3], [37, 2], [34, 1], [35, 1], [31, 1]]), // prettier-ignore
  39: weightedChoice([[39, 44], [40, 18], [38, 11], [41, 9], [37, 9], [36, 4], [35, 2], [34, 2], [30, 1]]), // prettier-ignore
  38: weightedChoice([[40, 30], [39, 23], [38, 18], [41, 8], [36, 6], [37, 5], [34, 4], [35, 3], [31, 2], [25, 1]]), // prettier-ignore
  37: weightedChoice([[37, 50], [39, 17], [36, 8], [35, 8], [38, 6], [40, 4], [34, 3], [33, 2], [30, 1], [26, 1]]), // prettier-ignore
  36: weightedChoice([[36, 36], [35, 19], [39, 12], [34, 8], [37, 8], [38, 6], [40, 5], [32, 3], [31, 2], [18, 1]]), // prettier-ignore
  35: weightedChoice([[35, 54], [34, 10], [36, 10], [37, 8], [33, 5], [39, 5], [38, 3], [32, 3], [29, 1], [20, 1]]), // prettier-ignore
  34: weightedChoice([[34, 32], [35, 18], [37, 15], [36, 9], [39, 7], [31, 5], [32, 4], [38, 4], [30, 3], [25, 2], [7, 1]]), // prettier-ignore
}
const LOWER = weightedChoice([
  [34, 14], [31, 10], [37, 10], [35, 10], [32, 9], [33, 9], [30, 8], [29, 5], [39, 4], [26, 4], [25, 3], [28, 3],
  [27, 3], [7, 3], [24, 2], [8, 2], [20, 2], [23, 1], [10, 1], [22, 1], [18, 1], [19, 1], [13, 1], [9, 1], [17, 1],
  [15, 1], [21, 1], [11, 1], [16, 1], [5, 1], [12, 1], [14, 1], [6, 1],
]) // prettier-ignore
/** Reads that lose quality for good from some cycle on, per 100,000. */
const COLLAPSE_RATE = 3000
const COLLAPSED = 2

function fillFull(random: Random, qualities: Uint8Array): void {
  const cycles = qualities.length
  const sound = random.chance(COLLAPSE_RATE) ? random.between(cycles >> 1, cycles) : cycles
  let state = 41
  for (let cycle = 0; cycle < cycles; cycle++) {
    state = draw(random, UPPER[state] ?? LOWER)
    qualities[cycle] = cycle < sound ? Math.min(state, ceiling(cycle, cycles)) : COLLAPSED
  }
}

function ceiling(cycle: number, cycles: number): number {
  return FIRST_CEILINGS[cycle] ?? LAST_CEILINGS[Math.floor((cycle * 10) / cycles)]!
}
