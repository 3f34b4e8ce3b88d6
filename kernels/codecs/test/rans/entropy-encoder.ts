// Encodes with interleaved rANS states, straight from the specification (CRAMcodecs sections 2.2 and 3.2, 2025-03): symbols in the reverse of
// the order in which they are decoded. Slow and plain.

/** Frequencies by symbol, adding up to 2^bits or, as rANS 4x8 has it, to one less. */
export type Frequencies = ReadonlyMap<number, number>

export interface Coder {
  /** log2 of the slots of a table. */
  readonly bits: number
  /** Bytes that a state gives or takes at once: 1 in rANS 4x8, 2 in rANS Nx16. */
  readonly unit: 1 | 2
  readonly states: number
}

/** One step of a decoder: which state decodes which byte, and which symbol came before it (0 in order 0). */
interface Step {
  readonly state: number
  readonly symbol: number
  readonly context: number
}

/** States in turn. */
export function stepsOfOrder0(bytes: Uint8Array, states: number): Step[] {
  return Array.from(bytes, (symbol, i) => ({ state: i % states, symbol, context: 0 }))
}

/** Each state in a part of its own; the last goes on with the remainder. */
export function stepsOfOrder1(bytes: Uint8Array, states: number): Step[] {
  const part = Math.floor(bytes.length / states)
  const steps: Step[] = []
  for (let i = 0; i < part; i++) {
    for (let state = 0; state < states; state++) {
      const at = state * part + i
      steps.push({ state, symbol: bytes[at]!, context: i === 0 ? 0 : bytes[at - 1]! })
    }
  }
  for (let at = part * states; at < bytes.length; at++)
    steps.push({ state: states - 1, symbol: bytes[at]!, context: part === 0 && at === 0 ? 0 : bytes[at - 1]! })
  return steps
}

/** The tables that these steps need, by context: how often each symbol comes, scaled to `total`. */
export function tablesOf(steps: readonly Step[], total: number): Map<number, Frequencies> {
  const counts = new Map<number, Map<number, number>>()
  for (const { context, symbol } of steps) {
    const row = counts.get(context) ?? new Map<number, number>()
    counts.set(context, row.set(symbol, (row.get(symbol) ?? 0) + 1))
  }
  return new Map([...counts].toSorted(([a], [b]) => a - b).map(([context, row]) => [context, scaled(row, total)]))
}

/** The states and then what they gave. */
export function encodeSteps(steps: readonly Step[], tables: ReadonlyMap<number, Frequencies>, coder: Coder): Uint8Array {
  const least = coder.unit === 1 ? 2 ** 23 : 2 ** 15
  const slots = 2 ** coder.bits
  const states = Array.from({ length: coder.states }, () => least)
  const below = new Map([...tables].map(([context, table]) => [context, cumulative(table)]))
  const given: number[] = []
  for (const { state, symbol, context } of steps.toReversed()) {
    const frequency = tables.get(context)!.get(symbol)!
    let x = states[state]!
    for (const most = (least / slots) * 256 ** coder.unit * frequency; x >= most; x = Math.floor(x / 256 ** coder.unit)) {
      if (coder.unit === 2) given.push((x >>> 8) & 255)
      given.push(x & 255)
    }
    states[state] = Math.floor(x / frequency) * slots + (x % frequency) + below.get(context)!.get(symbol)!
  }
  return Uint8Array.from([
    ...states.flatMap((x) => [x & 255, (x >>> 8) & 255, (x >>> 16) & 255, x >>> 24]),
    ...given.toReversed(),
  ])
}

/** What the frequencies of lower symbols add up to, by symbol. */
function cumulative(table: Frequencies): Map<number, number> {
  let sum = 0
  const below = new Map<number, number>()
  for (const [symbol, frequency] of table) {
    below.set(symbol, sum)
    sum += frequency
  }
  return below
}

/** At least 1 each; the most frequent takes what rounding leaves. In ascending order of symbols. */
function scaled(counts: ReadonlyMap<number, number>, total: number): Frequencies {
  const sum = [...counts.values()].reduce((a, b) => a + b, 0)
  const spare = total - counts.size
  const rows = [...counts].toSorted(([a], [b]) => a - b)
  const frequencies = rows.map(([symbol, count]): [number, number] => [symbol, 1 + Math.floor((count * spare) / sum)])
  const most = frequencies.reduce((best, row) => (row[1] > best[1] ? row : best))
  most[1] += total - frequencies.reduce((all, [, frequency]) => all + frequency, 0)
  return new Map(frequencies)
}
