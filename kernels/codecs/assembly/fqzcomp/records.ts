// What goes before the quality values of a record, and what is done with them afterwards (CRAMcodecs section 6.2, FQZNewRecord
// and ReverseQualities; hts-specs, 2025-04).
import { decodeSymbol } from '../adaptive-model'
import { duplicateModel, LENGTH_STRIDE, lengthModels, reversalModel, selectorModel } from './models'
import { DO_DEDUP, EQUAL_LENGTHS, FLAGS, haveReversals, haveSelectors, LAST_LENGTH, setOf } from './parameters'

// The record read last.
export let parameterSet: usize = 0
export let selector: u32 = 0
export let recordLength: u32 = 0
/** Whether it is the one before it once more. */
export let isDuplicate: bool = false
let isReversed: bool = false

// The record before it, still as it was coded, since the next may repeat it.
let previousLength: u32 = 0
let previousReversed: bool = false

export function beginRecords(): void {
  selector = 0
  recordLength = previousLength = 0
  isReversed = previousReversed = false
}

/** Reads what goes before a record. Returns false when it is malformed: a length of 0 is. */
export function nextRecord(): bool {
  previousLength = recordLength
  previousReversed = isReversed
  if (!readSelector() || !readLength() || !readFlags()) return false
  return !isDuplicate || recordLength == previousLength
}

/** Turns round the record before the one read last, which begins at `end`. */
export function reversePrevious(end: usize): void {
  if (previousReversed) reverse(end - previousLength, end)
}

/** Turns round the record read last, which ends at `end`. */
export function reverseLast(end: usize): void {
  if (isReversed) reverse(end - recordLength, end)
}

function readSelector(): bool {
  if (haveSelectors) {
    const symbol = decodeSymbol(selectorModel)
    if (symbol < 0) return false
    selector = symbol
  }
  parameterSet = setOf(selector)
  return parameterSet != 0
}

function readLength(): bool {
  const last = load<u32>(parameterSet, LAST_LENGTH)
  if (last != 0 && load<u32>(parameterSet, FLAGS) & EQUAL_LENGTHS) {
    recordLength = last
    return true
  }
  recordLength = 0
  for (let i: u32 = 0; i < 4; i++) {
    const byte = decodeSymbol(lengthModels + i * LENGTH_STRIDE)
    if (byte < 0) return false
    recordLength |= (<u32>byte) << (i << 3)
  }
  store<u32>(parameterSet, recordLength, LAST_LENGTH)
  return recordLength > 0
}

function readFlags(): bool {
  isReversed = isDuplicate = false
  if (haveReversals) {
    const symbol = decodeSymbol(reversalModel)
    if (symbol < 0) return false
    isReversed = symbol != 0
  }
  if (load<u32>(parameterSet, FLAGS) & DO_DEDUP) {
    const symbol = decodeSymbol(duplicateModel)
    if (symbol < 0) return false
    isDuplicate = symbol != 0
  }
  return true
}

function reverse(from: usize, end: usize): void {
  let left = from
  let right = end - 1
  for (; left < right; left++, right--) {
    const byte = load<u8>(left)
    store<u8>(left, load<u8>(right))
    store<u8>(right, byte)
  }
}
