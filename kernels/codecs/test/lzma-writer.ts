// Writes raw LZMA (LZMA specification, Igor Pavlov, 2015-06): every kind of symbol, chosen greedily, not well.

const CHANCE_BITS = 11
const MOVE = 5

export interface LzmaProperties {
  readonly lc: number
  readonly lp: number
  readonly pb: number
}

/** What is coded before the rest: bytes, or copies that need not be of what the input holds. */
export type Symbol = number | { readonly distance: number; readonly length: number }

/** An encoder of one dictionary: each call of `encode` is a chunk with a range coder of its own. */
export class LzmaEncoder {
  private chances = new Map<string, number>()
  private state = 0
  private recent = [1, 1, 1, 1]
  private low = 0n
  private range = 0xffffffff
  private pending = 0
  private cache = 0
  private bytes: number[] = []
  private readonly input: Uint8Array
  private properties: LzmaProperties

  constructor(input: Uint8Array, properties: LzmaProperties) {
    this.input = input
    this.properties = properties
  }

  reset(properties: LzmaProperties = this.properties): void {
    this.properties = properties
    this.chances = new Map()
    this.state = 0
    this.recent = [1, 1, 1, 1]
  }

  /** Encodes [at, end) of the input. `extra` symbols follow, whatever they are. */
  encode(at: number, end: number, extra: readonly Symbol[] = []): Uint8Array {
    this.low = 0n
    this.range = 0xffffffff
    this.pending = 1
    this.cache = 0
    this.bytes = []
    while (at < end) at = this.next(at, end)
    for (const symbol of extra) {
      if (typeof symbol === 'number') this.literal(at)
      else this.match(at, symbol.distance, symbol.length)
    }
    for (let i = 0; i < 5; i++) this.shiftLow()
    return Uint8Array.from(this.bytes)
  }

  private next(at: number, end: number): number {
    const repeats = this.recent.map((distance) => this.lengthAt(at, end, distance))
    const best = repeats.indexOf(Math.max(...repeats))
    if (repeats[best]! >= 2) {
      this.repeat(at, best, repeats[best]!)
      return at + repeats[best]!
    }
    const found = this.longest(at, end)
    if (found.length >= 3) {
      this.match(at, found.distance, found.length)
      return at + found.length
    }
    if (repeats[0] === 1 && this.state >= 7 === (at % 2 === 0)) this.shortRepeat(at)
    else this.literal(at)
    return at + 1
  }

  private lengthAt(at: number, end: number, distance: number): number {
    if (distance > at) return 0
    let length = 0
    while (at + length < end && length < 273 && this.input[at + length] === this.input[at + length - distance]) length++
    return length
  }

  /** The longest of the nearest copies, and of some far ones. */
  private longest(at: number, end: number): { distance: number; length: number } {
    let found = { distance: 0, length: 0 }
    for (let from = at - 1; from >= 0 && found.length < 273; from--) {
      const length = this.lengthAt(at, end, at - from)
      if (length > found.length) found = { distance: at - from, length }
    }
    return found
  }

  private literal(at: number): void {
    const { lc, lp } = this.properties
    const before = at === 0 ? 0 : this.input[at - 1]!
    const context = `literal ${((at & ((1 << lp) - 1)) << lc) + (before >> (8 - lc))}`
    const byte = this.input[at] ?? 0
    this.bit(`match ${this.state} ${this.place(at)}`, 0)
    let symbol = 1
    let expected = this.state >= 7 ? this.input[at - this.recent[0]!]! : -1
    for (let shift = 7; shift >= 0; shift--) {
      const bit = (byte >> shift) & 1
      const guess = expected < 0 ? '' : ` after ${(expected >> shift) & 1}`
      this.bit(`${context}${guess} ${symbol}`, bit)
      if (expected >= 0 && ((expected >> shift) & 1) !== bit) expected = -1
      symbol = symbol * 2 + bit
    }
    this.state = this.state < 4 ? 0 : this.state < 10 ? this.state - 3 : this.state - 6
  }

  private match(at: number, distance: number, length: number): void {
    this.bit(`match ${this.state} ${this.place(at)}`, 1)
    this.bit(`repeat ${this.state}`, 0)
    this.length('length', at, length)
    this.distance(distance - 1, length)
    this.recent = [distance, ...this.recent.slice(0, 3)]
    this.state = this.state < 7 ? 7 : 10
  }

  private shortRepeat(at: number): void {
    this.bit(`match ${this.state} ${this.place(at)}`, 1)
    this.bit(`repeat ${this.state}`, 1)
    this.bit(`repeat 0 ${this.state}`, 0)
    this.bit(`long ${this.state} ${this.place(at)}`, 0)
    this.state = this.state < 7 ? 9 : 11
  }

  private repeat(at: number, which: number, length: number): void {
    this.bit(`match ${this.state} ${this.place(at)}`, 1)
    this.bit(`repeat ${this.state}`, 1)
    for (let i = 0; i < Math.min(which + 1, 3); i++) this.bit(`repeat ${i} ${this.state}`, which > i ? 1 : 0)
    if (which === 0) this.bit(`long ${this.state} ${this.place(at)}`, 1)
    this.length('repeat length', at, length)
    this.recent = [this.recent[which]!, ...this.recent.filter((_, i) => i !== which)]
    this.state = this.state < 7 ? 8 : 11
  }

  private length(coder: string, at: number, length: number): void {
    const part = length < 10 ? 0 : length < 18 ? 1 : 2
    for (let i = 0; i < Math.min(part + 1, 2); i++) this.bit(`${coder} choice ${i}`, part > i ? 1 : 0)
    this.tree(`${coder} ${part} ${part === 2 ? '' : this.place(at)}`, part === 2 ? 8 : 3, length - [2, 10, 18][part]!)
  }

  /** `distance` is less one. */
  private distance(distance: number, length: number): void {
    const top = distance < 4 ? 0 : 31 - Math.clz32(distance)
    const slot = distance < 4 ? distance : 2 * top + ((distance >>> (top - 1)) & 1)
    this.tree(`slot ${Math.min(length - 2, 3)}`, 6, slot)
    if (slot < 4) return
    const bits = top - 1
    const low = distance % 2 ** bits
    if (slot < 14) {
      this.reverseTree(`special ${slot}`, bits, low)
      return
    }
    for (let shift = bits - 1; shift >= 4; shift--) this.direct(Math.floor(low / 2 ** shift) & 1)
    this.reverseTree('align', 4, low & 15)
  }

  private place(at: number): number {
    return at & ((1 << this.properties.pb) - 1)
  }

  private tree(name: string, width: number, value: number): void {
    let symbol = 1
    for (let shift = width - 1; shift >= 0; shift--) {
      const bit = (value >> shift) & 1
      this.bit(`${name} ${symbol}`, bit)
      symbol = symbol * 2 + bit
    }
  }

  private reverseTree(name: string, width: number, value: number): void {
    let symbol = 1
    for (let shift = 0; shift < width; shift++) {
      const bit = (value >> shift) & 1
      this.bit(`${name} ${symbol}`, bit)
      symbol = symbol * 2 + bit
    }
  }

  private bit(name: string, bit: number): void {
    const chance = this.chances.get(name) ?? 1 << (CHANCE_BITS - 1)
    const bound = (this.range >>> CHANCE_BITS) * chance
    this.chances.set(name, bit === 0 ? chance + ((2 ** CHANCE_BITS - chance) >> MOVE) : chance - (chance >> MOVE))
    if (bit === 1) this.low += BigInt(bound)
    this.range = bit === 0 ? bound : this.range - bound
    this.widen()
  }

  private direct(bit: number): void {
    this.range = Math.floor(this.range / 2)
    if (bit === 1) this.low += BigInt(this.range)
    this.widen()
  }

  private widen(): void {
    while (this.range < 2 ** 24) {
      this.range = (this.range * 256) % 2 ** 32
      this.shiftLow()
    }
  }

  /** A byte is certain once no carry can reach it any more. */
  private shiftLow(): void {
    if (this.low < 0xff000000n || this.low > 0xffffffffn) {
      const carry = Number(this.low >> 32n)
      for (; this.pending > 0; this.pending--) {
        this.bytes.push((this.cache + carry) & 255)
        this.cache = 255
      }
      this.cache = Number((this.low >> 24n) & 255n)
    }
    this.pending++
    this.low = (this.low & 0x00ffffffn) << 8n
  }
}
