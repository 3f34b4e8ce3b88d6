import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { bgzfBlock, deflateAtLevel, EOF_BLOCK } from '@genomsyn/simulate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeScratch } from '../test/scratch.ts'
import { headerOf } from './alignment-header.ts'
import { openReference } from './reference.ts'
import { placesSearched, ReferenceBases } from './reference-bases.ts'
import { givesBases, type GivenReferences, referenceSource } from './reference-source.ts'

const scratch = makeScratch()
const sequences: Record<string, string> = {
  chr1: Array.from({ length: 150_001 }, (_, i) => 'ACGTacgtnN'[(i * i + (i >> 3)) % 10]).join(''),
  chr2: 'ACGTNACGTT',
}
const md5Of = (name: string): string => createHash('md5').update(sequences[name]!.toUpperCase()).digest('hex')
const contigs = Object.keys(sequences).map((name) => ({ name, length: sequences[name]!.length, md5: md5Of(name) }))
const header = headerOf('', contigs)

const fasta = Object.entries(sequences)
  .map(([name, bases]) => `>${name} x\n${bases.match(/.{1,60}/g)!.join('\n')}\n`)
  .join('')
const secondOffset = fasta.indexOf('>chr2') + '>chr2 x\n'.length
const fai = `chr1\t150001\t8\t60\t61\nchr2\t10\t${secondOffset}\t60\t61\n`

/** Blocks of 7,000 bytes. */
const blocks = Array.from({ length: Math.ceil(fasta.length / 7000) }, (_, i) =>
  bgzfBlock(Buffer.from(fasta.slice(7000 * i, 7000 * (i + 1))), deflateAtLevel(6)),
)
const gzi = Buffer.alloc(8 + 16 * (blocks.length - 1))
gzi.writeBigUInt64LE(BigInt(blocks.length - 1))
for (let i = 1, file = 0; i < blocks.length; i++) {
  file += blocks[i - 1]!.length
  gzi.writeBigUInt64LE(BigInt(file), 16 * i - 8)
  gzi.writeBigUInt64LE(BigInt(7000 * i), 16 * i)
}

const plain = scratch.write('plain.fa', fasta)
const indexed = scratch.write('indexed.fa', fasta)
scratch.write('indexed.fa.fai', fai)
const bgzipped = scratch.write('bgzipped.fa.gz', Buffer.concat([...blocks, EOF_BLOCK]))
scratch.write('bgzipped.fa.gz.fai', fai)
const withGzi = scratch.write('with-gzi.fa.gz', Buffer.concat([...blocks, EOF_BLOCK]))
scratch.write('with-gzi.fa.gz.fai', fai)
scratch.write('with-gzi.fa.gz.gzi', gzi)

/** One folder as refget's servers keep them, one as htslib's cache does. */
mkdirSync(scratch.path('refget'))
mkdirSync(scratch.path(`htslib/${md5Of('chr2').slice(0, 2)}/${md5Of('chr2').slice(2, 4)}`), { recursive: true })
scratch.write(`refget/${md5Of('chr1')}`, sequences.chr1!.toUpperCase())
scratch.write(`htslib/${md5Of('chr2').slice(0, 2)}/${md5Of('chr2').slice(2, 4)}/${md5Of('chr2').slice(4)}`, sequences.chr2!)
const folders = [scratch.path('refget'), scratch.path('htslib')]

async function basesOf(given: GivenReferences): Promise<ReferenceBases> {
  return new ReferenceBases(await referenceSource(header, given))
}

describe('the bases of a contig', () => {
  it.each([
    ['a plain FASTA that was scanned', async () => ({ fasta: await openReference(plain) })],
    ['a bgzipped FASTA that was scanned', async () => ({ fasta: await openReference(bgzipped) })],
    ['a plain FASTA without .fai', () => ({ fasta: plain })],
    ['a plain FASTA with .fai', () => ({ fasta: indexed })],
    ['a bgzipped FASTA with .fai', () => ({ fasta: bgzipped })],
    ['a bgzipped FASTA with .fai and .gzi', () => ({ fasta: withGzi })],
    ['folders by MD5', () => ({ folders })],
  ] as [string, () => GivenReferences | Promise<GivenReferences>][])('come from %s, upper-case', async (_, given) => {
    const bases = await basesOf(await given())
    const text = (contig: number, start: number, length: number): string | null => {
      const read = bases.read(contig, start, length)
      return read && Buffer.from(read).toString('latin1')
    }
    fc.assert(
      fc.property(fc.nat(150_100), fc.nat(20_000), (start, length) => {
        expect(text(0, start, length)).toBe(sequences.chr1!.slice(start, start + length).toUpperCase())
      }),
      { numRuns: 60 },
    )
    expect(text(0, 0, 200_000)).toBe(sequences.chr1!.toUpperCase())
    expect(text(1, 3, 5)).toBe('TNACG')
    expect(text(1, 8, 100)).toBe('TT')
    bases.close()
  })

  it('are nowhere when neither FASTA nor folder has them', async () => {
    const bases = await basesOf({ folders: [folders[1]!] })
    expect(bases.read(0, 0, 10)).toBeNull()
    expect(bases.read(1, 0, 10)).toHaveLength(10)
    bases.close()
  })

  it('are those of the other spelling of the contig', async () => {
    const other = await referenceSource(headerOf('', [{ name: '2', length: 10 }]), { fasta: indexed })
    expect(Buffer.from(new ReferenceBases(other).read(0, 0, 4)!).toString()).toBe('ACGT')
  })
})

describe('what cannot give bases', () => {
  it.each([
    ['gzipped.fa.gz', gzipSync(fasta), /compressed with gzip, so its bases cannot be read in parts; compress it with bgzip/],
    ['ragged.fa', fasta, /ragged\.fa\.fai: at line 1: this is no line of a FASTA index; .*samtools faidx/],
  ])('is %s', async (name, content, sentence) => {
    const path = scratch.write(name, content)
    scratch.write('ragged.fa.fai', 'chr1 150001 8\n')
    await expect(referenceSource(header, { fasta: path })).rejects.toThrow(sentence)
  })

  it('is missing, which fails the environment', async () => {
    await expect(referenceSource(header, { fasta: '/nowhere.fa' })).rejects.toMatchObject({
      code: 'reference-missing',
      exitCode: 4,
    })
    await expect(referenceSource(header, { folders: ['/nowhere'] })).rejects.toMatchObject({ exitCode: 4 })
  })

  it('has a .fai of another file', async () => {
    const path = scratch.write('foreign.fa', fasta.slice(0, 100_000))
    scratch.write('foreign.fa.fai', fai)
    const bases = await basesOf({ fasta: path })
    expect(() => bases.read(0, 110_000, 100)).toThrow(/foreign\.fa: its lines are not where its index says; .*faidx/)
  })

  it('is damaged inside a BGZF block', async () => {
    const path = scratch.write('broken.fa.gz', Buffer.concat([...blocks.slice(0, 3), Buffer.alloc(100), ...blocks.slice(3)]))
    scratch.write('broken.fa.gz.fai', fai)
    const bases = await basesOf({ fasta: path })
    expect(() => bases.read(0, 0, 100)).toThrow(/broken\.fa\.gz: at virtual offset \d+:0: its BGZF blocks are damaged/)
  })
})

it('names the places that were searched', async () => {
  const nowhere = await referenceSource(header, {})
  expect(placesSearched(nowhere)).toBe('nothing, since no reference was given')
  expect(givesBases(nowhere)).toBe(false)
  expect(placesSearched(await referenceSource(header, { fasta: plain, folders: ['/tmp'] }))).toBe(`${plain}, /tmp`)
})
