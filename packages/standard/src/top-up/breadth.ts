// Share of positions with at least some depth, from mean and standard deviation: depth as negative binomial, or as Poisson
// where it varies no more than that. A model, for predictions; breadth that is reported is counted.

/** P(D >= t) of the negative binomial with this mean and standard deviation; Poisson if s^2 <= m. */
export function breadthAt(depth: number, mean: number, standardDeviation: number): number {
  return breadthFor(depth, mean, dispersionOf(mean, standardDeviation))
}

/** r = m^2 / (s^2 - m), which stays as it is when more is sequenced; infinite for Poisson. */
export function dispersionOf(mean: number, standardDeviation: number): number {
  const excess = standardDeviation * standardDeviation - mean
  return excess > 0 ? (mean * mean) / excess : Infinity
}

/** P(D >= t) for a mean and a dispersion r, each term from the one before: P(i+1) = P(i) * (i+r)/(i+1) * (1-q). */
export function breadthFor(depth: number, mean: number, dispersion: number): number {
  if (mean <= 0) return depth <= 0 ? 1 : 0
  const poisson = dispersion === Infinity
  let term = Math.exp(poisson ? -mean : -dispersion * Math.log1p(mean / dispersion))
  let below = 0
  for (let i = 0; i < depth; i++) {
    below += term
    term *= poisson ? mean / (i + 1) : ((i + dispersion) / (i + 1)) * (mean / (dispersion + mean))
  }
  return Math.max(0, 1 - below)
}

/** The least mean, up to a hundred times the present one, that gives this breadth; null when none does. */
export function meanForBreadth(breadth: number, depth: number, { mean, dispersion }: DepthModel): number | null {
  let low = mean
  let high = 100 * mean
  if (breadthFor(depth, high, dispersion) < breadth) return null
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (breadthFor(depth, middle, dispersion) < breadth) low = middle
    else high = middle
  }
  return high
}

export interface DepthModel {
  readonly mean: number
  readonly dispersion: number
}
