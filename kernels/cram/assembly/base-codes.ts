// Letters of bases as codes of SEQ (SAMv1 section 4.2.3, 2024-11), and what substitution codes stand for (CRAMv3 section 10.6.2, 2024-09).

export const N: u32 = 15
/** Code of a base that is not known: '='. */
export const UNKNOWN: u32 = 0

/** u8 per letter. */
const CODES: usize = memory.data(256, 16)
const LETTERS = '=ACMGRSVTWYHKDBN'
/** u8 code of the base that a substitution code puts, per reference base A C G T N (rows) and code. */
const SUBSTITUTES: usize = memory.data(32, 16)
/** u8 per substitution code: the code of the base it puts for each of A C G T, or UNKNOWN when it depends. */
const ALWAYS: usize = memory.data(8, 8)
/** u8 per substitution code: 1 when it puts N for one of A C G T. */
const MAY_BE_N: usize = memory.data(8, 8)

fillCodes()

export function codeOf(letter: u32): u32 {
  return <u32>load<u8>(CODES + (letter & 0xff))
}

export function isNoCall(letter: u32): bool {
  return codeOf(letter) == N
}

/** Takes the five bytes of the substitution matrix at `matrix`. */
export function readSubstitutions(matrix: usize): void {
  for (let reference: usize = 0; reference < 5; reference++) {
    const packed = <u32>load<u8>(matrix + reference)
    let shift: u32 = 6
    for (let base: usize = 0; base < 5; base++) {
      if (base == reference) continue
      store<u8>(SUBSTITUTES + 4 * reference + ((packed >> shift) & 3), <u8>codeOfIndex(base))
      shift -= 2
    }
  }
  for (let code: usize = 0; code < 4; code++) summarise(code)
}

/**
 * What the substitution code puts where the reference has `base` (a code; UNKNOWN where it is not at hand). A code that puts N for A C G T
 * puts a base where the reference has N, so without a reference it stays UNKNOWN: an N that was called has a quality no limit lets pass,
 * a base over N has its own.
 */
export function substituteOf(base: u32, code: u32): u32 {
  const at = (<usize>code) & 3
  if (base == UNKNOWN) return alwaysNoCall(at) ? UNKNOWN : <u32>load<u8>(ALWAYS + at)
  return <u32>load<u8>(SUBSTITUTES + 4 * indexOfCode(base) + at)
}

export function mayBecomeNoCall(code: u32): bool {
  return load<u8>(MAY_BE_N + ((<usize>code) & 3)) != 0
}

/** Whether substitution code `code` needs the reference to tell an N from another base. */
export function dependsOnReference(code: u32): bool {
  return mayBecomeNoCall(code) && !alwaysNoCall((<usize>code) & 3)
}

function alwaysNoCall(at: usize): bool {
  return <u32>load<u8>(ALWAYS + at) == N
}

function summarise(code: usize): void {
  const first = load<u8>(SUBSTITUTES + code)
  let same = true
  let mayBeN = false
  for (let reference: usize = 0; reference < 4; reference++) {
    const base = load<u8>(SUBSTITUTES + 4 * reference + code)
    same = same && base == first
    mayBeN = mayBeN || <u32>base == N
  }
  store<u8>(ALWAYS + code, same ? first : <u8>UNKNOWN)
  store<u8>(MAY_BE_N + code, mayBeN ? 1 : 0)
}

/** A C G T N by their index. */
function codeOfIndex(index: usize): u32 {
  return index == 4 ? N : (<u32>1) << (<u32>index)
}

function indexOfCode(code: u32): usize {
  return code == 1 ? 0 : code == 2 ? 1 : code == 4 ? 2 : code == 8 ? 3 : 4
}

function fillCodes(): void {
  memory.fill(CODES, <u8>N, 256)
  const letters = changetype<usize>(LETTERS)
  for (let code: usize = 0; code < 16; code++) {
    const letter = <usize>load<u16>(letters + 2 * code)
    store<u8>(CODES + letter, <u8>code)
    if (letter >= 0x41) store<u8>(CODES + (letter | 0x20), <u8>code)
  }
}
