// Counts one shard of a file: reads its bytes straight into the kernel's input window, until the kernel has seen enough.
import { readSync } from 'node:fs'
import type { PartialResult } from '@genomsyn/partial'
import type { Shard } from '@genomsyn/plan'
import { cutBlock, kernelFailure } from './failure.ts'
import type { Kernel } from './kernel.ts'

/** Where a shard's records begin and end, for its neighbours to agree with. Virtual offsets; null where there is no such record. */
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

/** What sentences about a file need. */
export interface NamedSource {
  readonly path: string
  readonly contigNames: readonly string[]
}

/** An open file. */
export interface ShardSource extends NamedSource {
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
    const length = kept + fill(kernel.input().subarray(kept), source.descriptor, offset + kept)
    const taken = feed(kernel, source, length)
    if (taken > 0) yield taken
    if (kernel.hasEnded() || length === 0) break
    if (taken === 0) throw cutBlock(source.path, offset, length)
    kernel.input().copyWithin(0, taken, length)
    kept = length - taken
    offset += taken
  }
  return finishShard(kernel, source)
}

/** Hands `length` bytes of the input window to the kernel; returns how many it took. */
export function feed(kernel: Kernel, source: NamedSource, length: number): number {
  const taken = kernel.consume(length)
  if (taken < 0) throw kernelFailure(source.path, source.contigNames, taken, kernel.report())
  return taken
}

/** Brings the counts of the shard to their places and copies them out. */
export function finishShard(kernel: Kernel, source: NamedSource): ShardResult {
  const status = kernel.finish()
  const report = kernel.report()
  if (status < 0) throw kernelFailure(source.path, source.contigNames, status, report)
  const { firstOwned, stop, reach, outOfOrder } = report
  return { partial: kernel.partial(), seam: { firstOwned, stop, reach, outOfOrder } }
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
