// The samples of a run, measured over one pool and judged; then the files of the run. What was counted before is not counted again.
import { type Executor, localExecutor, POOL_BYTES } from '@genomsyn/engine'
import type { Reference } from '@genomsyn/hts'
import type { Profile } from '@genomsyn/standard'
import type { RunRecord, SampleRecord } from '@genomsyn/writers'
import { AuditLog } from '../audit/log.ts'
import { type Progress, showProgress } from '../progress.ts'
import { scanReference } from '../reference-scan.ts'
import type { SheetSample } from '../sheet/sample-sheet.ts'
import { sayIfStopped } from '../stop.ts'
import { feed, type Sized } from './feed.ts'
import { type Judging, judgeSample } from './judge-sample.ts'
import { logVerdict } from './logged-verdict.ts'
import { keepRequest, type RunRequest } from './request.ts'
import { writeRunFiles } from './run-files.ts'
import type { RunFolder } from './run-folder.ts'
import { forgetRecord, keepRecord } from './sample-record.ts'
import { sizedFiles } from './sized-files.ts'

/** How to run; nothing of it can be seen in the results. */
export interface Running {
  readonly workers: number
  readonly shards?: number | undefined
  readonly quiet?: boolean | undefined
  /** Counts what is not counted yet; unless given, threads of this process. */
  readonly executor?: Executor | undefined
}

export interface RunWork {
  readonly folder: RunFolder
  readonly request: RunRequest
  readonly profile: Profile
  /** Those of the request that are to be measured and judged now; of the others is kept what there is. */
  readonly samples: readonly SheetSample[]
}

/** @throws FileError when the reference is bad, or the folder cannot be written to */
export async function runSamples(work: RunWork, running: Running): Promise<RunRecord> {
  const { folder, request, samples } = work
  return await folder.owned(async () => {
    const reference = await scanReference({ ...request.measuring, ...(running.quiet ? { quiet: true } : {}) })
    await keepRequest(folder, request, work.profile)
    for (const { sample } of samples) await forgetRecord(folder.kept(sample))
    const files = await sizedFiles(folder, samples, running)
    await judgeAll(files, { work, running, reference })
    return await writeRunFiles(folder, request)
  })
}

interface Everything {
  readonly work: RunWork
  readonly running: Running
  readonly reference: Reference | null
}

async function judgeAll(files: readonly Sized<SheetSample>[], { work, running, reference }: Everything): Promise<void> {
  const { folder, request, profile } = work
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const workers = total < POOL_BYTES ? 1 : running.workers
  const { executor = localExecutor(workers, 0) } = running
  const { measuring } = request
  const where = { ...measuring, basesFrom: measuring, reference }
  const judging: Judging = { ...where, folder, profile, executor, workers, shards: running.shards }
  const log = new AuditLog(folder.auditFile)
  const shown = new ShownRun(files.length, total, running.quiet)
  try {
    await feed(files, workers, async (expected, turn) => {
      const { bytes } = files.find(({ item }) => item === expected)!
      const record = await shown.during(bytes, async (onBytes) => await judgeSample(expected, judging, { turn, onBytes }))
      await keepRecord(folder.kept(expected.sample), record)
      await logVerdict({ log, folder, profile: request.profile }, record)
    })
  } finally {
    shown.end()
    await executor.close()
  }
}

/** A bar over all samples, and what to say when the run is stopped. */
class ShownRun {
  readonly #count: number
  readonly #total: number
  readonly #progress: Progress
  #samples = 0
  #bytes = 0

  constructor(count: number, total: number, quiet: boolean | undefined) {
    this.#count = count
    this.#total = total
    this.#progress = showProgress(this.#label(), quiet)
    sayIfStopped(() => `genomsyn: stopped; ${this.#label()} done, and the same command goes on from here`)
  }

  /** Work on a sample of so many bytes, which are done when it is, whatever was read of them. */
  async during(bytes: number, work: (onBytes: (bytes: number) => void) => Promise<SampleRecord>): Promise<SampleRecord> {
    let told = 0
    const reach = (to: number): void => {
      this.#bytes += to - told
      told = to
      this.#progress.reach(this.#bytes, Math.max(1, this.#total))
    }
    const record = await work((more) => reach(Math.min(bytes, told + more)))
    reach(bytes)
    this.#samples++
    this.#progress.rename(this.#label())
    return record
  }

  end(): void {
    this.#progress.end()
    sayIfStopped(() => null)
  }

  #label(): string {
    return `${this.#samples} of ${this.#count} samples`
  }
}
