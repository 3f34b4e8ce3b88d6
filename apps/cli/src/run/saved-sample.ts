// What is kept of a sample between starts: its plan and finished shards while it is counted, then its counts alone.
// All of it is of one key; what was kept under another is thrown away, so that nothing of a changed input is ever added.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cost, SavedShards } from '@genomsyn/engine'
import type { Format, ReferenceSource } from '@genomsyn/hts'
import { emptyPartial, type Measurement, type PartialResult, readPartial, writePartial } from '@genomsyn/partial'
import type { Plan } from '@genomsyn/plan'
import { writeCheckpoint } from '../atomic-files.ts'
import { digestPlan, readShard, writeShard } from '../shard-file.ts'
import { version } from '../version.ts'
import { type InputIdentity, looksSame } from './input-identity.ts'

/** What counting a sample took, for whoever pays. */
export interface Metering extends Cost {
  readonly wallSeconds: number
  readonly peakMemoryBytes: number
}

export interface SavedCounts {
  readonly partial: PartialResult
  readonly metering: Metering
}

interface PlanTitle {
  readonly key: string
  readonly identity: InputIdentity
  readonly plan: Plan
}

interface CountsTitle {
  readonly key: string
  readonly identity: InputIdentity
  readonly metering: Metering
}

/** More than the first line of counts takes. */
const MAX_TITLE_BYTES = 4096

export interface Counted {
  readonly measurement: Measurement
  /** Where the bases of a CRAM are; null for a BAM. */
  readonly bases: ReferenceSource | null
}

/** Names what is counted of which input by which version. */
export function keyOf(identity: InputIdentity, counted: Counted): string {
  const { contract } = emptyPartial([], 0)
  return createHash('sha256')
    .update(JSON.stringify({ version, contract, identity, ...counted }))
    .digest('hex')
}

export class SavedSample {
  readonly #folder: string
  readonly #identity: InputIdentity
  readonly #key: string

  constructor(folder: string, identity: InputIdentity, key: string) {
    this.#folder = folder
    this.#identity = identity
    this.#key = key
  }

  /** The counts of the whole file; null when they are not complete. */
  async counts(): Promise<SavedCounts | null> {
    const [title = '', partial = ''] = (await readIfThere(countsFile(this.#folder))).split('\n')
    const { key, metering } = parse<CountsTitle>(title)
    if (key !== this.#key || metering === undefined) return null
    try {
      return { partial: readPartial(partial), metering }
    } catch {
      return null
    }
  }

  /** The plan that finished shards are of; a new one, and no shards, when there is none of this key. */
  async plan(make: () => Plan): Promise<Plan> {
    const saved = parse<PlanTitle>(await readIfThere(planFile(this.#folder)))
    if (saved.key === this.#key && saved.plan !== undefined) return saved.plan
    await this.clear()
    const plan = make()
    const title: PlanTitle = { key: this.#key, identity: this.#identity, plan }
    if (plan.shards.length > 1) await writeCheckpoint({ path: planFile(this.#folder), text: JSON.stringify(title) })
    return plan
  }

  /** A file of one shard is counted anew when it was not finished. */
  shards(plan: Plan, format: Format['name']): SavedShards | undefined {
    if (plan.shards.length === 1) return undefined
    const digest = digestPlan(plan)
    return {
      find: async (id) => {
        const path = shardFile(this.#folder, id)
        if (!existsSync(path)) return null
        const saved = await readShard(path).catch(() => null)
        return saved !== null && saved.plan === digest && saved.shard.id === id ? saved : null
      },
      save: async (id, outcome) => {
        await writeCheckpoint({
          path: shardFile(this.#folder, id),
          text: writeShard({ plan, shard: plan.shards[id]!, format }, outcome),
        })
      },
    }
  }

  /** The shards are no longer needed then. */
  async keepCounts({ partial, metering }: SavedCounts): Promise<void> {
    const title: CountsTitle = { key: this.#key, identity: this.#identity, metering }
    await writeCheckpoint({ path: countsFile(this.#folder), text: `${JSON.stringify(title)}\n${writePartial(partial)}` })
    await rm(planFile(this.#folder), { force: true })
    await rm(shardFolder(this.#folder), { recursive: true, force: true })
  }

  async clear(): Promise<void> {
    for (const path of [countsFile(this.#folder), planFile(this.#folder)]) await rm(path, { force: true })
    await rm(shardFolder(this.#folder), { recursive: true, force: true })
    await mkdir(this.#folder, { recursive: true })
  }
}

/** Bytes of the file whose counts are kept in the folder, as far as can be told without opening the file. */
export async function keptBytes(folder: string, path: string): Promise<number> {
  const counted = await countsTitle(folder)
  if (counted.identity !== undefined && (await looksSame(path, counted.identity))) return counted.identity.size
  const { identity, plan } = parse<PlanTitle>(await readIfThere(planFile(folder)))
  if (identity === undefined || plan === undefined || !(await looksSame(path, identity))) return 0
  const names = new Set(await readdir(shardFolder(folder)).catch(() => []))
  const finished = plan.shards.filter(({ id }) => names.has(`${id}.json`))
  const share = bytesOf(finished) / Math.max(1, bytesOf(plan.shards))
  return Math.floor(identity.size * share)
}

/** What counting took, null when the counts are not complete. */
export async function keptMetering(folder: string): Promise<Metering | null> {
  return (await countsTitle(folder)).metering ?? null
}

/** Without the counts, which are long. */
async function countsTitle(folder: string): Promise<Partial<CountsTitle>> {
  const handle = await open(countsFile(folder)).catch(() => null)
  if (handle === null) return {}
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(MAX_TITLE_BYTES) })
    const [title = ''] = buffer.toString('utf8', 0, bytesRead).split('\n')
    return parse<CountsTitle>(title)
  } finally {
    await handle.close()
  }
}

const planFile = (folder: string): string => join(folder, 'plan.json')
const countsFile = (folder: string): string => join(folder, 'counts.json')
const shardFolder = (folder: string): string => join(folder, 'shards')
const shardFile = (folder: string, id: number): string => join(shardFolder(folder), `${id}.json`)

function bytesOf(shards: Plan['shards']): number {
  return shards.reduce((sum, { bytes }) => sum + bytes, 0)
}

async function readIfThere(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '')
}

/** What a machine that failed left half-written is as good as nothing. */
function parse<Title>(text: string): Partial<Title> {
  try {
    return JSON.parse(text) as Partial<Title>
  } catch {
    return {}
  }
}
