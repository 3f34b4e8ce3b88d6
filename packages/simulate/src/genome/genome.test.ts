import { expect, it } from 'vitest'
import { faiText, fastaBytes } from './fasta.ts'
import { makeGenome } from './genome.ts'

const text = (bases: Uint8Array): string => Buffer.from(bases).toString('latin1')

it('has contigs of the names and lengths asked for, of A, C, G, T and runs of N', () => {
  const [first, second] = makeGenome(1, [{ name: 'a', length: 5000, gaps: [[0, 100], [2000, 2100]] }, { name: 'b', length: 77 }]) // prettier-ignore
  expect([first!.name, first!.length, second!.name, second!.length]).toEqual(['a', 5000, 'b', 77])
  expect(text(first!.bases)).toMatch(/^N{100}[ACGT]{1900}N{100}[ACGT]{2900}$/)
})

it('gives a contig the same bases whatever comes after it', () => {
  const alone = makeGenome(5, [{ name: 'a', length: 3000 }])
  const together = makeGenome(5, [{ name: 'a', length: 3000 }, { name: 'b', length: 100 }]) // prettier-ignore
  expect(together[0]!.bases).toEqual(alone[0]!.bases)
})

it('varies in GC content along the contig', () => {
  const [contig] = makeGenome(2, [{ name: 'a', length: 300_000 }])
  const shares = Array.from({ length: 300 }, (_, i) => {
    const window = text(contig!.bases.subarray(i * 1000, (i + 1) * 1000))
    return window.replaceAll(/[AT]/g, '').length / 1000
  })
  expect(Math.min(...shares)).toBeLessThan(0.35)
  expect(Math.max(...shares)).toBeGreaterThan(0.55)
})

it('writes FASTA lines of 60 bases', () => {
  const fasta = text(fastaBytes({ name: 'a', bases: new Uint8Array(130).fill(65) }))
  expect(fasta).toBe(`>a\n${'A'.repeat(60)}\n${'A'.repeat(60)}\n${'A'.repeat(10)}\n`)
})

it('tells in the .fai where the first base of each contig lies', () => {
  const genome = makeGenome(3, [{ name: 'one', length: 121 }, { name: 'second', length: 60 }, { name: 'x', length: 5 }]) // prettier-ignore
  const file = genome.map((contig) => text(fastaBytes(contig))).join('')
  for (const line of faiText(genome).trimEnd().split('\n')) {
    const [name, length, offset, lineBases, lineBytes] = line.split('\t')
    expect(file.slice(0, Number(offset))).toMatch(new RegExp(`>${name}\\n$`))
    const wrapped = file.slice(Number(offset)).split('>')[0]!
    expect(wrapped.replaceAll('\n', '').length).toBe(Number(length))
    expect([lineBases, lineBytes]).toEqual(['60', '61'])
  }
})
