// npm run bench [-- name …]: runs the suites named, or all: kernels, codecs, workers, run, mosdepth, flagstat, stats, picard, cram; on the
// files named, or both: nova, hiseq.
// Ratios are medians of alternating pairs with the smallest and the largest in brackets; results are checked equal before any timing.
import { benchCodecs } from './kernels/codecs.bench.ts'
import { benchInflate } from './kernels/inflate.bench.ts'
import { announceRun, benchRun } from './pipeline/run.bench.ts'
import { announceWorkers, benchWorkers } from './pipeline/workers.bench.ts'
import { benchCram } from './rivals/cram.bench.ts'
import { benchFlagstat } from './rivals/flagstat.bench.ts'
import { benchMosdepth } from './rivals/mosdepth.bench.ts'
import { benchStats } from './rivals/stats.bench.ts'
import { benchWgsMetrics } from './rivals/wgs-metrics.bench.ts'
import { describeMachine } from './harness/machine.ts'
import { heading, saveResults } from './harness/results.ts'
import { megabytes, sample, type Sample } from './harness/samples.ts'

const rivals: Readonly<Record<string, (sample: Sample) => Promise<void>>> = {
  mosdepth: benchMosdepth,
  flagstat: benchFlagstat,
  stats: benchStats,
  picard: benchWgsMetrics,
  cram: benchCram,
}
const suites = ['kernels', 'codecs', 'workers', 'run', ...Object.keys(rivals)]

const characters = ['nova', 'hiseq'] as const

const asked = process.argv.slice(2)
const unknown = asked.find((name) => ![...suites, ...characters].includes(name))
if (unknown !== undefined) {
  process.stderr.write(`there is no suite '${unknown}'; there are ${suites.join(', ')}, for the files ${characters.join(', ')}\n`)
  process.exit(2)
}
const wantsAny = (names: readonly string[]): boolean => names.some((name) => asked.includes(name))
const wants = (name: string): boolean => !wantsAny(suites) || asked.includes(name)

const samples = characters.filter((name) => !wantsAny(characters) || asked.includes(name)).map(sample)
const machine = describeMachine()
heading(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}`)
for (const { character, bam } of samples) heading(`${character}: ${bam}, ${megabytes(bam).toFixed(0)} MB`)

if (wants('kernels')) await benchInflate(samples)
if (wants('codecs')) benchCodecs(samples)
heading('Rivals')
for (const [name, bench] of Object.entries(rivals)) {
  if (wants(name)) for (const each of samples) await bench(each)
}
if (wants('workers')) {
  announceWorkers()
  for (const each of samples) await benchWorkers(each)
}
if (wants('run')) {
  announceRun()
  for (const each of samples) await benchRun(each)
}
process.stdout.write(`\nresults in ${saveResults(new Date().toISOString().slice(0, 10), machine)}\n`)
