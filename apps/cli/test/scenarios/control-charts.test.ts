// Scenario F7: a control over runs, charted from the command line, and what is said of tables that cannot be charted.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { genomsyn, genomsynProcess } from '../command.ts'
import { suiteFolder } from '../sample-files.ts'

const folder = suiteFolder()
const metric = 'mean_autosome_coverage'

/** Standard deviations from the centre: 20 runs in control, then 10 that lie 1.5 higher. */
const steady = [0.3, -0.8, 1.1, -0.2, 0.6, -1.4, 0.9, -0.5, 1.6, -1.1, 0.1, -0.3, 0.7, -1.7, 1.3, -0.6, 0.4, -0.9, 1.2, -0.7]
const shifted = [0.2, -0.7, 0.9, -0.3, 0.5, -1.1, 0.8, -0.4, 1.1, 0.1].map((distance) => distance + 1.5)

function table(name: string, lines: readonly string[], heading = `run,${metric}`): string {
  const path = join(folder, name)
  writeFileSync(path, `${[heading, ...lines].join('\n')}\n`)
  return path
}

const rows = (distances: readonly number[]): string[] => distances.map((distance, i) => `R${i + 1},${33 + 0.4 * distance}`)

interface Chart {
  readonly baseline: { readonly provisional: boolean; readonly limits_in_sd: { readonly three: number } }
  readonly points: readonly { readonly run: string; readonly signals: readonly string[] }[]
}

describe('F7, chart', () => {
  it('a shift of 1.5 SD after run 20 of 30 is noticed by the moving average, and not by 1_3s', async () => {
    const path = table('thirty.csv', rows([...steady, ...shifted]))
    const { exitCode, stdout } = await genomsynProcess(['chart', path, '--metric', metric])
    expect(exitCode).toBe(10)
    expect(stdout).toMatch(
      /^Baseline +the first 20 runs: centre 33\.\d\dx, SD 0\.\d\dx\nLimits +\d.+x \(3 SD\)\nState +out of control at R2\d: /m,
    )
    expect(stdout).toMatch(/^Next +find out what changed until R2\d: /m)
    const { points } = JSON.parse((await genomsyn('chart', path, '--metric', metric, '--json')).stdout) as Chart
    const signalled = (signal: string): string[] => points.filter(({ signals }) => signals.includes(signal)).map(({ run }) => run)
    expect(Number(signalled('EWMA')[0]!.slice(1))).toBeGreaterThan(20)
    expect(signalled('1_3s')).toEqual([])
    expect(points.slice(0, 20).flatMap(({ signals }) => signals)).toEqual([])
  })

  it('limits that 7 runs set are wider, between 4.8 and 7.3 SD, and labelled provisional', async () => {
    const path = table('seven.csv', rows(steady.slice(0, 7)))
    const { exitCode, stdout } = await genomsynProcess(['chart', path, '--metric', metric])
    expect(exitCode).toBe(0)
    const [, width = ''] =
      /^Limits .+ \((\d\.\d\d) SD\), provisional: 7 runs set them, and 20 make them firm$/m.exec(stdout) ?? []
    expect(Number(width)).toBeGreaterThan(4.8)
    expect(Number(width)).toBeLessThan(7.3)
    expect(stdout).toMatch(/^State +in control$/m)
  })
})

describe('a control', () => {
  it('is taken from verdicts.csv of many runs, each called by its folder', async () => {
    const paths = steady.slice(0, 6).map((distance, i) => {
      mkdirSync(join(folder, `run${i}`))
      return table(join(`run${i}`, 'verdicts.csv'), [`NA24385,PASS,${33 + distance}`, `S${i},HOLD,`], `sample,verdict,${metric}`)
    })
    const { exitCode, stdout } = await genomsyn('chart', ...paths, '--control', 'NA24385', '--metric', metric)
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^Control +NA24385: mean autosome coverage, 6 runs$/m)
    expect(stdout).toMatch(/^run5 +31\.60 /m)
  })

  const seven = rows(steady.slice(0, 7))
  it.each<[string, string[], string, string[], number, RegExp]>([
    [
      'without the metric',
      seven,
      `run,${metric}`,
      ['--metric', 'q30'],
      3,
      /there is no column q30 among run, mean_autosome_coverage; name one .+--metric$/,
    ],
    [
      'of a value that is no number',
      ['R1,33', 'R2,"33,1"'],
      `run,${metric}`,
      [],
      3,
      /at line 3: '33,1' is no number; write it with a decimal point, or take the line out$/,
    ],
    ['of a value that is missing', ['R1,33', 'R2,'], `run,${metric}`, [], 3, /at line 3: the control has no value here; .+$/],
    ['of too few runs', seven.slice(0, 4), `run,${metric}`, [], 2, /the control has 4 runs, and limits take at least 5; .+$/],
    [
      'of equal values',
      Array.from({ length: 6 }, () => 'R,33'),
      `run,${metric}`,
      [],
      3,
      /the first 6 values of the control are all the same, so they set no limits; .+$/,
    ],
    [
      'that is not named among several samples',
      ['A,1', 'B,2'],
      `sample,${metric}`,
      [],
      2,
      /--control: say which sample is the control: A, B$/,
    ],
    [
      'that no table has',
      ['A,1', 'B,2'],
      `sample,${metric}`,
      ['--control', 'C'],
      2,
      /--control: no table has a sample 'C'; they have A, B$/,
    ],
  ])('%s is refused in one sentence', async (name, lines, heading, options, code, sentence) => {
    const path = table(`${name}.csv`, lines, heading)
    const { exitCode, stdout, stderr } = await genomsyn('chart', path, '--metric', metric, ...options)
    expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: '' })
    expect(stderr.trimEnd()).toMatch(sentence)
  })
})
