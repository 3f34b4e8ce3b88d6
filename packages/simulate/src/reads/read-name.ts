// Illumina read names: instrument:run:flow cell:lane:tile:x:y.
import type { Random } from '../random/random.ts'
import type { SequencingRun } from './sequencing-run.ts'

const COORDINATE_BITS = 15
const SERIAL_MASK = 2 ** (2 * COORDINATE_BITS) - 1
/** Odd, so that multiplying permutes the serials. */
const SPREAD = 0x2545f491

export interface ReadIdentity {
  readonly name: string
  readonly readGroup: string
}

/** Names of different serials below 2^30 differ: x and y together are a permutation of the serial. */
export function drawIdentity({ random, library, readGroupIds }: SequencingRun, serial: number): ReadIdentity {
  const group = random.below(readGroupIds.length)
  const flowCell = library.flowCells[Math.floor(group / library.lanes)]!
  const lane = (group % library.lanes) + 1
  const name = `${flowCell}:${lane}:${drawTile(random)}:${coordinates(serial)}`
  return { name, readGroup: readGroupIds[group]! }
}

/** Surface, swath and tile number. */
function drawTile(random: Random): number {
  return 1000 * random.between(1, 2) + 100 * random.between(1, 6) + random.between(1, 78)
}

function coordinates(serial: number): string {
  const spread = Math.imul(serial, SPREAD) & SERIAL_MASK
  const mixed = Math.imul(spread ^ (spread >>> COORDINATE_BITS), SPREAD) & SERIAL_MASK
  return `${1000 + (mixed >>> COORDINATE_BITS)}:${1000 + (mixed & (2 ** COORDINATE_BITS - 1))}`
}
