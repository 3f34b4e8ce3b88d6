// Measures one CRAM under every plan: node tools/cram-invariance.mjs FOLDER. Fails when any gives other bytes than the first; the
// document stays in the folder, to be held against that of another Node.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { argv, execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { cramBytes, craiBytes, headerOf, makeGenome, nova, simulateReads } from '@genomsyn/simulate'

/** From this size on threads are used. */
const POOL_BYTES = 30 * 2 ** 20
const SHARDS = ['1', '2', '7', '64']
const WORKERS = ['1', '2', '3', '4']

const command = fileURLToPath(new URL('../apps/cli/bin/genomsyn.js', import.meta.url))
const folder = argv[2] ?? 'demo'
const cram = `${folder}/plans.cram`
mkdirSync(folder, { recursive: true })
writeSample()

const plans = [
  ...WORKERS.flatMap((workers) => SHARDS.map((shards) => [cram, '--workers', workers, '--shards', shards])),
  ...SHARDS.map((shards) => [cram, '--no-index', '--shards', shards]),
  ['-'],
]
const whole = documentOf([cram, '--workers', '1', '--shards', '1', '--no-index'])
writeFileSync(`${folder}/plans.json`, whole)
for (const plan of plans) if (documentOf(plan) !== whole) throw new Error(`qc ${plan.join(' ')} gives another document`)
console.log(`${plans.length} plans: the same bytes`)

/** Blocks are stored, not compressed: large enough for threads, yet quickly made. */
function writeSample() {
  const genome = makeGenome(3, [
    { name: 'chr1', length: 320_000 },
    { name: 'chr2', length: 190_000 },
    { name: 'chrM', length: 16_000, relativeDepth: 500 },
  ])
  const reads = { seed: 9, genome, depth: 24, library: nova, sample: 'S1' }
  const { cram: bytes, index } = cramBytes(headerOf(reads), simulateReads(reads), { method: 'raw' })
  if (bytes.length < POOL_BYTES) throw new Error(`${bytes.length} bytes are too few for threads`)
  writeFileSync(cram, bytes)
  writeFileSync(`${cram}.crai`, craiBytes(index))
}

/** @param {string[]} plan */
function documentOf(plan) {
  const input = plan[0] === '-' ? readFileSync(cram) : ''
  const options = { input, encoding: /** @type {const} */ ('utf8'), maxBuffer: 2 ** 26 }
  const { status, stdout, stderr } = spawnSync(execPath, [command, 'qc', ...plan, '--json', '--quiet'], options)
  if (status !== 0) throw new Error(stderr)
  return stdout
}
