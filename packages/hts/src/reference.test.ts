import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { bgzfBlock, deflateAtLevel, EOF_BLOCK } from '@genomsyn/simulate'
import { describe, expect, it } from 'vitest'
import { makeScratch } from '../test/scratch.ts'
import { aliasOf } from './contig-names.ts'
import type { Contig } from './alignment-header.ts'
import { noCallIntervals, openReference, type Reference, type ScanProgress } from './reference.ts'
import { checkReference } from './reference-check.ts'

const scratch = makeScratch()
const md5 = (sequence: string): string => createHash('md5').update(sequence).digest('hex')
const text = '>chr1 first\nNNNNacgt\nACGT\n>chrM\nACGTNacgt\n>decoy\nAC\n'
const plain = scratch.write('GRCh38.fa', text)

/** Error message without the folder. */
async function refusal(path: string): Promise<string> {
  const error = await openReference(path).then(
    () => expect.fail(`${path} was opened`),
    (reason: Error) => reason,
  )
  return error.message.replaceAll(`${scratch.folder}/`, '')
}

describe('openReference', () => {
  it('gives name, contigs with MD5, and no-calls', async () => {
    const reference = await openReference(plain)
    expect(reference).toMatchObject({ path: plain, name: 'GRCh38' })
    expect(reference.contigs).toEqual([
      { name: 'chr1', length: 12, md5: md5('NNNNACGTACGT') },
      { name: 'chrM', length: 9, md5: md5('ACGTNACGT') },
      { name: 'decoy', length: 2, md5: md5('AC') },
    ])
    expect(reference.noCalls('chr1')).toEqual([{ start: 0, end: 4 }])
    expect(reference.noCalls('decoy')).toEqual([])
    expect(reference.noCalls('unknown')).toEqual([])
  })

  it('reads gzip and BGZF of several blocks alike', async () => {
    const half = text.length >> 1
    const blocks = [text.slice(0, half), text.slice(half)].map((part) => bgzfBlock(Buffer.from(part), deflateAtLevel(6)))
    const { contigs } = await openReference(plain)
    expect((await openReference(scratch.write('b.fasta.gz', Buffer.concat([...blocks, EOF_BLOCK])))).contigs).toEqual(contigs)
    expect((await openReference(scratch.write('g.fna.gz', gzipSync(text)))).contigs).toEqual(contigs)
  })

  it('finds contigs by either spelling', async () => {
    const reference = await openReference(plain)
    expect(reference.find('1')?.name).toBe('chr1')
    expect(reference.find('MT')?.name).toBe('chrM')
    expect(reference.find('2')).toBeUndefined()
    expect(reference.noCalls('MT')).toEqual([{ start: 4, end: 5 }])
  })

  it('reports its progress up to the size of the file', async () => {
    const seen: ScanProgress[] = []
    const path = scratch.write('long.fa', `>a\n${'ACGT\n'.repeat(500_000)}`)
    const reference = await openReference(path, (done) => seen.push(done))
    expect(reference.contigs[0]?.length).toBe(2_000_000)
    expect(seen.length).toBeGreaterThan(1)
    expect(seen.at(-1)).toEqual({ bytes: 2_500_003, totalBytes: 2_500_003 })
  })

  it('ends the process with 4 when the file is missing, so that a scheduler tries again', async () => {
    await expect(openReference(scratch.path('gone.fa'))).rejects.toMatchObject({ code: 'reference-missing', exitCode: 4 })
  })

  it.each([
    ['empty.fa', '', 'empty.fa: the file is empty; '],
    ['text.fa', 'hello\n', "text.fa: at line 1: not a FASTA file (it looks like plain text): it does not begin with '>'; "],
    [
      'reads.fa',
      '@r1\nACGT\n+\nIIII\n',
      'reads.fa: at line 1: not a FASTA file (it looks like FASTQ): a character here belongs to no sequence; ',
    ],
    ['twice.fa', '>a\nAC\n\n>b\nAC\n>a\nGT\n', 'twice.fa: at line 6: there is a second sequence named a; '],
    ['odd.fa', '>a\nAC\nA#\n', 'odd.fa: at line 3: a character here belongs to no sequence; '],
  ])('refuses %s and names the line', async (name, content, message) => {
    expect(await refusal(scratch.write(name, content))).toBe(`${message}give the FASTA file that the reads were aligned to`)
    if (content !== '')
      expect(await refusal(scratch.write(`${name}.gz`, gzipSync(content)))).toContain(message.slice(name.length))
  })

  it('refuses gzip data that are cut short or damaged', async () => {
    const whole = gzipSync(text)
    expect(await refusal(scratch.write('cut.fa.gz', whole.subarray(0, -12)))).toMatch(
      /^cut\.fa\.gz: its gzip data are damaged or cut short/,
    )
    whole[whole.length - 6]! ^= 1
    expect(await refusal(scratch.write('bad.fa.gz', whole))).toMatch(/^bad\.fa\.gz: its gzip data are damaged or cut short/)
  })
})

describe('noCallIntervals', () => {
  it('numbers contigs as the alignment file does', async () => {
    const reference = await openReference(plain)
    const contigs = ['MT', 'unknown', 'chr1'].map((name) => ({ name, length: 1 }))
    expect(noCallIntervals(reference, contigs)).toEqual([
      { contig: 0, start: 4, end: 5 },
      { contig: 2, start: 0, end: 4 },
    ])
  })
})

describe('checkReference', () => {
  const check = (reference: Reference, contigs: readonly Contig[]): ReturnType<typeof checkReference> =>
    checkReference(
      { path: 'a.bam', header: { text: '', contigs, readGroups: [], programs: [], sortOrder: 'unknown' } },
      reference,
    )

  it('passes equal names, lengths and MD5s, and further contigs in the reference', async () => {
    const reference = await openReference(plain)
    expect(check(reference, [{ name: 'chrM', length: 9 }, reference.contigs[0]!])).toEqual([])
  })

  it('names the contigs that the reference spells differently', async () => {
    const reference = await openReference(plain)
    const contigs = [
      { name: '1', length: 12 },
      { name: 'MT', length: 9 },
      { name: 'decoy', length: 2 },
    ]
    expect(check(reference, contigs)).toEqual([
      { header: '1', reference: 'chr1' },
      { header: 'MT', reference: 'chrM' },
    ])
  })

  const remedy = '; give the FASTA file that the reads were aligned to'
  it.each([
    [
      [{ name: 'chr1', length: 13 }],
      `at contig chr1: the reference does not fit a.bam: it has 12 bases, the header says 13${remedy}`,
    ],
    [
      [{ name: 'decoy', length: 2, md5: md5('AG') }],
      `at contig decoy: the reference does not fit a.bam: its MD5 is ${md5('AC')}, the header says ${md5('AG')}${remedy}`,
    ],
    [[{ name: 'chr2', length: 5 }], `the reference does not fit a.bam: it lacks contig chr2${remedy}`],
    [
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ name, length: 5 })),
      `the reference does not fit a.bam: it lacks contigs a, b, c, d, e and 2 more${remedy}`,
    ],
  ])('refuses %o', async (contigs, message) => {
    const reference = await openReference(plain)
    expect(() => check(reference, contigs)).toThrow(`${plain}: ${message}`)
    expect(() => check(reference, contigs)).toThrow(expect.objectContaining({ code: 'reference-mismatch', exitCode: 3 }))
  })
})

describe('aliasOf', () => {
  it('knows the primary contigs of man, and no others', () => {
    const pairs = ['1', '9', '10', '22', 'X', 'Y', 'chr1', 'chr22', 'chrX', 'chrM', 'MT'].map((name) => [name, aliasOf(name)])
    expect(pairs.map(([, alias]) => alias)).toEqual([
      'chr1',
      'chr9',
      'chr10',
      'chr22',
      'chrX',
      'chrY',
      '1',
      '22',
      'X',
      'MT',
      'chrM',
    ])
    for (const name of ['0', '23', 'chr23', 'M', 'chrMT', 'chrUn', 'decoy', 'chr', '']) expect(aliasOf(name)).toBeNull()
  })

  it('leads back to the name it came from', () => {
    for (const name of ['1', 'chrX', 'MT', 'chrM']) expect(aliasOf(aliasOf(name)!)).toBe(name)
  })
})
