// Reads the bytes before the range coder's, and the tables that map contexts to smaller ones (CRAMcodecs section 6.2, FQZComp
// Data Stream; hts-specs, 2025-04). Behind the end it reads zeros, and says so once asked.

/** Run lengths that one table can have: as many as its longest has entries. */
const MOST_RUNS: u32 = 1024
/** A run of this length goes on in the next. */
const LONG_RUN: u32 = 255

let at: usize = 0
let end: usize = 0

// The table being filled, its value, the entries done and due, and the part of the run so far.
let table: usize = 0
let value: u32 = 0
let done: u32 = 0
let due: u32 = 0
let run: u32 = 0

export function openHeader(src: usize, srcEnd: usize): void {
  at = src
  end = srcEnd
}

/** Where the header ends. */
export function headerEnd(): usize {
  return at
}

/** Whether more was read than there is. */
export function headerOverran(): bool {
  return at > end
}

export function readByte(): u32 {
  const byte = at < end ? <u32>load<u8>(at) : 0
  at++
  return byte
}

export function readUint16(): u32 {
  const low = readByte()
  return low | (readByte() << 8)
}

/** A number of seven bits a byte, the highest first (section 1.4). Longer than five bytes it is malformed. */
export function readUint7(): u32 {
  let number: u32 = 0
  for (let i = 0; i < 5; i++) {
    const byte = readByte()
    number = (number << 7) | (byte & 127)
    if (byte < 128) return number
  }
  at = end + 1
  return 0
}

/** Reads a table of `entries` u16 that never falls. Returns false when it is malformed: too many runs, or a last one that goes on. */
export function readTable(to: usize, entries: u32): bool {
  table = to
  value = done = run = 0
  due = entries
  let last: u32 = -1
  let runs: u32 = 0
  for (let sum: u32 = 0; sum < entries;) {
    const part = readByte()
    const times: u32 = part == last ? 1 + readByte() : 1
    runs += times
    if (runs > MOST_RUNS) return false
    for (let i: u32 = 0; i < times; i++) enterRun(part)
    sum += part * times
    last = part
  }
  return done == due && run == 0
}

/** Enters the value for all of a run, once its last part is there. */
function enterRun(part: u32): void {
  run += part
  if (part == LONG_RUN) return
  const until = min(done + run, due)
  for (; done < until; done++) store<u16>(table + ((<usize>done) << 1), value)
  value++
  run = 0
}
