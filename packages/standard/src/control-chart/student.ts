// Quantiles of Student's t for a whole number of degrees of freedom, from the finite series of its distribution.
// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4 (1972 printing).

/** Steps of bisection: a double has 53 bits, and each step finds one. */
const STEPS = 80

/**
 * The t that a value stays below with this probability.
 * @param freedom degrees of freedom, at least 1
 * @param probability between 0.5 and 1, both excluded
 */
export function studentQuantile(freedom: number, probability: number): number {
  let [low, high] = [0, 1]
  while (studentBelow(freedom, high) < probability) high *= 2
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (studentBelow(freedom, middle) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Probability that T is below `t`, for `t` of 0 and more. */
export function studentBelow(freedom: number, t: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom))
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const within = freedom % 2 === 0 ? sine * series(1, freedom, cosine) : odd(freedom, { angle, sine, cosine })
  return (1 + within) / 2
}

function odd(freedom: number, { angle, sine, cosine }: Readonly<Record<'angle' | 'sine' | 'cosine', number>>): number {
  const rest = freedom === 1 ? 0 : sine * cosine * series(2, freedom, cosine)
  return (2 / Math.PI) * (angle + rest)
}

/** 1 + first/(first+1) cos² + first(first+2)/((first+1)(first+3)) cos⁴ + ..., as far as the degrees of freedom go. */
function series(first: number, freedom: number, cosine: number): number {
  let [term, sum] = [1, 1]
  for (let k = first; k <= freedom - 3; k += 2) {
    term *= (k / (k + 1)) * cosine * cosine
    sum += term
  }
  return sum
}
