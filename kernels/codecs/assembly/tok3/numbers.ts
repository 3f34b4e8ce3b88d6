// Writes numbers in base 10, as names have them.

/** "00" to "99". */
const PAIRS: usize = memory.data(200, 8)
let pairsWritten: bool = false

/** Has to be called before `writeNumber`. */
export function preparePairs(): void {
  if (pairsWritten) return
  pairsWritten = true
  for (let i: u32 = 0; i < 100; i++) store<u16>(PAIRS + (i << 1), 0x3030 + i / 10 + ((i % 10) << 8))
}

/** Writes `value` to [out, …) with at least `width` digits, at most 255. Returns where it ends. */
export function writeNumber(out: usize, value: u32, width: u32): usize {
  const digits = digitsOf(value)
  let start = out
  for (let zeros = digits; zeros < width; zeros++, start++) store<u8>(start, 0x30)
  const numberEnd = start + digits
  let to = numberEnd
  let rest = value
  while (rest >= 100) {
    const next = rest / 100
    to -= 2
    store<u16>(to, load<u16>(PAIRS + ((rest - next * 100) << 1)))
    rest = next
  }
  if (rest >= 10) store<u16>(to - 2, load<u16>(PAIRS + (rest << 1)))
  else store<u8>(to - 1, 0x30 + rest)
  return numberEnd
}

function digitsOf(value: u32): u32 {
  if (value < 10000) return value < 100 ? 1 + <u32>(value > 9) : 3 + <u32>(value > 999)
  if (value < 1000000) return 5 + <u32>(value > 99999)
  return 7 + <u32>(value > 9999999) + <u32>(value > 99999999) + <u32>(value > 999999999)
}
