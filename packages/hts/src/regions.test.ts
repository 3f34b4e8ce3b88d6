import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { makeScratch } from '../test/scratch.ts'
import { readRegions } from './regions.ts'

const scratch = makeScratch()
const contigs = [
  { name: 'chr2', length: 500 },
  { name: 'chr1', length: 1000 },
]

async function refusal(name: string, content: string): Promise<string> {
  const error = await readRegions(scratch.write(name, content), contigs).then(
    () => expect.fail(`${name} was read`),
    (reason: Error) => reason,
  )
  expect(error).toMatchObject({ exitCode: 3 })
  return error.message.replaceAll(`${scratch.folder}/`, '')
}

const bed =
  'browser position chr1\ntrack name=x\n# comment\nchr1\t10\t20\tname\t0\t+\n\nchr1\t20\t30\nchr2\t0\t500\nchr1\t5\t12\nchr1\t40\t40\n'
const sorted = [
  { contig: 0, start: 0, end: 500 },
  { contig: 1, start: 5, end: 30 },
]

describe('a BED file', () => {
  it("is sorted as the alignment file's contigs are, and merged", async () => {
    expect(await readRegions(scratch.write('a.bed', bed), contigs)).toEqual(sorted)
  })

  it('may be gzipped, end its lines in CR LF, or separate fields by blanks', async () => {
    expect(await readRegions(scratch.write('a.bed.gz', gzipSync(bed)), contigs)).toEqual(sorted)
    expect(await readRegions(scratch.write('crlf.bed', bed.replaceAll('\n', '\r\n')), contigs)).toEqual(sorted)
    expect(await readRegions(scratch.write('blanks.bed', 'chr1 10   20 name\n'), contigs)).toEqual([
      { contig: 1, start: 10, end: 20 },
    ])
  })

  it('may name a contig like a track line', async () => {
    expect(await readRegions(scratch.write('track.bed', 'tracked\t1\t2\n'), [{ name: 'tracked', length: 9 }])).toHaveLength(1)
  })
})

describe('an interval list', () => {
  const header = '@HD\tVN:1.6\n@SQ\tSN:chr1\tLN:1000\n@SQ\tSN:elsewhere\tLN:7\n'

  it('counts from 1 and includes the last position', async () => {
    const path = scratch.write('a.interval_list', `${header}chr1\t1\t10\t+\ta\nchr1\t11\t20\t-\tb\n`)
    expect(await readRegions(path, contigs)).toEqual([{ contig: 1, start: 0, end: 20 }])
  })

  it('is refused when made for another assembly', async () => {
    expect(await refusal('b.interval_list', '@SQ\tSN:chr1\tLN:999\nchr1\t1\t10\t+\ta\n')).toBe(
      "b.interval_list: at line 1: it is made for a chr1 of 999 bases, but the alignment file's has 1000; " +
        "give regions on the alignment file's own contigs",
    )
  })

  it('is refused when a position is 0', async () => {
    expect(await refusal('c.interval_list', `${header}chr1\t0\t10\t+\ta\n`)).toMatch(
      /at line 4: the region ends before it starts/,
    )
  })
})

describe('a region file', () => {
  it.each([
    ['unknown.bed', 'chr1\t1\t2\nchr9\t1\t2\n', 'unknown.bed: at line 2: the alignment file has no contig chr9; '],
    ['alias.bed', '1\t1\t2\n', 'alias.bed: at line 1: the alignment file has no contig 1 (it has chr1); '],
    ['beyond.bed', 'chr1\t1\t1001\n', 'beyond.bed: at line 1: the region ends at 1001, but chr1 has 1000 bases; '],
    ['backwards.bed', 'chr1\t20\t10\n', 'backwards.bed: at line 1: the region ends before it starts: 20 to 10; '],
    ['columns.bed', 'chr1\t20\n', 'columns.bed: at line 1: this is no region: a contig, a start and an end were expected; '],
    ['words.bed', 'chr1\tfrom\tto\n', 'words.bed: at line 1: this is no region: a contig, a start and an end were expected; '],
    [
      'negative.bed',
      'chr1\t-5\t10\n',
      'negative.bed: at line 1: this is no region: a contig, a start and an end were expected; ',
    ],
  ])('is refused with its line: %s', async (name, content, message) => {
    expect(await refusal(name, content)).toBe(`${message}give regions on the alignment file's own contigs`)
  })

  it('is refused when it names no region', async () => {
    expect(await refusal('none.bed', '# nothing\nchr1\t5\t5\n')).toBe(
      'none.bed: it names no region; give a BED file or an interval list',
    )
  })

  it('is refused when it is missing', async () => {
    await expect(readRegions(scratch.path('gone.bed'), contigs)).rejects.toThrow('there is no such file')
  })
})
