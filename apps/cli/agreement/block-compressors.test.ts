// Blocks of method bzip2 and lzma as the commands of these names write them, over real names, qualities and tags.
// Not part of `npm test`: it runs bzip2, xz and samtools.
import { execFileSync } from 'node:child_process'
import { type Codecs, compileKernel, loadCodecs } from '@genomsyn/testkit'
import { beforeAll, describe, expect, it } from 'vitest'
import { Comparisons } from './comparisons.ts'
import { dataPath } from './shared-data.ts'

const BZIP2 = 2
const LZMA = 3
const LIMIT = 64 * 2 ** 20

const compared = new Comparisons()
const file = dataPath('real-wgs/NA12878_S1.chr20.10_10p1mb.bam')
const text = execFileSync('samtools', ['view', file], { maxBuffer: LIMIT, encoding: 'latin1' }).trimEnd().split('\n')

const contents: Readonly<Record<string, Buffer>> = {
  names: column(0, 1),
  CIGARs: column(5, 6),
  sequences: column(9, 10),
  qualities: column(10, 11),
  tags: column(11, Infinity),
  'one byte': Buffer.from('A'),
  'zeros, in runs longer than any code for them': Buffer.alloc(5_000_000),
  'a repeated word': Buffer.from('genome'.repeat(100_000)),
}

/** Command lines whose output a block of the method may be. */
const commands: readonly (readonly [method: number, command: string])[] = [
  [BZIP2, 'bzip2 -1'],
  [BZIP2, 'bzip2 -9'],
  [LZMA, 'xz -0 --check=crc32'],
  [LZMA, 'xz -6 --check=crc32'],
  [LZMA, 'xz -9e --check=crc64'],
  [LZMA, 'xz -1 --check=none --block-size=100000'],
  [LZMA, 'xz --check=sha256 --lzma2=preset=1,lc=0,lp=4,pb=4'],
  [LZMA, 'xz --lzma2=preset=1,lc=4,lp=0,pb=0 -T2'],
]

describe.each(Object.entries(contents))('%s', (_, bytes) => {
  let codecs: Codecs

  beforeAll(async () => {
    const project = new URL('../../../kernels/codecs/', import.meta.url)
    codecs = await loadCodecs(await compileKernel(project, 'test/assembly/codecs.ts', 'release'))
  })

  it.each(commands)('of method %i as `%s` writes it', (method, command) => {
    const [program = '', ...options] = command.split(' ')
    const stream = execFileSync(program, options, { input: bytes, maxBuffer: LIMIT })
    const decoded = codecs.decodeBlock(method, stream, bytes.length)
    const { status, keptToOutput, releasedScratch } = decoded
    expect({ status, keptToOutput, releasedScratch }).toEqual({ status: bytes.length, keptToOutput: true, releasedScratch: true })
    compared.agree({ bytes: Buffer.compare(decoded.bytes, bytes) }, { bytes: 0 })
  })
})

compared.atLeast(64)

/** These columns of all reads, without the ends of lines, as CRAM's data series have them. */
function column(from: number, to: number): Buffer {
  return Buffer.from(text.map((line) => line.split('\t').slice(from, to).join('\t')).join(''), 'latin1')
}
