// Inflate and CRC-32 in bytes per second of output, by themselves and against libdeflate on the same blocks.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import benny from 'benny'
import { spread } from '../harness/paired.ts'
import { heading, report, reportAbsent } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'
import { type Kernels, loadKernels, SLICE_BYTES } from './kernels.ts'

/** Native speed at least, on binned and on full qualities. */
const BARS = { nova: 0.95, hiseq: 1.02 } as const
const ROUNDS = 9
const PASSES = 6

export async function benchInflate(samples: readonly Sample[]): Promise<void> {
  heading('Kernels, bytes of output per second')
  const native = compileNative()
  if (native === null) reportAbsent('libdeflate with its header, or a C compiler')
  for (const sample of samples) {
    const kernels = loadKernels(sample.bam)
    await timeAlone(sample, kernels)
    if (native !== null) againstLibdeflate(sample, kernels, native)
  }
}

async function timeAlone(sample: Sample, kernels: Kernels): Promise<void> {
  const inflated = Number(kernels.inflate())
  if (inflated === 0 || kernels.inflateAndCheck() === 0n) throw new Error(`${sample.bam}: a block is damaged`)
  const bytes = { inflate: inflated, 'inflate and CRC-32': inflated, 'CRC-32': kernels.bytes }
  const summary = await benny.suite(
    sample.character,
    benny.add('inflate', () => void kernels.inflate()),
    benny.add('inflate and CRC-32', () => void kernels.inflateAndCheck()),
    benny.add('CRC-32', () => void kernels.crc()),
  )
  for (const { name, ops, margin } of summary.results) {
    const speed = (ops * bytes[name as keyof typeof bytes]) / 1e6
    const value = { median: speed, min: speed * (1 - margin / 100), max: speed * (1 + margin / 100) }
    report({ suite: 'kernels', case: name, file: sample.character, measure: 'MB/s', value })
  }
}

/** Alternating rounds, each side's best pass: a ratio that other load on the machine changes little. */
function againstLibdeflate({ bam, character }: Sample, kernels: Kernels, native: string): void {
  const ratios = Array.from({ length: ROUNDS }, () => {
    const ours = bestPass(kernels)
    const [theirs = 0, bytes = 0] = execFileSync(native, [bam, String(SLICE_BYTES), String(PASSES)], { encoding: 'utf8' })
      .split(' ')
      .map(Number)
    if (bytes !== Number(kernels.inflate())) throw new Error('libdeflate and the kernel inflate different blocks')
    return ours / theirs
  })
  const bar = { kind: 'at least', value: BARS[character] } as const
  report({
    suite: 'kernels',
    case: 'inflate against libdeflate',
    file: character,
    measure: 'speed, ours over theirs',
    value: spread(ratios),
    bar,
  })
}

function bestPass(kernels: Kernels): number {
  let best = 0
  for (let pass = 0; pass < PASSES; pass++) {
    const start = performance.now()
    const bytes = Number(kernels.inflate())
    best = Math.max(best, (bytes * 1000) / (performance.now() - start))
  }
  return best
}

/** The native program, or null where it cannot be compiled. */
function compileNative(): string | null {
  const source = fileURLToPath(new URL('../../native/libdeflate-blocks.c', import.meta.url))
  const program = join(mkdtempSync(join(tmpdir(), 'libdeflate-')), 'blocks')
  try {
    execFileSync('cc', ['-O2', '-o', program, source, '-ldeflate'], { stdio: 'ignore' })
  } catch {
    return null
  }
  return existsSync(program) ? program : null
}
