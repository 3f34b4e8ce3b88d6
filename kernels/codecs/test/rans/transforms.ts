// The transforms of rANS Nx16, towards the stream (CRAMcodecs sections 1.4 and 3.4 to 3.6, 2025-03).

/** Seven bits a byte, the highest first. */
export function uint7(value: number): number[] {
  const bytes = [value & 127]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest & 127) | 128)
  return bytes
}

/** The symbols, and the bytes packed with 8, 4, 2 or all of them in one. At most 16 symbols. */
export function packed(bytes: Uint8Array): { symbols: number[]; bytes: Uint8Array } {
  const symbols = [...new Set(bytes)].toSorted((a, b) => a - b)
  if (symbols.length === 0) symbols.push(0)
  if (symbols.length === 1) return { symbols, bytes: new Uint8Array(0) }
  const width = symbols.length <= 2 ? 1 : symbols.length <= 4 ? 2 : 4
  const perByte = 8 / width
  const short = new Uint8Array(Math.ceil(bytes.length / perByte))
  bytes.forEach((symbol, i) => (short[Math.floor(i / perByte)]! |= symbols.indexOf(symbol) << (width * (i % perByte))))
  return { symbols, bytes: short }
}

/** Symbols that come twice in a row somewhere have run lengths, but for the highest of them, which shows that they need not. */
export function runsRemoved(bytes: Uint8Array): { meta: Uint8Array; literals: Uint8Array } {
  const repeated = new Set([...bytes].filter((symbol, i) => symbol === bytes[i - 1]))
  if (repeated.size > 1) repeated.delete(Math.max(...repeated))
  if (repeated.size === 0) repeated.add(0)
  const literals: number[] = []
  const lengths: number[] = []
  for (let at = 0; at < bytes.length;) {
    const symbol = bytes[at]!
    let end = at + 1
    while (repeated.has(symbol) && bytes[end] === symbol) end++
    literals.push(symbol)
    if (repeated.has(symbol)) lengths.push(...uint7(end - at - 1))
    at = end
  }
  return { meta: Uint8Array.from([repeated.size & 255, ...repeated, ...lengths]), literals: Uint8Array.from(literals) }
}

/** Every byte whose index leaves `part` when divided by `count`, for each part. */
export function stripe(bytes: Uint8Array, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, part) => bytes.filter((__, i) => i % count === part))
}
