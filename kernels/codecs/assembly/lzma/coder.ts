// What the LZMA coder keeps from one chunk of LZMA2 to the next, in memory; symbols.ts holds it in locals.

/** u32: state, the last four distances less one, lc, lp, pb. */
const CODER: usize = memory.data(48, 16)
/** Address of the probabilities. */
let probabilities: usize = 0
/** Where distances may reach back to. */
let dictionary: usize = 0

export const STATE: usize = CODER
export const DISTANCES: usize = CODER + 4
/** Bits of the byte before, and of the position, that choose the context of a literal; bits of the position elsewhere. */
export const LC: usize = CODER + 20
export const LP: usize = CODER + 24
export const PB: usize = CODER + 28

export function placeProbabilities(at: usize): void {
  probabilities = at
}

export function probabilitiesAddress(): usize {
  return probabilities
}

export function placeDictionary(at: usize): void {
  dictionary = at
}

export function dictionaryAddress(): usize {
  return dictionary
}

export function resetCoder(): void {
  memory.fill(CODER, 0, 20)
}

/** Takes the byte of properties, (pb * 5 + lp) * 9 + lc. False when it is not one of LZMA2's. */
export function setProperties(properties: u32): bool {
  const lc = properties % 9
  const lp = (properties / 9) % 5
  const pb = properties / 45
  store<u32>(LC, lc)
  store<u32>(LP, lp)
  store<u32>(PB, pb)
  return pb <= 4 && lc + lp <= 4
}

/** Contexts of literals. */
export function literalContexts(): u32 {
  const bits = load<u32>(LC) + load<u32>(LP)
  return (<u32>1) << bits
}
