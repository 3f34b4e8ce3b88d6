// Sample sheets as people write them, and what is said of those that are not right.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileError } from '@genomsyn/hts'
import { afterAll, describe, expect, it } from 'vitest'
import { readSampleSheet, type SampleSheet } from './sample-sheet.ts'

const folder = mkdtempSync(join(tmpdir(), 'genomsyn-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'sheet.csv')

async function read(text: string | Uint8Array): Promise<SampleSheet> {
  writeFileSync(path, text)
  const sheet = await readSampleSheet(path)
  if ('samples' in sheet) return sheet
  throw sheet[0]!
}

/** What is said of a sheet, without its path. */
async function faultsOf(text: string | Uint8Array): Promise<string[]> {
  writeFileSync(path, text)
  const sheet = await readSampleSheet(path).catch((error: unknown) => [error as FileError])
  return 'samples' in sheet ? [] : sheet.map(({ message }) => message.replace(`${path}: `, ''))
}

describe('a sample sheet', () => {
  it.each([
    ['comma', 'Sample_ID,FILE,Read Groups\nA,a.bam,"L1;L2"\n'],
    ['semicolon, as Danish Excel writes it', '\uFEFFsample id;File;read-groups\r\nA;a.bam;L1|L2\r\n'],
    ['tab', '# night run\nsample\tfile\tread_groups\n\nA\ta.bam\tL1;L2\n'],
  ])('may be separated by %s, and spell its headings with capitals, spaces, underscores or hyphens', async (_, text) => {
    const { samples } = await read(text)
    expect(samples).toHaveLength(1)
    expect(samples[0]).toMatchObject({ sample: 'A', file: 'a.bam', path: join(folder, 'a.bam'), other: {} })
    expect(samples[0]!.known.read_groups).toMatch(/^L1[;|]L2$/)
  })

  it('has its known columns under one name each, and the others as they are', async () => {
    const headings = 'sample,file,Library,technology,material,site,group,region,Trio/Case,received time,sex,Kit lot'
    const { samples } = await read(
      `${headings}\nA,/data/a.cram,PCR-free,short,blood,West,rare,Midt,T7,2026-03-31 08:15,Kvinde,L-77\n`,
    )
    expect(samples[0]).toEqual({
      sample: 'A',
      file: '/data/a.cram',
      path: '/data/a.cram',
      known: {
        library_type: 'PCR-free',
        read_technology: 'short',
        specimen: 'blood',
        facility: 'West',
        patient_group: 'rare',
        region: 'Midt',
        case: 'T7',
        received: '2026-03-31 08:15',
        sex: 'female',
      },
      other: { 'Kit lot': 'L-77' },
    })
  })

  it('leaves out what is empty', async () => {
    const { samples } = await read('sample,file,sex,case\nA,a.bam,,\nB,b.bam\n')
    expect(samples.map(({ known }) => known)).toEqual([{}, {}])
  })
})

describe('a sheet that is not right is told what and where:', () => {
  it.each([
    ['it is empty', '', ['the sheet is empty; give it a line of headings: sample,file']],
    ['it has no samples', 'sample,file\n', ['the sheet has no samples; give each sample a line']],
    ['a column is missing', 'sample,bai\nA,b\n', ['at line 1: there is no column file among sample, bai; add a column headed file']],
    ['two headings mean the same', 'sample,file,bam\nA,a,b\n', ['at line 1, column bam: this heading means the same as an earlier one; keep one of them']],
    ['a sample has no file', 'sample,file\nA,\n', ['at line 2, column file: the cell is empty; name the alignment file of the sample']],
    ['a sample is there twice', 'sample,file\nA,a\nB,b\na,c\n', ['at line 4, column sample: a is already in line 2; give each sample one line and a file of its own']],
    ['a file is there twice', 'sample,file\nA,a\nB,./a\n', ['at line 3, column file: ./a is already in line 2; give each sample one line and a file of its own']],
    ['two names give the same file', 'sample,file\nA/1,a\nA_1,b\n', ['at line 3, column sample: A_1 is already in line 2; give each sample one line and a file of its own']],
    ['a day does not exist', 'sample,file,received\nA,a,2026-02-30\n', ["at line 2, column received: '2026-02-30' is not understood; write a date or time such as 2026-03-31 or 2026-03-31T08:15:00Z, or leave it empty"]],
    ['a sex is none', 'sample,file,Sex\nA,a,x\n', ["at line 2, column Sex: 'x' is not understood; write female, male or unknown, or leave it empty"]],
    ['a line is too long', 'sample,file\nA,a,b\n', ['at line 2: the line has 3 cells, but there are 2 headings; put cells that hold the separator in quotes']],
    ['a quote is open', 'sample,file\n"A,a\n', [expect.stringMatching(/a quote is not closed.+; put the whole cell in quotes/)]],
    ['it is in Latin-1', Buffer.from('sample,file\nPr\xf8ve,a\n', 'latin1'), ['the sheet is not text in UTF-8; save it as CSV UTF-8']],
  ])('%s', async (_, text, expected) => {
    expect(await faultsOf(text)).toEqual(expected)
  }) // prettier-ignore

  it('everything at once', async () => {
    expect(await faultsOf('sample,file,sex\n,a,F\nB,,Q\n')).toHaveLength(3)
  })

  it('the sheet is not there', async () => {
    rmSync(path)
    await expect(readSampleSheet(path)).rejects.toMatchObject({ code: 'missing', exitCode: 3 })
  })
})
