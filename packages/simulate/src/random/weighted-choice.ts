// Drawing from a small weighted set with one random number and one look-up.
import type { Random } from './random.ts'

const SLOT_BITS = 12
const SLOT_COUNT = 2 ** SLOT_BITS

/** 4096 slots shared out by weight. */
export type WeightedChoice = Uint8Array

/** @param weights values (0..255) with whole-number weights; rounding favours the first ones */
export function weightedChoice(weights: readonly (readonly [value: number, weight: number])[]): WeightedChoice {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  const slots = new Uint8Array(SLOT_COUNT)
  let before = 0
  for (const [value, weight] of weights) {
    slots.fill(value, Math.floor((before * SLOT_COUNT) / total))
    before += weight
  }
  return slots
}

export function draw(random: Random, slots: WeightedChoice): number {
  return slots[random.next() >>> (32 - SLOT_BITS)]!
}
