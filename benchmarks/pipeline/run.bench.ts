// What `run` costs on top of counting: twenty samples over one pool against the same files measured back to back by `qc`.
import { execFileSync } from 'node:child_process'
import { copyFileSync, linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GENOMSYN } from '../harness/ours.ts'
import { comparePaired, ratio } from '../harness/paired.ts'
import { heading, report } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'

const SAMPLES = 20
const PAIRS = 3
const CORES = 2
/** Throughput of `run` is at least 0.95 of that of `qc`. */
const OVERHEAD_BAR = 1 / 0.95

export async function benchRun(sample: Sample): Promise<void> {
  const folder = mkdtempSync(`${sample.bam}-run-`)
  try {
    const commands = commandsIn(folder, sample)
    requireSame(folder, commands)
    const comparison = await comparePaired(commands.run, commands.qc, { pairs: PAIRS, cores: CORES })
    const row = {
      suite: 'pipeline',
      case: `genomsyn run, ${SAMPLES} samples, against qc on one after the other`,
      file: sample.character,
    }
    const bar = { kind: 'at most', value: OVERHEAD_BAR } as const
    report({ ...row, measure: 'wall, ours over theirs', value: ratio(comparison, 'wall'), bar })
    report({ ...row, measure: 'CPU time, ours over theirs', value: ratio(comparison, 'cpu') })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function announceRun(): void {
  heading('Runs over many samples')
}

interface Commands {
  readonly run: readonly string[]
  readonly qc: readonly string[]
}

/** Links of one file, which the page cache holds: what is measured is not the disk. */
function commandsIn(folder: string, { bam, regions }: Sample): Commands {
  const rows = Array.from({ length: SAMPLES }, (_, i) => `S${i},S${i}.bam`)
  for (let i = 0; i < SAMPLES; i++) {
    linkSync(bam, join(folder, `S${i}.bam`))
    copyFileSync(`${bam}.bai`, join(folder, `S${i}.bam.bai`))
  }
  const sheet = join(folder, 'sheet.csv')
  writeFileSync(sheet, `${['sample,file', ...rows].join('\n')}\n`)
  const out = join(folder, 'out')
  const options = `--regions ${regions} --workers ${CORES} --quiet`
  // The exit code of a run tells of verdicts, which are none of a benchmark's business.
  const run = `rm -rf ${out}; node ${GENOMSYN} run ${sheet} --profile ga4gh-wgs-qc-1.0 --out ${out} ${options}; test -s ${out}/run.json`
  const one = `node ${GENOMSYN} qc ${folder}/S$i.bam --cycles --read-groups --all-samples --sample S$i --out ${folder}/qc ${options} || exit 1`
  return { run: ['bash', '-c', run], qc: ['bash', '-c', `for i in $(seq 0 ${SAMPLES - 1}); do ${one}; done`] }
}

function requireSame(folder: string, commands: Commands): void {
  for (const [program = '', ...args] of [commands.run, commands.qc]) execFileSync(program, args, { stdio: 'inherit' })
  for (let i = 0; i < SAMPLES; i++) {
    const [ours, theirs] = ['out', 'qc'].map((place) => readFileSync(join(folder, place, `S${i}.genomsyn.json`), 'utf8'))
    if (ours !== theirs) throw new Error(`run and qc differ on S${i}`)
  }
}
