// Every codec of CRAM blocks in bytes per second of output, against the library that htslib uses, on the same blocks of real qualities and
// read names. What the library writes and what the kernels make of it is compared before any timing.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { samtools } from '@genomsyn/testkit'
import { spread } from '../harness/paired.ts'
import { heading, report, reportAbsent } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'
import { type CodecBlocks, loadBlocks } from './codec-blocks.ts'

interface Case {
  readonly name: string
  readonly method: number
  /** Level, order and flags, or strategy, as the library takes it. */
  readonly option: number
  readonly of: 'qualities' | 'names'
  /** Our speed over the library's, at least. */
  readonly bar: number
}

const SCALAR = 0.9
/** Against the library's AVX2: WebAssembly has vectors of half the width and no gather. */
const VECTORS = 0.5
const N32 = 4

const cases: readonly Case[] = [
  { name: 'gzip -6', method: 1, option: 6, of: 'qualities', bar: SCALAR },
  { name: 'bzip2 -9', method: 2, option: 9, of: 'qualities', bar: SCALAR },
  { name: 'lzma -5', method: 3, option: 5, of: 'qualities', bar: SCALAR },
  { name: 'rANS 4x8, order 0', method: 4, option: 0, of: 'qualities', bar: SCALAR },
  { name: 'rANS 4x8, order 1', method: 4, option: 1, of: 'qualities', bar: SCALAR },
  { name: 'rANS Nx16, order 0', method: 5, option: 0, of: 'qualities', bar: SCALAR },
  { name: 'rANS Nx16, order 1', method: 5, option: 1, of: 'qualities', bar: SCALAR },
  { name: 'rANS Nx16, order 0, 32 states', method: 5, option: N32, of: 'qualities', bar: VECTORS },
  { name: 'rANS Nx16, order 1, 32 states', method: 5, option: N32 | 1, of: 'qualities', bar: VECTORS },
  { name: 'rANS Nx16, PACK, RLE, order 1', method: 5, option: 193, of: 'qualities', bar: SCALAR },
  { name: 'adaptive arithmetic, order 0', method: 6, option: 0, of: 'qualities', bar: SCALAR },
  { name: 'adaptive arithmetic, order 1', method: 6, option: 1, of: 'qualities', bar: SCALAR },
  { name: 'fqzcomp, strategy 0', method: 7, option: 0, of: 'qualities', bar: SCALAR },
  { name: 'name tokeniser, rANS', method: 8, option: 5, of: 'names', bar: SCALAR },
  { name: 'name tokeniser, arithmetic', method: 8, option: 15, of: 'names', bar: SCALAR },
]

/** Reads of a slice, as samtools has them, and reads in all. */
const SLICE_READS = 10_000
const READS = 30_000
const COLUMNS = { names: 1, qualities: 11 } as const
const ROUNDS = 5
const PASSES = 4

export function benchCodecs(samples: readonly Sample[]): void {
  heading('Codecs of CRAM blocks, bytes of output per second')
  const folder = mkdtempSync(join(tmpdir(), 'codecs-'))
  try {
    if (samtools.version() === null) return reportAbsent('samtools, which gives the reads')
    const native = compileNative(folder)
    if (native === null) return reportAbsent('htscodecs, libdeflate, libbz2 and liblzma with their headers, or a C compiler')
    for (const sample of samples) for (const each of cases) againstLibrary(each, sample, { native, folder })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function againstLibrary(each: Case, sample: Sample, { native, folder }: { native: string; folder: string }): void {
  const file = join(folder, 'blocks')
  const lines = linesOf(sample, COLUMNS[each.of], folder)
  execFileSync(native, ['encode', String(each.method), String(each.option), String(SLICE_READS), lines, file])
  const blocks = loadBlocks(file)
  if (blocks === null) return reportAbsent(`method ${each.method} of the kernels (${each.name})`)
  const theirs = (): number[] => runNative(native, file, each)
  requireEqual(blocks, theirs(), each)
  const ratios = Array.from({ length: ROUNDS }, () => bestPass(blocks) / theirs()[0]!)
  report({
    suite: 'codecs',
    case: `${each.name}, against the library`,
    file: sample.character,
    measure: 'speed, ours over theirs',
    value: spread(ratios),
    bar: { kind: 'at least', value: each.bar },
  })
}

/** Bytes per second, bytes, CRC-32. */
function runNative(native: string, file: string, { option, method }: Case): number[] {
  const avx2 = method === 5 && (option & N32) !== 0 ? ['avx2'] : []
  return execFileSync(native, ['decode', file, String(PASSES), ...avx2], { encoding: 'utf8' })
    .split(' ')
    .map(Number)
}

function requireEqual(blocks: CodecBlocks, [, bytes, crc]: readonly number[], { name }: Case): void {
  blocks.decode()
  if (blocks.bytes !== bytes || blocks.crc() !== crc)
    throw new Error(`${name}: the library and the kernel decode different bytes`)
}

/** CPU time, as the native program has it: other load on the machine changes it little. */
function bestPass(blocks: CodecBlocks): number {
  let best = 0
  for (let pass = 0; pass <= PASSES; pass++) {
    const start = process.cpuUsage()
    blocks.decode()
    const { user, system } = process.cpuUsage(start)
    best = Math.max(best, (blocks.bytes * 1e6) / (user + system))
  }
  return best
}

/** A file with this column of the first reads, a line each. */
function linesOf({ bam, character }: Sample, column: number, folder: string): string {
  const file = join(folder, `${character}.${column}`)
  execFileSync('bash', ['-c', `samtools view "$1" | head -${READS} | cut -f${column} > "$2"`, 'bash', bam, file])
  return file
}

function compileNative(folder: string): string | null {
  const source = fileURLToPath(new URL('../../native/htscodecs-blocks.c', import.meta.url))
  const program = join(folder, 'blocks-native')
  // The headers of htscodecs are not needed, and so its library has no name without a version.
  const libraries = ['-l:libhtscodecs.so.2', '-ldeflate', '-lbz2', '-llzma']
  try {
    execFileSync('cc', ['-O2', '-o', program, source, ...libraries], { stdio: 'ignore' })
  } catch {
    return null
  }
  return program
}
