// Scenarios of a facility on the three samples of the demonstration, each as a user would go through it: F1, F8 and F11.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, it } from 'vitest'
import { genomsynProcess, type Outcome } from '../command.ts'
import { suiteFolder } from '../sample-files.ts'

const folder = join(suiteFolder(), 'empty')
const results = join(folder, 'genomsyn-demo', 'results')
mkdirSync(folder)
let demo: Outcome

beforeAll(async () => {
  demo = await genomsynProcess(['demo', 'facility'], { cwd: folder })
}, 60_000)

/** Runs a line as the demonstration prints it. */
async function asPrinted(line: string): Promise<Outcome> {
  const words = line.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ''))
  expect(words[0]).toBe('genomsyn')
  return await genomsynProcess(words.slice(1), { cwd: folder })
}

it('F1, first ten minutes: one command in an empty folder shows PASS, TOPUP and HOLD, each with its reason and what to do', async () => {
  expect(demo).toMatchObject({ exitCode: 11, stderr: '' })
  expect(demo.stdout).toMatch(/^GOOD +PASS +all limits of demo 1\.0\.0 are kept\n +Next: release the sample$/m)
  expect(demo.stdout).toMatch(
    /^SHALLOW +TOPUP +mean autosome coverage is 2\d\.\d+x, and at least 30x is asked for\n +Next: order [\d,]+ more/m,
  )
  expect(demo.stdout).toMatch(
    /^MIXED +HOLD +its read groups are of 2 samples: MIXED, STRANGER\n +Next: find out whose reads these are/m,
  )
  const commands = demo.stdout.split('\n').flatMap((line) => /(?:^\$ |: +)(genomsyn .+)$/.exec(line)?.[1] ?? [])
  expect(commands).toHaveLength(4)
  const codes: (number | null)[] = []
  for (const command of commands) codes.push((await asPrinted(command)).exitCode)
  expect(codes).toEqual([11, 11, 0, 0])
})

it('F8, audit: an override is logged with who and why, and one changed byte is found in its entry', async () => {
  const reason = 'enough for this question'
  await genomsynProcess(['override', results, 'SHALLOW', '--to', 'PASS', '--role', 'lab physician', '--reason', reason])
  const shown = await genomsynProcess(['audit', 'show', results])
  const place =
    shown.stdout.split('\n').findIndex((line) => line.endsWith(`TOPUP overridden to PASS by lab physician: ${reason}`)) + 1
  expect(place).toBeGreaterThan(3)
  expect((await genomsynProcess(['audit', 'verify', results])).exitCode).toBe(0)
  const log = join(results, 'audit.jsonl')
  const whole = readFileSync(log, 'utf8')
  writeFileSync(log, whole.replace(reason, 'Enough for this question'))
  const { exitCode, stderr } = await genomsynProcess(['audit', 'verify', results])
  writeFileSync(log, whole)
  expect(exitCode).toBe(3)
  expect(stderr).toBe(
    `genomsyn: ${log}: entry ${place}: its content does not have the hash it claims; restore the log from a backup; what comes after this entry is not to be trusted\n`,
  )
})

it('the first ten minutes of README.md are those that a user has', () => {
  const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8')
  const [, block = ''] = /\$ genomsyn demo facility\n(.*?)```/s.exec(readme) ?? []
  const lines = block.trim().split('\n').filter((line) => line !== '') // prettier-ignore
  expect(lines.length).toBeGreaterThan(9)
  const printed = demo.stdout.split('\n')
  expect(printed.filter((line) => lines.includes(line))).toEqual(lines)
})

interface CustomContent {
  readonly id: string
  readonly data: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

it('F11, MultiQC: what is written for it has stable keys and numbers that are not rounded', () => {
  const files = readdirSync(join(results, 'multiqc')).filter((name) => name.endsWith('_mqc.json'))
  expect(files.length).toBeGreaterThan(0)
  const contents = files.map((name) => JSON.parse(readFileSync(join(results, 'multiqc', name), 'utf8')) as CustomContent)
  const general = contents.find(({ id }) => id === 'genomsyn')!
  const rows = parse(readFileSync(join(results, 'verdicts.csv'), 'utf8'), { columns: true }) as Record<string, string>[]
  const good = rows.find(({ sample }) => sample === 'GOOD')!
  const document = JSON.parse(readFileSync(join(results, 'GOOD.genomsyn.json'), 'utf8')) as {
    extended_metrics: Record<string, number | null>
  }
  const numbers = Object.entries(general.data['GOOD']!).filter(([, value]) => typeof value === 'number')
  expect(numbers.length).toBeGreaterThan(5)
  for (const [metric, value] of numbers) {
    expect([metric, value]).toEqual([metric, document.extended_metrics[metric]])
    expect([metric, Number(good[metric])]).toEqual([metric, value])
  }
  expect(String(general.data['GOOD']!['mean_autosome_coverage'])).toMatch(/\.\d{6,}$/)
})
