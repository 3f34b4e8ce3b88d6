// Mate overlap as mosdepth takes it away (mosdepth 0.3.3, mosdepth.nim, the coverage procedure), its contained-mate defect included:
//
//   first    ==========>                 the stored read
//   second        <==========            meets it by name
//                 -1         +1          single operations: from the second's start to the first's stop
//
// Otherwise every stretch that both reads cover is taken away once.
import { isAligned } from '@genomsyn/bam/assembly/cigar'
import { hashName } from '@genomsyn/bam/assembly/name'
import { row } from '@genomsyn/bam/assembly/read-group'
import * as record from '@genomsyn/bam/assembly/record'
import { takeRun } from './depth'
import * as groups from './group-rings'
import * as names from './live-names'

/** State of the table of first mates. */
export const MATES: usize = memory.data(32, 16)
/** No stored read spans more: a mate further away than this need not be looked up. */
let longestSpan: i32 = 0

export function openMates(): void {
  names.clearTable(MATES)
  longestSpan = 0
}

/** Whether `correctOverlap` may store the record in view. */
export function hasRoomForMate(): bool {
  return names.hasRoom(MATES, 4 * record.cigarLength + 4)
}

/** Stores the record in view, or corrects what it shares with its stored mate; `end` is its end on the reference, `owned` when it starts in the shard. */
export function correctOverlap(end: i32, owned: bool): void {
  if ((record.flag & (record.PROPER_PAIR | record.SUPPLEMENTARY)) != record.PROPER_PAIR) return
  const start = record.position
  const reachesMate = record.contig == record.mateContig && end > record.matePosition
  if (reachesMate && start < record.matePosition) return storeRead(hashName(), end, owned)
  if (record.contig != record.mateContig || start - record.matePosition > longestSpan) return
  const hash = hashName()
  names.expireInSteps(MATES, start)
  const mate = storedMate(hash)
  if (reachesMate && start == record.matePosition && mate == 0) return storeRead(hash, end, owned)
  if (mate == 0) return
  store<u16>(mate, 1, names.TAKEN)
  if (owned) noteMet(mate)
  if (record.cigarLength == 1 && mateOperations(mate) == 1) return takeRun(start, load<i32>(mate, names.END))
  takeShared(mate)
}

/** A name stored twice is known by its latest read. */
function storeRead(hash: u64, end: i32, owned: bool): void {
  names.expireInSteps(MATES, record.position)
  const older = storedRead(hash)
  if (older != 0) {
    store<u16>(older, 1, names.TAKEN)
    if (owned) noteMet(older)
  }
  const item = names.insert(MATES, hash, record.position, end, 4 * record.cigarLength + 4)
  store<u16>(item, <u16>row, names.GROUP)
  store<u32>(item, record.cigarLength, names.PAYLOAD)
  memory.copy(item + names.PAYLOAD + 4, record.cigar, 4 * record.cigarLength)
  longestSpan = max(longestSpan, end - record.position)
}

/**
 * The stored read of this name that begins where the record in view has its mate. mosdepth asks for the name alone, which is the same
 * for pairs; with this, a name that comes more often does not depend on `longestSpan`, that is on where the shard began.
 */
function storedMate(hash: u64): usize {
  const read = storedRead(hash)
  return read != 0 && load<i32>(read, names.START) == record.matePosition ? read : 0
}

function storedRead(hash: u64): usize {
  for (let slot = names.firstSlot(MATES, hash); !names.isFree(MATES, slot); slot = names.nextSlot(MATES, slot)) {
    const item = names.itemIn(MATES, slot, hash)
    if (item != 0 && load<u16>(item, names.TAKEN) == 0 && load<i32>(item, names.END) > record.position) return item
  }
  return 0
}

/** Of reads of one name in two read groups, neither can be told what it would be without the other. */
function noteMet(other: usize): void {
  const group = <u32>load<u16>(other, names.GROUP)
  if (group != row && load<i32>(other, names.END) > record.position) groups.noteMet(groups.MET_PAIRS, group, 1)
}

function mateOperations(mate: usize): u32 {
  return load<u32>(mate, names.PAYLOAD)
}

// Two cursors walk the aligned runs of both reads in step.
let runStart: i32 = 0
let runEnd: i32 = 0

/** Moves to the aligned run at or behind CIGAR address `at`, `position` being where `at` begins; returns the address behind it, or 0. */
function nextRun(at: usize, end: usize, position: i32): usize {
  runStart = runEnd = position
  for (; at < end; at += 4) {
    const operation = load<u32>(at)
    const op = operation & 15
    if (isAligned(op)) runEnd += <i32>(operation >> 4)
    else if (op == 2 || op == 3) {
      if (runEnd > runStart) return at
      runStart = runEnd = runEnd + <i32>(operation >> 4)
    }
  }
  return runEnd > runStart ? end : 0
}

/** Takes away once each stretch covered by the record in view and by its stored mate. */
function takeShared(mate: usize): void {
  const mateEnd = mate + names.PAYLOAD + 4 + 4 * <usize>mateOperations(mate)
  const ownEnd = record.cigar + 4 * <usize>record.cigarLength
  let position = record.position
  for (let at = nextRun(record.cigar, ownEnd, position); at != 0; at = nextRun(at, ownEnd, position)) {
    const start = runStart
    position = runEnd
    takeSharedRun(mate + names.PAYLOAD + 4, mateEnd, load<i32>(mate, names.START), start, position)
  }
}

function takeSharedRun(at: usize, end: usize, position: i32, start: i32, stop: i32): void {
  for (let next = nextRun(at, end, position); next != 0; next = nextRun(next, end, position)) {
    position = runEnd
    const from = max(runStart, start)
    const to = min(runEnd, stop)
    if (from < to) takeRun(from, to)
    if (runStart >= stop) return
  }
}
