// Reference sequences as FASTA with its .fai index (samtools faidx, 1.16).
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import type { Contig } from './genome.ts'

const LINE_BASES = 60
const LINE_FEED = 10

/** Header line and sequence lines of 60 bases. */
export function fastaBytes({ name, bases }: Pick<Contig, 'name' | 'bases'>): Uint8Array {
  const title = Buffer.from(`>${name}\n`, 'latin1')
  const lineCount = Math.ceil(bases.length / LINE_BASES)
  const text = new Uint8Array(title.length + bases.length + lineCount)
  text.set(title)
  let at = title.length
  for (let line = 0; line < lineCount; line++) {
    const letters = bases.subarray(line * LINE_BASES, (line + 1) * LINE_BASES)
    text.set(letters, at)
    at += letters.length
    text[at++] = LINE_FEED
  }
  return text
}

/** One line per contig: name, length, offset of the first base, bases per line, bytes per line. */
export function faiText(contigs: readonly Pick<Contig, 'name' | 'length'>[]): string {
  let offset = 0
  const lines = contigs.map(({ name, length }) => {
    const first = offset + name.length + 2
    offset = first + length + Math.ceil(length / LINE_BASES)
    return `${name}\t${length}\t${first}\t${LINE_BASES}\t${LINE_BASES + 1}\n`
  })
  return lines.join('')
}

/** Writes `path` and `path.fai`, one contig in memory at a time. */
export function writeFasta(path: string, contigs: readonly Contig[]): void {
  const file = openSync(path, 'w')
  try {
    for (const contig of contigs) writeSync(file, fastaBytes(contig))
  } finally {
    closeSync(file)
  }
  writeFileSync(`${path}.fai`, faiText(contigs))
}
