// genomsyn chart: the values of a control over runs → whether the process changed, by limits that the first of them set.
import { FileError, UsageError } from '@genomsyn/hts'
import { controlChart, FEWEST, FIRM } from '@genomsyn/standard'
import { formatChart, outOfControl, summariseChart } from '@genomsyn/writers'
import { Command } from 'commander'
import { readControlValues } from '../chart/control-values.ts'
import { wholeNumber } from '../options/whole-number.ts'
import { print } from '../standard-output.ts'

const EXAMPLES = `
Examples:
  genomsyn chart 2026-W*/verdicts.csv --control NA24385 --metric mean_autosome_coverage
  genomsyn chart control.csv --metric pct_reads_duplicate --baseline 30

A table has a column named as the metric, and may have the columns run and sample. The first ${FIRM} runs set centre and limits; with
fewer the limits are wider and provisional.

Exit codes: 0 in control, 10 out of control`

const OUT_OF_CONTROL = 10

interface ChartOptions {
  readonly metric: string
  readonly control?: string
  readonly baseline: number
  readonly json?: boolean
}

export function command(exitWith: (code: number) => void): Command {
  return new Command('chart')
    .description('chart a control over runs: Levey-Jennings limits, Westgard rules and a moving average')
    .argument('<tables...>', 'verdicts.csv of runs in their order, or tables of your own')
    .requiredOption('--metric <id>', 'column of the tables to chart')
    .option('--control <name>', 'sample that is the control; needed where the tables have several')
    .option('--baseline <n>', 'how many of the first runs set the limits', wholeNumber('--baseline', FEWEST), FIRM)
    .option('--json', 'print every number instead of the summary')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: ChartOptions) => exitWith(await chart(paths, options)))
}

async function chart(paths: readonly string[], options: ChartOptions): Promise<number> {
  const { metric, baseline, json = false } = options
  const { control, points } = await readControlValues(paths, metric, options.control)
  if (points.length < FEWEST)
    throw new UsageError(
      'chart',
      `the control has ${points.length} runs, and limits take at least ${FEWEST}; chart it when there are more`,
    )
  const charted = controlChart(points, baseline)
  if (charted === null) throw noSpread(paths, Math.min(baseline, points.length))
  const named = { ...charted, control, metric }
  await print(json ? formatChart(named) : summariseChart(named))
  return outOfControl(named).length > 0 ? OUT_OF_CONTROL : 0
}

function noSpread(paths: readonly string[], count: number): FileError {
  const problem = `the first ${count} values of the control are all the same, so they set no limits`
  return new FileError('sheet-bad', paths[0]!, { problem, remedy: 'chart a metric that varies, or more runs with --baseline' })
}
