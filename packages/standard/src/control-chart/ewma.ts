// The exponentially weighted moving average: small shifts that no single value shows.
// Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4 (2012), with the exact limits of the first values.

export interface Ewma {
  readonly average: number
  /** How far it may be from the centre. */
  readonly limit: number
}

export interface EwmaOptions {
  readonly centre: number
  readonly deviation: number
  /** Of the newest value, above 0 up to 1. */
  readonly weight: number
  /** Limits in standard deviations of the average. */
  readonly width: number
}

/** One average per value; the first one starts from the centre. */
export function ewma(values: readonly number[], { centre, deviation, weight, width }: EwmaOptions): Ewma[] {
  let average = centre
  return values.map((value, i) => {
    average = weight * value + (1 - weight) * average
    const settled = 1 - (1 - weight) ** (2 * (i + 1))
    return { average, limit: width * deviation * Math.sqrt((weight / (2 - weight)) * settled) }
  })
}
