// Counts one shard of a file: reads its bytes straight into the kernel's input window, until the kernel has seen enough.
import { readSync } from 'node:fs'
import type { PartialResult } from '@genomsyn/partial'
import type { Shard } from '@genomsyn/plan'
import { cutBlock, kernelFailure, type NamedSource } from './failure.ts'
import type { Kernel } from './kernel.ts'
import type { ReferenceSupply } from './reference-supply.ts'

/** Where a shard's records begin and end, for its neighbours to agree with. Places as record-place.ts has them; null where there is no such record. */
export interface Seam {
  /** First record the shard owns. */
  readonly firstOwned: bigint | null
  /** First record behind the shard. */
  readonly stop: bigint | null
  /** First record that reaches behind the shard's end. */
  readonly reach: bigint | null
  /** Whether a record came before its predecessor. */
  readonly outOfOrder: boolean
}

export interface ShardResult {
  readonly partial: PartialResult
  readonly seam: Seam
}

/** A file with the bases of its reference. */
export interface SuppliedSource extends NamedSource {
  readonly supply: ReferenceSupply
}

/** An open file. */
export interface ShardSource extends SuppliedSource {
  readonly descriptor: number
}

/**
 * Counts `shard` with a configured kernel; yields the compressed bytes of each window as it is done, so that the caller may
 * report them, let others have their turn, or stop.
 * @throws FileError when the file is damaged
 */
export function* countShard(kernel: Kernel, source: ShardSource, shard: Shard): Generator<number, ShardResult> {
  kernel.open(shard)
  let offset = shard.start.block
  let kept = 0
  for (;;) {
    const added = fill(kernel.input().subarray(kept), source.descriptor, offset + kept)
    const length = kept + added
    const taken = feed(kernel, source, length)
    if (taken > 0) yield taken
    if (kernel.hasEnded() || length === 0) break
    // A container larger than the window has made it wider: there is room for more of it now.
    if (taken === 0 && added === 0) throw cutBlock(source, offset, length)
    kernel.input().copyWithin(0, taken, length)
    kept = length - taken
    offset += taken
  }
  return finishShard(kernel, source)
}

/** Hands `length` bytes of the input window to the kernel; returns how many it took. */
export function feed(kernel: Kernel, source: SuppliedSource, length: number): number {
  const taken = kernel.consume(length, (request) => source.supply.basesFor(request))
  if (taken < 0) throw kernelFailure(source, taken, kernel.report())
  return taken
}

/** Brings the counts of the shard to their places and copies them out. */
export function finishShard(kernel: Kernel, source: NamedSource): ShardResult {
  const status = kernel.finish()
  const report = kernel.report()
  if (status < 0) throw kernelFailure(source, status, report)
  const { firstOwned, stop, reach, outOfOrder, basesMissing } = report
  const partial = basesMissing ? { ...kernel.partial(), basesMissing } : kernel.partial()
  return { partial, seam: { firstOwned, stop, reach, outOfOrder } }
}

/** Reads until the window is full or the file ends. */
function fill(window: Uint8Array, descriptor: number, offset: number): number {
  let length = 0
  while (length < window.length) {
    const bytes = readSync(descriptor, window, length, window.length - length, offset + length)
    if (bytes === 0) break
    length += bytes
  }
  return length
}
