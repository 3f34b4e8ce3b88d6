import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReferenceSource } from '@genomsyn/hts'
import { afterAll, expect, it } from 'vitest'
import { ReferenceSupply } from './reference-supply.ts'

const folder = mkdtempSync(join(tmpdir(), 'engine-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'genome.fa')
writeFileSync(path, '>one\nacgtn\nACGTN\n')

const layout = { length: 10, offset: 5, lineBases: 5, lineBytes: 6 }
const source: ReferenceSource = {
  fasta: { path, bgzipped: false, contigs: [layout, null] },
  folders: [folder],
  md5s: [null, 'abc'],
}
const file = { path: 'a.cram', contigNames: ['one', 'two'] }
const md5 = (bases: string): string => createHash('md5').update(bases).digest('hex')
const stretch = { start: 3, length: 4 }
const request = { contig: 0, ...stretch, slice: { ...stretch, md5: md5('TNAC') }, where: (512n << 20n) | 3n }

it('gives the bases of the slice, upper-case, when they are those it was made against', () => {
  const supply = new ReferenceSupply(file, source)
  expect(Buffer.from(supply.basesFor(request)).toString()).toBe('TNAC')
  supply.close()
})

it('gives N behind the end of the contig, and asks nothing of a slice without MD5', () => {
  const supply = new ReferenceSupply(file, source)
  expect(Buffer.from(supply.basesFor({ ...request, start: 8, slice: null })).toString()).toBe('TNNN')
  const atEnd = { start: 8, length: 4 }
  expect(Buffer.from(supply.basesFor({ ...request, ...atEnd, slice: { ...atEnd, md5: md5('TN') } })).toString()).toBe('TNNN')
  supply.close()
})

it('checks all that a slice spans, and gives the piece that is asked for', () => {
  const supply = new ReferenceSupply(file, source)
  const whole = { start: 1, length: 2_000_000_000, md5: md5('CGTNACGTN') }
  expect(Buffer.from(supply.basesFor({ ...request, slice: whole })).toString()).toBe('TNAC')
  expect(() => supply.basesFor({ ...request, slice: { ...whole, start: 0 } })).toThrow(`have ${md5('ACGTNACGTN')}`)
  supply.close()
})

it('names contig, range, container and both digests when they are other bases', () => {
  expect(() => new ReferenceSupply(file, source).basesFor({ ...request, slice: { ...stretch, md5: md5('ACGT') } })).toThrow(
    `a.cram: at one:4, container at offset 512: the slice was made against bases 4-7 of one with MD5 ${md5('ACGT')}, ` +
      `and those in ${path}, ${folder} have ${md5('TNAC')}; give the FASTA file that the reads were aligned to`,
  )
})

it.each([
  [source, 1, `bases of contig two (M5 abc) are needed; searched was ${path}, ${folder}; give`],
  [{ ...source, fasta: null, folders: [] }, 0, 'bases of contig one (without M5) are needed; searched was nothing, since'],
])('fails the environment when they are nowhere, naming contig, M5 and the places searched', (from, contig, sentence) => {
  const supply = new ReferenceSupply(file, from)
  expect(() => supply.basesFor({ ...request, contig })).toThrow(sentence)
  expect(() => supply.basesFor({ ...request, contig })).toThrow(expect.objectContaining({ exitCode: 4 }) as Error)
})
