// plan, shard and merge: each arrow a file, and together the same as count.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { baiBytes, bamBytes } from '@genomsyn/simulate'
import { describe, expect, it } from 'vitest'
import { genomsyn, genomsynProcess } from './command.ts'
import { header, headerWith, records, suiteFolder, writeReference, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const sample = writeSample(join(folder, 'sample.bam'))
const regions = join(folder, 'regions.bed')
writeFileSync(regions, 'chr1\t0\t40000\n')
const reference = writeReference(join(folder, 'genome.fa'))
const counts = ['--counts', 'wgs-depth,flags,depth,contig-depth,blocks,integrity', '--regions', regions, '--reference', reference]

/** Plans the file and counts each shard on its own; gives the paths of what they wrote. */
async function countShards(name: string, path: string, shards: number): Promise<string[]> {
  const plan = join(folder, `${name}.plan.json`)
  expect(await genomsyn('plan', path, ...counts, '--shards', `${shards}`, '--out', plan)).toMatchObject({
    exitCode: 0,
    stderr: '',
  })
  const written = (JSON.parse(readFileSync(plan, 'utf8')) as { shards: unknown[] }).shards.map(async (_, i) => {
    const out = join(folder, `${name}.${i}.json`)
    expect(await genomsynShard(plan, i, out)).toBe(0)
    return out
  })
  return await Promise.all(written)
}

async function genomsynShard(plan: string, shard: number, out: string): Promise<number | null> {
  return (await genomsynProcess(['shard', plan, '--only', `${shard}`, '--out', out])).exitCode
}

describe('plan, shard and merge', async () => {
  const shards = await countShards('whole', sample.path, 3)

  it('give what count gives', async () => {
    const { stdout } = await genomsyn('merge', ...shards.toReversed())
    expect(shards.length).toBeGreaterThan(2)
    expect(stdout).toBe((await genomsyn('count', sample.path, ...counts)).stdout)
  })

  it('miss no shard', async () => {
    const { exitCode, stderr } = await genomsyn('merge', ...shards.slice(1))
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/of its plan, shard 0 is missing; .+/)
  })

  it('count no shard twice', async () => {
    const { exitCode, stderr } = await genomsyn('merge', ...shards, shards[1]!)
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/it holds shard 1 like .+; .+/)
  })

  it('mix no plans', async () => {
    const others = await countShards('other', writeSample(join(folder, 'other.bam')).path, 3)
    const { exitCode, stderr } = await genomsyn('merge', others[0]!, ...shards.slice(1))
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/it belongs to another plan than .+; .+/)
  })

  it('refuse a shard that the plan does not have', async () => {
    const { exitCode, stderr } = await genomsyn('shard', join(folder, 'whole.plan.json'), '--only', '99')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^genomsyn: --only: the plan has no shard 99; take one from 0 to \d+\n$/)
  })

  it('refuse a file that changed since it was planned', async () => {
    const changing = writeSample(join(folder, 'changing.bam'))
    const plan = join(folder, 'changing.plan.json')
    await genomsyn('plan', changing.path, '--counts', 'flags', '--out', plan)
    writeSample(changing.path, { records: records.slice(0, 300) })
    const { exitCode, stderr } = await genomsyn('shard', plan, '--only', '0')
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/changing\.bam: the file changed since it was planned .+; .+/)
  })

  it('refuse shards whose records do not meet, as under an index of another file', async () => {
    const plan = JSON.parse(readFileSync(join(folder, 'whole.plan.json'), 'utf8')) as { shards: { start: object }[] }
    plan.shards[1]!.start = plan.shards[2]!.start
    const doctored = join(folder, 'doctored.plan.json')
    writeFileSync(doctored, JSON.stringify(plan))
    const written = plan.shards.map((_, i) => join(folder, `doctored.${i}.json`))
    for (const [i, out] of written.entries()) await genomsyn('shard', doctored, '--only', `${i}`, '--out', out)
    const { exitCode, stderr } = await genomsyn('merge', ...written)
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(
      /sample\.bam: its records do not continue from shard 0 to 1, so the index of the plan .+; .*--shards 1/,
    )
  })

  it('refuse files that are not theirs', async () => {
    const plan = await genomsyn('shard', sample.path, '--only', '0')
    const shard = await genomsyn('merge', join(folder, 'whole.plan.json'))
    expect(plan).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(/sample\.bam: this is no plan of genomsyn; .+/) as string,
    })
    expect(shard).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(/this is no result of genomsyn shard .+; .+/) as string,
    })
    expect((await genomsyn('merge', join(folder, 'absent.json'))).stderr).toMatch(/absent\.json: there is no such file; .+/)
  })

  it('refuse a plan of another version', async () => {
    const plan = JSON.parse(readFileSync(join(folder, 'whole.plan.json'), 'utf8')) as object
    const old = join(folder, 'old.plan.json')
    writeFileSync(old, JSON.stringify({ ...plan, contract: 1 }))
    expect((await genomsyn('shard', old, '--only', '0')).stderr).toMatch(
      /old\.plan\.json: the plan was made by another version .+; .+/,
    )
  })
})

describe('count', () => {
  it('reads standard input like a file', async () => {
    const piped = await genomsynProcess(['count', '-', '--counts', 'flags,depth'], { input: sample.bytes })
    expect(piped.stdout).toBe((await genomsyn('count', sample.path, '--counts', 'depth,flags')).stdout)
  })

  it('refuses a reference of other contigs', async () => {
    const path = writeSample(join(folder, 'other.bam'), {
      header: headerWith(['S1'], [...header.contigs, { name: 'chr9', length: 10 }]),
    }).path
    const { exitCode, stderr } = await genomsyn('count', path, ...counts)
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/genome\.fa: .*lacks contig chr9; .+/)
  })
})

it('a file that is out of order cannot be merged from shards', async () => {
  // Its index claims an order that the records do not have.
  const middle = Math.floor(records.length / 2)
  const swapped = [
    ...records.slice(0, middle),
    ...records.slice(middle + 1, middle + 30).toReversed(),
    ...records.slice(middle + 30),
  ]
  const path = join(folder, 'disorder.bam')
  const { bam, index } = bamBytes(header, swapped)
  writeFileSync(path, bam)
  writeFileSync(`${path}.bai`, baiBytes(index))
  const { exitCode, stderr } = await genomsyn('merge', ...(await countShards('disorder', path, 3)))
  expect(exitCode).toBe(3)
  expect(stderr).toMatch(/disorder\.bam: its records are not in coordinate order.*; count it in one part with genomsyn count/)
})
