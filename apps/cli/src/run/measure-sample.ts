// One sample of a run: its file counted over the pool that all share, or its counts as an earlier start left them; then its metrics.
import { type Executor } from '@genomsyn/engine'
import {
  type AlignmentFile,
  checkReference,
  openAlignmentFile,
  type Reference,
  type ReferenceSource,
  withContainers,
} from '@genomsyn/hts'
import type { Measurement } from '@genomsyn/partial'
import { chooseShardCount, planFile } from '@genomsyn/plan'
import type { SampleResult } from '@genomsyn/standard'
import { documentMeasurement } from '../measurement.ts'
import { everyDetail } from '../options/detail.ts'
import type { ReferenceOptions } from '../options/reference.ts'
import { basesOf } from '../reference-bases.ts'
import { type SampleFacts, sampleResult } from '../sample-result.ts'
import type { SheetSample } from '../sheet/sample-sheet.ts'
import { chooseTerritory } from '../territory.ts'
import type { Turn } from './backlog.ts'
import { identify } from './input-identity.ts'
import { Meter } from './meter.ts'
import type { RunFolder } from './run-folder.ts'
import { keyOf, type SavedCounts, SavedSample } from './saved-sample.ts'

/** What the samples of a run share while they are measured. */
export interface Measuring {
  readonly folder: RunFolder
  readonly executor: Executor
  readonly workers: number
  /** Null when none was given. */
  readonly reference: Reference | null
  /** Where else the bases of a CRAM may be. */
  readonly basesFrom: Pick<ReferenceOptions, 'referenceCache'>
  readonly regions?: string | undefined
  readonly allowMissingEof?: boolean | undefined
  /** By the size of each file when undefined. */
  readonly shards?: number | undefined
}

/** A file's part of what waits and of what is shown. */
export interface Watch {
  readonly turn: Turn
  /** So many more compressed bytes are read. */
  onBytes(bytes: number): void
}

/**
 * Bytes of the largest shard: about what is lost when a worker is killed, and what it may take to notice that a file is bad. A worker
 * counts 512 MB in 5 to 10 s; a shard more costs 1 to 3 ms.
 */
const MAX_SHARD_BYTES = 512 * 2 ** 20

/** @throws FileError when the file is bad, or the reference or the regions do not fit it */
export async function measureSample(expected: SheetSample, measuring: Measuring, watch: Watch): Promise<SampleResult> {
  const { allowMissingEof = false } = measuring
  const file = await openAlignmentFile(expected.path, { allowMissingEof })
  const facts = await factsOf(expected, file, measuring)
  const measurement = documentMeasurement(facts.territory, { all: file.header.readGroups, picked: facts.readGroups }, everyDetail)
  const bases = await basesOf(file, measuring.basesFrom, measuring.reference)
  const identity = await identify(file)
  const saved = new SavedSample(measuring.folder.kept(expected.sample), identity, keyOf(identity, { measurement, bases }))
  const { partial } = (await saved.counts()) ?? (await count({ file, measurement, bases, saved }, measuring, watch))
  const { format, header, eofMarker, size } = file
  return sampleResult({ format, header, partial, eofMarker, size }, facts)
}

/** The sheet names the sample: read groups of others are counted with it, and its verdict tells. */
async function factsOf({ path, sample }: SheetSample, { header }: AlignmentFile, measuring: Measuring): Promise<SampleFacts> {
  const { reference, regions, allowMissingEof: missingEofAllowed = false } = measuring
  if (reference !== null) checkReference({ path, header }, reference)
  const territory = await chooseTerritory(header, regions, reference)
  return { sample, territory, reference, readGroups: null, missingEofAllowed }
}

interface Uncounted {
  readonly file: AlignmentFile
  readonly measurement: Measurement
  /** Where the bases of a CRAM are; null for a BAM. */
  readonly bases: ReferenceSource | null
  readonly saved: SavedSample
}

async function count({ file, measurement, bases, saved }: Uncounted, measuring: Measuring, watch: Watch): Promise<SavedCounts> {
  const { executor, workers, shards = shardCount(file.size, workers) } = measuring
  const indexed = shards === 1 ? file : await withContainers(file)
  const plan = await saved.plan(() => planFile(indexed, measurement, shards, bases))
  const meter = new Meter()
  watch.turn.planned(plan.shards.length)
  const partial = await executor.execute(indexed, plan, {
    saved: saved.shards(plan, file.format.name),
    onBytes: (bytes) => {
      meter.look()
      watch.onBytes(bytes)
    },
    onShard: ({ cost }) => {
      meter.add(cost)
      watch.turn.done()
    },
  })
  const counts = { partial, metering: meter.read() }
  await saved.keepCounts(counts)
  return counts
}

/** How many shards a file of so many bytes is cut into. */
export function shardCount(bytes: number, workers: number): number {
  return Math.max(chooseShardCount(bytes, workers), Math.ceil(bytes / MAX_SHARD_BYTES))
}
