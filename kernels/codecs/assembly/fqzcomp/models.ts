// The models of one block (CRAMcodecs section 6.2, FQZCreateModels; hts-specs, 2025-04): the quality models, one per context,
// in scratch; those that are used once a record in memory of their own.
import { createModels, modelBytes } from '../adaptive-model'
import { takeScratch } from '../scratch'
import { contextCount, maxSelector, maxSymbol } from './parameters'

/** Bytes of the model of 256 symbols, the largest. */
const LARGEST: u32 = 784
/** Bytes of the model of two symbols. */
const SMALLEST: u32 = 32
const LENGTH_MODELS: usize = memory.data(4 * LARGEST, 64)
const SELECTOR_MODEL: usize = memory.data(LARGEST, 64)
const FLAG_MODELS: usize = memory.data(2 * SMALLEST, 64)

/** The model of context 0, and from one context's to the next. */
export let qualityModels: usize = 0
export let qualityStride: u32 = 0
/** The model of the lowest byte of a length, the others LENGTH_STRIDE apart. */
export let lengthModels: usize = 0
export const LENGTH_STRIDE: u32 = LARGEST
export let selectorModel: usize = 0
export let duplicateModel: usize = 0
export let reversalModel: usize = 0

/** Makes them anew for the parameters read last. Returns false when there is not enough scratch. */
export function createFqzcompModels(): bool {
  const symbols = maxSymbol + 1
  qualityStride = modelBytes(symbols)
  const first = takeScratch(<u64>qualityStride * contextCount)
  if (first == 0) return false
  qualityModels = createModels(first, contextCount, symbols)
  lengthModels = createModels(LENGTH_MODELS, 4, 256)
  selectorModel = createModels(SELECTOR_MODEL, 1, maxSelector + 1)
  duplicateModel = createModels(FLAG_MODELS, 2, 2)
  reversalModel = duplicateModel + SMALLEST
  return true
}
