// A shard as a task that crosses to a pool thread and back: plain fields both ways, errors included.
import { closeSync, fstatSync, openSync } from 'node:fs'
import { FileError, type FileErrorJson } from '@genomsyn/hts'
import type { Shard } from '@genomsyn/plan'
import { countShard, type ShardResult } from './count-shard.ts'
import { cpuSecondsSince, threadCpuSeconds } from './cost.ts'
import { Kernel, type KernelSetup } from './kernel.ts'
import { ReferenceSupply } from './reference-supply.ts'
import type { ShardOutcome } from './saved-shards.ts'

/** What stays the same for all shards of a file. */
export interface FileSetup extends KernelSetup {
  /** Names this setup among those that a thread may see. */
  readonly key: string
  readonly path: string
  readonly inode: number
  readonly contigNames: readonly string[]
}

export interface CountTask {
  readonly file: FileSetup
  readonly shard: Shard
}

/** A task that is given up once its first word is not 0; shared with the thread that counts it. */
export interface StoppableTask extends CountTask {
  readonly stop: Int32Array<SharedArrayBuffer>
}

/** The counts and what they took, or what is wrong with the file. */
export type CountAnswer = { readonly outcome: ShardOutcome } | { readonly failure: FileErrorJson }

/** What a thread tells of each window as it is done. */
export interface WindowMessage {
  /** See `nameOf`. */
  readonly task: string
  /** Compressed. */
  readonly bytes: number
}

/** Tells a task from all others of a pool. */
export function nameOf({ file, shard }: CountTask): string {
  return `${file.key} ${shard.id}`
}

/** Keeps one kernel, and the last file open, from task to task. */
export class Counter {
  readonly #kernel = new Kernel()
  #key = ''
  #descriptor = -1
  #supply: ReferenceSupply | null = null

  close(): void {
    if (this.#descriptor >= 0) closeSync(this.#descriptor)
    this.#supply?.close()
    this.#supply = null
    this.#descriptor = -1
    this.#key = ''
  }

  /** Counts one shard; see `countShard`. */
  *count({ file, shard }: CountTask): Generator<number, ShardResult> {
    const supply = this.#turnTo(file)
    const { path, format, contigNames } = file
    const source = { path, format: format?.name ?? 'BAM', contigNames, descriptor: this.#descriptor, supply }
    return yield* countShard(this.#kernel, source, shard)
  }

  #turnTo(file: FileSetup): ReferenceSupply {
    if (file.key === this.#key && this.#supply !== null) return this.#supply
    this.close()
    this.#descriptor = openSync(file.path, 'r')
    if (fstatSync(this.#descriptor).ino !== file.inode) throw changed(file.path)
    this.#kernel.configure(file)
    this.#key = file.key
    this.#supply = new ReferenceSupply(file, file.reference ?? null)
    return this.#supply
  }
}

/** Runs a task to its end; `onBytes` hears of each window. */
export function answer(counter: Counter, task: CountTask, onBytes: (bytes: number) => void): CountAnswer {
  const began = threadCpuSeconds()
  try {
    const windows = counter.count(task)
    let bytes = 0
    let step = windows.next()
    for (; !step.done; step = windows.next()) {
      bytes += step.value
      onBytes(step.value)
    }
    return { outcome: { ...step.value, cost: { bytes, cpuSeconds: cpuSecondsSince(began) } } }
  } catch (error) {
    if (error instanceof FileError) return { failure: error.toJSON() }
    throw error
  }
}

function changed(path: string): FileError {
  return new FileError('changed', path, {
    problem: 'the file was replaced while it was read',
    remedy: 'run again once nothing writes to it',
  })
}
