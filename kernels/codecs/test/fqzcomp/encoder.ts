// Encodes quality values with any parameters that the format has, as its section 6 describes them (CRAMcodecs; hts-specs, 2025-04).
import { createModel, type Model, type RangeEncoder, startRangeEncoder, uint7 } from '../range-encoder.ts'

export interface ParameterSet {
  readonly context?: number
  readonly maxSymbol: number
  readonly dedup?: boolean
  readonly equalLengths?: boolean
  readonly useSelector?: boolean
  readonly qbits?: number
  readonly qshift?: number
  readonly qloc?: number
  readonly sloc?: number
  readonly ploc?: number
  readonly dloc?: number
  /** Quality of each symbol, `maxSymbol` of them. */
  readonly qmap?: readonly number[]
  readonly qtab?: readonly number[]
  readonly ptab?: readonly number[]
  readonly dtab?: readonly number[]
}

export interface QualityRecord {
  readonly qualities: readonly number[]
  readonly selector?: number
  readonly reversed?: boolean
  /** Says what the stream claims, where it claims what is not so. */
  readonly duplicate?: boolean
}

export interface FqzcompInput {
  readonly sets: readonly ParameterSet[]
  readonly records: readonly QualityRecord[]
  readonly selectors?: { readonly max: number; readonly stab: readonly number[] }
  /** Whether records say if they are reversed. */
  readonly reversals?: boolean
}

export interface Encoded {
  readonly stream: Uint8Array
  readonly bytes: Uint8Array
}

export function encodeFqzcomp(input: FqzcompInput): Encoded {
  const bytes = Uint8Array.from(input.records.flatMap(({ qualities }) => qualities))
  const coder = startRangeEncoder()
  const models = createModels(input)
  let previous: readonly number[] | null = null
  const lengthOf = new Map<ParameterSet, number>()
  for (const record of input.records) {
    const set = beginRecord(input, models, coder, record)
    const coded = record.reversed ? record.qualities.toReversed() : record.qualities
    if (!set.equalLengths || !lengthOf.has(set)) encodeLength(models, coder, coded.length)
    lengthOf.set(set, coded.length)
    if (input.reversals) models.reversal(coder, record.reversed ? 1 : 0)
    const isDuplicate = record.duplicate ?? (previous !== null && coded.join() === previous.join())
    if (set.dedup) models.duplicate(coder, isDuplicate ? 1 : 0)
    if (!set.dedup || !isDuplicate) encodeQualities(set, models, coder, { coded, selector: record.selector ?? 0 })
    previous = coded
  }
  return { stream: Uint8Array.from([...uint7(bytes.length), ...header(input), ...coder.finish()]), bytes }
}

interface Models {
  quality(context: number): Model
  readonly lengths: readonly Model[]
  readonly selector: Model
  readonly reversal: Model
  readonly duplicate: Model
}

function createModels({ sets, selectors }: FqzcompInput): Models {
  const symbols = Math.max(...sets.map(({ maxSymbol }) => maxSymbol)) + 1
  const qualities = new Map<number, Model>()
  return {
    quality(context) {
      const model = qualities.get(context) ?? createModel(symbols)
      qualities.set(context, model)
      return model
    },
    lengths: Array.from({ length: 4 }, () => createModel(256)),
    selector: createModel((selectors?.max ?? sets.length) + 1),
    reversal: createModel(2),
    duplicate: createModel(2),
  }
}

/** Encodes the selector. Returns the set that it chooses, or the last when there is none. */
function beginRecord(
  { sets, selectors }: FqzcompInput,
  models: Models,
  coder: RangeEncoder,
  record: QualityRecord,
): ParameterSet {
  const { selector = 0 } = record
  if (sets.length > 1 || sets[0]!.useSelector) models.selector(coder, selector)
  return sets[selectors ? selectors.stab[selector]! : selector] ?? sets.at(-1)!
}

function encodeLength({ lengths }: Models, coder: RangeEncoder, length: number): void {
  lengths.forEach((model, i) => model(coder, (length >> (8 * i)) & 255))
}

function encodeQualities(
  set: ParameterSet,
  models: Models,
  coder: RangeEncoder,
  { coded, selector }: { coded: readonly number[]; selector: number },
): void {
  const { qbits = 0, qshift = 0, qloc = 0, sloc = 0, ploc = 0, dloc = 0 } = set
  let [context, qualities, changes, previous] = [set.context ?? 0, 0, 0, 0]
  coded.forEach((quality, i) => {
    const symbol = set.qmap ? set.qmap.indexOf(quality) : quality
    models.quality(context)(coder, symbol)
    qualities = ((qualities << qshift) + (set.qtab ? set.qtab[symbol]! : symbol)) & 0xffff
    context = (set.context ?? 0) + ((qualities & (2 ** qbits - 1)) << qloc)
    if (set.ptab) context += set.ptab[Math.min(coded.length - i, 1023)]! << ploc
    if (set.dtab) context += set.dtab[Math.min(changes, 255)]! << dloc
    if (set.useSelector) context += selector << sloc
    context &= 0xffff
    if (previous !== symbol) changes++
    previous = symbol
  })
}

function header({ sets, selectors, reversals }: FqzcompInput): number[] {
  const flags = (sets.length > 1 ? 1 : 0) + (selectors ? 2 : 0) + (reversals ? 4 : 0)
  return [
    5,
    flags,
    ...(sets.length > 1 ? [sets.length] : []),
    ...(selectors ? [selectors.max, ...runLengths(selectors.stab)] : []),
    ...sets.flatMap(setHeader),
  ]
}

function setHeader(set: ParameterSet): number[] {
  const { context = 0, qbits = 0, qshift = 0, qloc = 0, sloc = 0, ploc = 0, dloc = 0 } = set
  const flags = [false, set.dedup, set.equalLengths, set.useSelector, set.qmap, set.ptab, set.dtab, set.qtab]
  return [
    context & 255,
    context >> 8,
    flags.reduce((sum, flag, bit) => sum + (flag ? 1 << bit : 0), 0),
    set.maxSymbol,
    (qbits << 4) + qshift,
    (qloc << 4) + sloc,
    (ploc << 4) + dloc,
    ...(set.qmap ?? []),
    ...[set.qtab, set.ptab, set.dtab].flatMap((table) => (table ? runLengths(table) : [])),
  ]
}

/** Run lengths in parts of up to 255, and how often a part that was repeated is repeated further (ReadArray, backwards). */
export function runLengths(table: readonly number[]): number[] {
  const parts: number[] = []
  const last = table.at(-1)!
  for (let value = 0; value <= last; value++) {
    let run = table.filter((entry) => entry === value).length
    for (; run >= 255; run -= 255) parts.push(255)
    parts.push(run)
  }
  return repeatsCounted(parts)
}

function repeatsCounted(parts: readonly number[]): number[] {
  const bytes: number[] = []
  for (let i = 0; i < parts.length;) {
    const part = parts[i]!
    let times = 1
    while (parts[i + times] === part) times++
    i += times
    bytes.push(part)
    for (let left = times - 1; left > 0;) {
      const further = Math.min(left - 1, 255)
      bytes.push(part, further)
      left -= 1 + further
    }
  }
  return bytes
}
