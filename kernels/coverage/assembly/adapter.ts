// Reads that are adapter: unmapped or of MAPQ 0, and the first sixteen bases that the machine read lie in an Illumina adapter with at most one
// mismatch (Picard 2.27.5, CountingAdapterFilter and AdapterUtility). Only tells adapters apart from other such reads.
//
// Sixteen bases of SEQ are one u64 of four-bit codes, so a comparison is one XOR. Windows of both strands are kept, which is why a
// reverse read can be looked up by its last sixteen bases as they are stored.
import * as record from '@genomsyn/bam/assembly/record'

/** Oligonucleotides of Illumina's paired-end, indexed and single-end libraries, 5' and 3' (Illumina document 1000000002694). */
const FIVE_PRIME = 'AATGATACGGCGACCACCGAGATCTACACTCTTTCCCTACACGACGCTCTTCCGATCT'
const PAIRED_END = 'AGATCGGAAGAGCGGTTCAGCAGGAATGCCGAGACCGATCTCGTATGCCGTCTTCTGCTTG'
const INDEXED = 'AGATCGGAAGAGCACACGTCTGAACTCCAGTCACNNNNNNNNATCTCGTATGCCGTCTTCTGCTTG'
const SINGLE_END = 'AGATCGGAAGAGCTCGTATGCCGTCTTCTGCTTG'

export const WINDOW: u32 = 16
/** u64 windows; both strands of every window of the four. */
const WINDOWS: usize = memory.data(512 * 8, 16)
/** One bit per hash of a window's first half, and of its last: with one mismatch, one half is whole. */
const FIRST_HALVES: usize = memory.data(512, 16)
const LAST_HALVES: usize = memory.data(512, 16)
let windows: u32 = 0

/** Fills the tables; once per kernel. */
export function prepareAdapters(): void {
  if (windows != 0) return
  addOligonucleotide(changetype<usize>(FIVE_PRIME), FIVE_PRIME.length)
  addOligonucleotide(changetype<usize>(PAIRED_END), PAIRED_END.length)
  addOligonucleotide(changetype<usize>(INDEXED), INDEXED.length)
  addOligonucleotide(changetype<usize>(SINGLE_END), SINGLE_END.length)
}

/** Whether the record in view, unmapped or of MAPQ 0, is adapter; not when its bases are not at hand. */
export function isAdapter(): bool {
  if (record.sequenceLength < WINDOW || record.sequence == 0) return false
  const isReverse = (record.flag & (record.REVERSE | record.UNMAPPED)) == record.REVERSE
  const bases = isReverse ? basesFrom(record.sequenceLength - WINDOW) : basesFrom(0)
  if (!isMarked(FIRST_HALVES, <u32>(bases >> 32)) && !isMarked(LAST_HALVES, <u32>bases)) return false
  for (let i: u32 = 0; i < windows; i++) {
    if (mismatches(bases, load<u64>(WINDOWS + 8 * i)) <= 1) return true
  }
  return false
}

/** Sixteen bases as one number, the first in the highest four bits. */
function basesFrom(base: u32): u64 {
  const at = record.sequence + (base >> 1)
  const even = bswap(load<u64>(at))
  return base & 1 ? (even << 4) | <u64>(load<u8>(at, 8) >> 4) : even
}

function mismatches(a: u64, b: u64): u64 {
  let differing = a ^ b
  differing |= differing >> 1
  differing |= differing >> 2
  return popcnt(differing & 0x1111111111111111)
}

/** Adds each window of `length` UTF-16 letters at `text` with at most one N. */
function addOligonucleotide(text: usize, length: i32): void {
  for (let i = 0; i + <i32>WINDOW <= length; i++) {
    let forward: u64 = 0
    let reverse: u64 = 0
    let unknown: u32 = 0
    for (let j: u32 = 0; j < WINDOW; j++) {
      const base = fourBit(<u32>load<u16>(text + 2 * (<usize>i + j)))
      unknown += base == 15 ? 1 : 0
      forward = (forward << 4) | base
      reverse |= complement(base) << (4 * j)
    }
    if (unknown <= 1) {
      addWindow(forward)
      addWindow(reverse)
    }
  }
}

function addWindow(bases: u64): void {
  store<u64>(WINDOWS + 8 * windows, bases)
  windows++
  mark(FIRST_HALVES, <u32>(bases >> 32))
  mark(LAST_HALVES, <u32>bases)
}

/** The code of a letter in SEQ (SAMv1 section 4.2.3, 2024-11): A 1, C 2, G 4, T 8, N 15. */
function fourBit(letter: u32): u64 {
  if (letter == 0x41) return 1
  if (letter == 0x43) return 2
  if (letter == 0x47) return 4
  return letter == 0x54 ? 8 : 15
}

/** The four bits in reverse. */
function complement(base: u64): u64 {
  return ((base & 1) << 3) | ((base & 2) << 1) | ((base & 4) >> 1) | ((base & 8) >> 3)
}

function hash(half: u32): u32 {
  return (half * 0x9e3779b1) >>> 20
}

function mark(table: usize, half: u32): void {
  const at = table + (hash(half) >> 3)
  store<u8>(at, load<u8>(at) | (<u8>1 << <u8>(hash(half) & 7)))
}

function isMarked(table: usize, half: u32): bool {
  return ((load<u8>(table + (hash(half) >> 3)) >> (hash(half) & 7)) & 1) != 0
}
