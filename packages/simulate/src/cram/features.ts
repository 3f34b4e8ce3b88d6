// Read features: how a read differs from the reference, operation by operation of its CIGAR (CRAMv3 section 10.6, 2024-09).
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { consumesRead, consumesReference } from '../sam/cigar.ts'
import type { SeriesWriter } from './series.ts'

/** Bases that a substitution can name, in the order of its codes. */
const SUBSTITUTABLE = 'ACGTN'
/** For each base of the reference the codes 0 to 3 of the four others in order (section 8.4, key SM). */
export const SUBSTITUTION_MATRIX = Uint8Array.of(0x1b, 0x1b, 0x1b, 0x1b, 0x1b)

const textEncoder = new TextEncoder()

export interface Feature {
  readonly code: string
  /** 1-based position in the read. */
  readonly position: number
  readonly write: (series: SeriesWriter) => void
}

/** The features of a mapped record. @param reference bases of its contig; null keeps the bases of the read themselves */
export function featuresOf(record: AlignmentRecord, reference: Uint8Array | null): Feature[] {
  const features: Feature[] = []
  let base = 0
  let at = record.position
  for (const [length, operation] of record.cigar) {
    const run = { record, reference, base, at, length }
    if ('M=X'.includes(operation)) features.push(...alignedFeatures(run))
    else features.push(otherFeature(run, operation))
    if (consumesRead(operation)) base += length
    if (consumesReference(operation)) at += length
  }
  return features.filter(({ code }) => code !== '')
}

export function writeFeatures(series: SeriesWriter, features: readonly Feature[]): void {
  series.integer('FN', features.length)
  let before = 0
  for (const { code, position, write } of features) {
    series.byte('FC', code.charCodeAt(0))
    series.integer('FP', position - before)
    before = position
    write(series)
  }
}

/** One operation: so many bases of the read from `base` on, at the reference position `at`. */
interface Run {
  readonly record: AlignmentRecord
  readonly reference: Uint8Array | null
  readonly base: number
  readonly at: number
  readonly length: number
}

function alignedFeatures({ record, reference, base, at, length }: Run): Feature[] {
  const { sequence } = record
  if (sequence === '') return []
  if (reference === null) return [stretch('b', base, (series) => series.array('BB', lettersOf(sequence, base, length)))]
  const features: Feature[] = []
  for (let i = 0; i < length; i++) {
    const letter = sequence[base + i]!
    const expected = String.fromCharCode(reference[at + i] ?? 0x4e)
    if (letter !== expected) features.push(mismatch(record, base + i, expected))
  }
  return features
}

/** A substitution where both bases have a code, else the base with its quality. */
function mismatch({ sequence, qualities }: AlignmentRecord, base: number, expected: string): Feature {
  const letter = sequence[base]!
  const code = SUBSTITUTABLE.replace(expected, '').indexOf(letter)
  if (code >= 0 && SUBSTITUTABLE.includes(expected)) return stretch('X', base, (series) => series.byte('BS', code))
  return stretch('B', base, (series) => {
    series.byte('BA', letter.charCodeAt(0))
    series.byte('QS', qualities?.[base] ?? 0xff)
  })
}

function otherFeature({ record, base, length }: Run, operation: string): Feature {
  const letters = (): Uint8Array => lettersOf(record.sequence || 'N'.repeat(base + length), base, length)
  if (operation === 'D') return stretch('D', base, (series) => series.integer('DL', length))
  if (operation === 'N') return stretch('N', base, (series) => series.integer('RS', length))
  if (operation === 'H') return stretch('H', base, (series) => series.integer('HC', length))
  if (operation === 'P') return stretch('P', base, (series) => series.integer('PD', length))
  if (operation === 'S') return stretch('S', base, (series) => series.array('SC', letters()))
  if (length === 1) return stretch('i', base, (series) => series.bytes('BA', letters()))
  return stretch('I', base, (series) => series.array('IN', letters()))
}

function stretch(code: string, base: number, write: Feature['write']): Feature {
  return { code, position: base + 1, write }
}

function lettersOf(sequence: string, base: number, length: number): Uint8Array {
  return textEncoder.encode(sequence.slice(base, base + length))
}
