// Depth or breadth is short: how much more of the same library to sequence, or why that does not help.
import type { TopUpLimits } from '../profile/profile.ts'
import type { SavedDocument } from '../verdict/saved-document.ts'
import { grouped, nameOf, showAgainst, withUnit } from '../verdict/shown-number.ts'
import type { RuleResult, TopUpOrder } from '../verdict/verdict.ts'
import { formatC } from '../number-format.ts'
import { breadthFor, meanForBreadth } from './breadth.ts'
import { growthOf } from './growth.ts'
import { pairsForUnique, uniquePairsFrom } from './library.ts'
import { type SequencedLibrary, sequencedLibrary } from './sequenced-library.ts'

/** An order, or the reason for a new library, or the reason why nothing can be said. */
export type TopUpPlan = { readonly order: TopUpOrder } | { readonly newLibrary: string } | { readonly unknown: string }

/** @param short the results of all rules that ask for more reads */
export function planTopUp(document: SavedDocument, short: readonly RuleResult[], limits: TopUpLimits): TopUpPlan {
  const library = sequencedLibrary(document)
  if (typeof library === 'string') return { unknown: library }
  const needs = short.map((result) => pairsNeeded(result, library))
  const reason = needs.find((need) => typeof need === 'string')
  if (reason !== undefined) return { newLibrary: reason }
  const order = orderOf(Math.max(...needs.filter((need) => typeof need === 'number')), { library, short, limits })
  const excess = excessOf(order, limits)
  return excess === null ? { order } : { newLibrary: excess }
}

/** Pairs that must have been examined in all, or why no number of them is enough. */
function pairsNeeded({ metric, value, limit }: RuleResult, library: SequencedLibrary): number | string {
  const growth = growthOf(metric!)!
  if (value === 0) return `${nameOf(metric!)} is 0, and more reads of this library would leave it so`
  if (growth.by === 'all pairs') return (library.pairs * limit!) / value!
  const factor =
    growth.by === 'unique pairs' ? limit! / value! : depthFactor(growth.depth, { value: value!, limit: limit!, library })
  if (factor === null)
    return `more reads would not bring ${nameOf(metric!)} to ${withUnit(String(limit), metric!)}: too many positions are not reached at all`
  const unique = library.uniquePairs * factor
  return (
    pairsForUnique(unique, library.size) ??
    `${millions(unique)} unique read pairs would be needed, and the library has ${millions(library.size)} molecules`
  )
}

interface BreadthWanted {
  readonly value: number
  readonly limit: number
  readonly library: SequencedLibrary
}

/**
 * By how much mean depth must grow. What the model expects and is not there now is taken to be out of reach for ever:
 * repeats to which no read maps stay uncovered at any depth.
 */
function depthFactor(depth: number, { value, limit, library }: BreadthWanted): number | null {
  if (library.depth === null) return null
  const mean = meanForBreadth(limit / 100 / reachable(depth, value, library), depth, library.depth)
  return mean === null ? null : mean / library.depth.mean
}

/** Share of the territory that depth can reach, by what the model expects now and what was counted. */
function reachable(depth: number, value: number, { depth: model }: SequencedLibrary): number {
  return Math.min(1, value / 100 / breadthFor(depth, model!.mean, model!.dispersion))
}

interface Ordering {
  readonly library: SequencedLibrary
  readonly short: readonly RuleResult[]
  readonly limits: TopUpLimits
}

function orderOf(pairs: number, { library, short, limits }: Ordering): TopUpOrder {
  const readPairs = Math.ceil((pairs - library.pairs) * library.sequencedPerExamined)
  const unique = uniquePairsFrom(pairs, library.size)
  const predicted = short.map(({ rule, metric, value }) => ({
    rule,
    metric: metric!,
    value: predict(metric!, value!, { library, pairs, unique }),
  }))
  const order = {
    readPairs,
    gigabases: (readPairs * 2 * library.meanReadLength) / 1e9,
    lanes: Math.ceil(readPairs / limits.read_pairs_per_lane),
    predicted,
    duplicateFraction: 1 - unique / pairs,
    library: { pairs: library.pairs, uniquePairs: library.uniquePairs, size: library.size },
  }
  return { ...order, sentence: sentenceOf(order) }
}

interface Prediction {
  readonly library: SequencedLibrary
  readonly pairs: number
  readonly unique: number
}

function predict(metric: string, value: number, { library, pairs, unique }: Prediction): number {
  const growth = growthOf(metric)!
  if (growth.by === 'all pairs') return (value * pairs) / library.pairs
  const factor = unique / library.uniquePairs
  if (growth.by === 'unique pairs') return value * factor
  const { mean, dispersion } = library.depth!
  return 100 * reachable(growth.depth, value, library) * breadthFor(growth.depth, factor * mean, dispersion)
}

function sentenceOf({ readPairs, gigabases, predicted, duplicateFraction }: Omit<TopUpOrder, 'sentence'>): string {
  const values = predicted.map(({ metric, value }) => `${nameOf(metric)} ${withUnit(showAgainst(value, null, metric), metric)}`)
  return (
    `order ${grouped(String(readPairs))} more read pairs of the same library (about ${volumeOf(gigabases)}); ` +
    `predicted: ${values.join(', ')}, ${formatC(100 * duplicateFraction, 2)} % duplicates`
  )
}

/** Small ones, as of a demonstration, in Mb. */
function volumeOf(gigabases: number): string {
  return gigabases < 0.1 ? `${formatC(1000 * gigabases, 1)} Mb` : `${formatC(gigabases, 1)} Gb`
}

function excessOf({ duplicateFraction, lanes }: TopUpOrder, limits: TopUpLimits): string | null {
  if (duplicateFraction > limits.max_duplicate_fraction) {
    const [predicted, most] = [duplicateFraction, limits.max_duplicate_fraction].map((fraction) => formatC(100 * fraction, 1))
    return `enough reads of this library would be ${predicted} % duplicates, and at most ${most} % are allowed`
  }
  if (lanes <= limits.max_lanes) return null
  return `${lanes} more lanes of this library would be needed, and at most ${limits.max_lanes} are allowed`
}

function millions(pairs: number): string {
  return `${grouped(formatC(pairs / 1e6, 1))} million`
}
