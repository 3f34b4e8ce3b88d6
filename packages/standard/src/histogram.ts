// Statistics of a histogram whose index is the value, in the arithmetic of htsjdk 2.24.1 (util/Histogram.java):
// double sums over ascending bins. Counts stay below 2^53, where doubles are exact.

/** Number of observations per value; index = value. */
export type Histogram = readonly number[]

export function totalCount(histogram: Histogram): number {
  return histogram.reduce((total, count) => total + count, 0)
}

export function sumOfValues(histogram: Histogram): number {
  return histogram.reduce((sum, count, value) => sum + value * count, 0)
}

export function mean(histogram: Histogram): number {
  return sumOfValues(histogram) / totalCount(histogram)
}

/** Of a sample: divisor n - 1. */
export function standardDeviation(histogram: Histogram): number {
  const center = mean(histogram)
  const squares = histogram.reduce((total, count, value) => total + count * ((value - center) * (value - center)), 0)
  return Math.sqrt(squares / (totalCount(histogram) - 1))
}

/** The middle value; of an even number of observations, half way between the two in the middle. */
export function median(histogram: Histogram): number {
  return medianOf(histogram.map((count, value) => [value, count]))
}

/** Median of |value - median|, unscaled. */
export function medianAbsoluteDeviation(histogram: Histogram): number {
  const center = median(histogram)
  const deviations = new Map<number, number>()
  histogram.forEach((count, value) => {
    const deviation = Math.abs(value - center)
    deviations.set(deviation, (deviations.get(deviation) ?? 0) + count)
  })
  return medianOf([...deviations].toSorted(([a], [b]) => a - b))
}

/** Observations of at least this value. */
export function countFrom(histogram: Histogram, value: number): number {
  return totalCount(histogram.slice(value))
}

function medianOf(bins: readonly (readonly [value: number, count: number])[]): number {
  const total = bins.reduce((sum, [, count]) => sum + count, 0)
  const lowRank = Math.ceil(total / 2)
  const highRank = total % 2 === 0 ? lowRank + 1 : lowRank
  return (valueAtRank(bins, lowRank) + valueAtRank(bins, highRank)) / 2
}

/** Value of the observation with this rank, counted from 1 in ascending order. */
function valueAtRank(bins: readonly (readonly [value: number, count: number])[], rank: number): number {
  let seen = 0
  for (const [value, count] of bins) {
    seen += count
    if (seen >= rank) return value
  }
  return NaN
}
