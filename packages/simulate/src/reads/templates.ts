// Where the sequenced DNA fragments come from: position by position, at a rate set by depth, GC content and chance.
import type { DonorContig } from '../genome/donor.ts'
import { mix } from '../random/random.ts'
import type { SequencingRun } from './sequencing-run.ts'

/** Bases that share one rate. */
export const WINDOW_BASES = 1024
const RATE_UNIT = 2 ** 24
/** Depth wanders by up to this many per cent from window to window. */
const WANDER_PERCENT = 12
const G = 'G'.charCodeAt(0)
const C = 'C'.charCodeAt(0)
const N = 'N'.charCodeAt(0)

/** One DNA fragment, from the first base of its left read to the last base of its right one. */
export interface Template {
  /** Counts up from 0; read names follow from it. */
  readonly serial: number
  readonly contig: number
  readonly begin: number
  readonly length: number
  readonly haplotype: 0 | 1
  readonly duplicate: boolean
}

/** Templates in the order of their begins. Copies of a template follow it. */
export function* drawTemplates(run: SequencingRun): Generator<Template> {
  let serial = 0
  for (const [contig, { length }] of run.donor.entries()) {
    for (let window = 0; window < length; window += WINDOW_BASES) {
      for (const begin of drawBegins(run, contig, window)) {
        const template = drawTemplate(run, contig, begin)
        if (template === undefined) continue
        yield { ...template, serial: serial++, duplicate: false }
        while (run.random.chance(run.library.rates.duplicate)) yield { ...template, serial: serial++, duplicate: true }
      }
    }
  }
}

function* drawBegins(run: SequencingRun, contig: number, window: number): Generator<number> {
  const rate = templateRate(run, contig, window)
  const end = Math.min(window + WINDOW_BASES, run.donor[contig]!.length)
  for (let position = window; rate > 0 && position < end; position++) {
    let due = rate + (run.random.next() >>> 8)
    for (; due >= RATE_UNIT; due -= RATE_UNIT) yield position
  }
}

/** Templates per position in units of 2^-24. */
function templateRate({ depth, library, donor, seed }: SequencingRun, contig: number, window: number): number {
  const { relativeDepth } = donor[contig]!
  const gc = gcPercent(donor[contig]!, window)
  if (gc === undefined) return 0
  const wander = 100 - WANDER_PERCENT + (mix(mix(seed + contig) + window) % (2 * WANDER_PERCENT + 1))
  const percents = relativeDepth * gcFactor(library.gcBias, gc) * wander
  const originals = 100_000 - library.rates.duplicate
  return Math.floor((RATE_UNIT * depth * percents * originals) / (2 * library.readLength * 1e6 * 100_000))
}

/** Of the bases that are not N; undefined if all are. */
function gcPercent({ bases }: DonorContig, window: number): number | undefined {
  let strong = 0
  let known = 0
  for (const base of bases.subarray(window, window + WINDOW_BASES)) {
    if (base === G || base === C) strong++
    if (base !== N) known++
  }
  return known === 0 ? undefined : Math.floor((100 * strong) / known)
}

/** Between the tabulated values at whole tens, a straight line. */
function gcFactor(gcBias: readonly number[], gc: number): number {
  const low = gcBias[Math.floor(gc / 10)]!
  const high = gcBias[Math.min(10, Math.floor(gc / 10) + 1)]!
  return low + ((high - low) * (gc % 10)) / 10
}

/** Undefined where a fragment would leave the contig or end in a run of N. */
function drawTemplate({ random, library, donor }: SequencingRun, contig: number, begin: number) {
  const { mean, deviation, min } = library.insertSize
  const length = Math.max(min, random.bell(mean, deviation))
  const haplotype: 0 | 1 = random.chance(50_000) ? 1 : 0
  const { bases } = donor[contig]!
  const inside = begin + Math.max(length, library.readLength) <= bases.length
  const fits = inside && bases[begin] !== N && bases[begin + length - 1] !== N
  return fits ? { contig, begin, length, haplotype } : undefined
}
