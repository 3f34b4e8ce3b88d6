import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FastaLayout, ScannedContig } from './fasta-contig.ts'
import { FastaFault, FastaScan } from './fasta-scan.ts'
import { packLetters } from './sequence-letters.ts'

/** Scans the text in pieces of so many bytes. */
function scan(text: string, pieceBytes = 1000): ScannedContig[] {
  const bytes = Buffer.from(text)
  const fasta = new FastaScan()
  for (let at = 0; at < bytes.length; at += pieceBytes) fasta.take(bytes.subarray(at, at + pieceBytes))
  return fasta.finish()
}

/** Letter by letter, from the definition. */
function naive(name: string, sequence: string): Omit<ScannedContig, 'layout'> {
  const upper = sequence.toUpperCase()
  const noCalls = [...upper.matchAll(/[N.]+/g)].map(({ 0: run, index }) => ({ start: index, end: index + run.length }))
  return { name, length: upper.length, md5: createHash('md5').update(upper).digest('hex'), noCalls }
}

/** Each base where the layout says. */
function lettersAt(text: string, layout: FastaLayout | null): string {
  if (layout === null) return ''
  const { length, offset, lineBases, lineBytes } = layout
  return Array.from({ length }, (_, i) => text[offset + Math.floor(i / lineBases) * lineBytes + (i % lineBases)]).join('')
}

const anySequence = fc.string({ unit: fc.constantFrom(...'ACGTacgtNNNnn.RYkm*-'), maxLength: 200 })
const anyLayout = fc.record({
  width: fc.integer({ min: 1, max: 70 }),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  pieceBytes: fc.integer({ min: 1, max: 300 }),
})

describe('FastaScan', () => {
  it('gives names, lengths, MD5s and no-calls, however the text is wrapped and cut', () => {
    fc.assert(
      fc.property(
        fc.array(anySequence, { minLength: 1, maxLength: 4 }),
        anyLayout,
        (sequences, { width, lineEnd, pieceBytes }) => {
          const wrap = (sequence: string): string =>
            (sequence.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((line) => line + lineEnd).join('')
          const text = sequences.map((sequence, i) => `>s${i} a > b${lineEnd}${wrap(sequence)}`).join('')
          const scanned = scan(text, pieceBytes)
          expect(scanned).toMatchObject(sequences.map((each, i) => naive(`s${i}`, each)))
          scanned.forEach(({ layout }, i) => expect(lettersAt(text, layout)).toBe(sequences[i]))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('gives no layout to a contig whose lines differ in length, or none', () => {
    const layouts = (text: string): (FastaLayout | null)[] => scan(text).map(({ layout }) => layout)
    expect(layouts('>a\nACGT\nAC\nAC\nA\n>b\nACG\nAC\n')).toEqual([null, { length: 5, offset: 19, lineBases: 3, lineBytes: 4 }])
    expect(layouts('>a\n\nACGT\n>b\n>c\nAC\n\n\n')).toEqual([null, null, null])
  })

  it('gives the MD5 of the SAM specification for its example', () => {
    // SAMv1 section 1.3.2 (2024-11): M5 strips blanks and upper-cases before the digest
    expect(scan('>ref\nAC GT\nac\tgt\n')[0]?.md5).toBe(createHash('md5').update('ACGTACGT').digest('hex'))
  })

  it('takes IUPAC codes for bases, and N, n and dots for no-calls', () => {
    expect(scan('>a\nRYKMNn.ACGTN\n')[0]?.noCalls).toEqual([
      { start: 4, end: 7 },
      { start: 11, end: 12 },
    ])
  })

  it('needs no line end at the end, and no bases', () => {
    expect(scan('>a\nACGT\n>b').map(({ name, length }) => [name, length])).toEqual([
      ['a', 4],
      ['b', 0],
    ])
  })

  it.each([
    ['', 0, 'it holds no sequence'],
    ['\n\n', 0, 'it holds no sequence'],
    ['hello\n', 0, "it does not begin with '>'"],
    ['>a\nAC>GT\n', 5, "there is a '>' inside a line of sequence"],
    ['>a\nACGTACGT!\n', 11, 'a character here belongs to no sequence'],
    ['>a\nACGT\n>\nAC\n', 9, 'a sequence has no name'],
    ['>a\nACGT\n>a again\nAC\n', 9, 'there is a second sequence named a'],
  ])('refuses %j at byte %i, because %s', (text, offset, problem) => {
    for (const pieceBytes of [1, 4, 1000]) {
      const fault = faultOf(() => scan(text, pieceBytes))
      expect(fault.message).toBe(problem)
      if (pieceBytes === 1000) expect(fault.offset).toBe(offset)
    }
  })
})

describe('packLetters', () => {
  it('judges a byte among letters as it does a byte alone', () => {
    for (let byte = 0; byte < 256; byte++) {
      const alone = packLetters(Uint8Array.of(byte), new Uint8Array(1))
      for (let place = 0; place < 4; place++) {
        const letters = Uint8Array.of(0x41, 0x7a, 0x61, 0x5a)
        letters[place] = byte
        expect(packLetters(letters, new Uint8Array(4)), `byte ${byte}`).toBe(alone < 0 ? -1 - place : 3 + alone)
      }
    }
  })
})

function faultOf(act: () => unknown): FastaFault {
  try {
    act()
  } catch (error) {
    if (error instanceof FastaFault) return error
    throw error
  }
  return expect.fail('there was no fault')
}
