// The simulated reads must compress like real ones. README.md says which real slices the bands come from.
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { writeBam } from '../bam/bam-writer.ts'
import { makeGenome } from '../genome/genome.ts'
import { type Library, hiseq, hiseq101, nova } from './library.ts'
import { simulateReads } from './reads.ts'
import { headerOf } from './sequencing-run.ts'

const genome = makeGenome(7, [{ name: 'chr20', length: 60_000 }])

/** Payload bytes per file byte at zlib level 6, over a sample of 38x. */
function ratioOf(library: Library): number {
  const options = { seed: 11, genome, depth: 38, library }
  let payloadBytes = 0
  let fileBytes = 0
  const deflate = (payload: Uint8Array): Uint8Array => {
    payloadBytes += payload.length
    return deflateRawSync(payload, { level: 6 })
  }
  writeBam(headerOf(options), simulateReads(options), (block) => (fileBytes += block.length), { deflate })
  return payloadBytes / fileBytes
}

describe('compression ratio', () => {
  it('of nova is within 8 % of 8.5', () => {
    expect(Math.abs(ratioOf(nova) / 8.5 - 1)).toBeLessThan(0.08)
  })

  it('of hiseq is within 8 % of 3.5', () => {
    expect(Math.abs(ratioOf(hiseq) / 3.5 - 1)).toBeLessThan(0.08)
  })

  it('of hiseq with 101 cycles is within 8 % of 3.8', () => {
    expect(Math.abs(ratioOf(hiseq101) / 3.8 - 1)).toBeLessThan(0.08)
  })
})
