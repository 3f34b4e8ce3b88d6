import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CountId, countDefinitions } from './counts.ts'
import { readPartial, writePartial } from './file.ts'
import { mergePartials } from './merge.ts'
import { countLength, emptyPartial, type PartialResult } from './partial.ts'

const CONTIGS = 5
const IDS: readonly CountId[] = ['quality-source', 'contig-depth', 'blocks', 'wgs-exclusions']

/** A few words of each count, up to the largest number that a word holds. */
const partials: fc.Arbitrary<PartialResult> = fc
  .tuple(
    ...IDS.map((id) =>
      fc.array(fc.tuple(fc.nat(countLength(id, CONTIGS) - 1), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), { maxLength: 6 }),
    ),
  )
  .map((vectors) => {
    const partial = emptyPartial(IDS, CONTIGS)
    vectors.forEach((words, i) => words.forEach(([index, word]) => (partial.counts[IDS[i]!]![index] = word)))
    return partial
  })

function expectEqual(one: PartialResult, other: PartialResult): void {
  expect(one).toEqual(other)
}

describe('merging', () => {
  it('does not depend on the order', () => {
    fc.assert(fc.property(partials, partials, (a, b) => expectEqual(mergePartials([a, b]), mergePartials([b, a]))))
  })

  it('does not depend on the grouping', () => {
    fc.assert(
      fc.property(partials, partials, partials, (a, b, c) => {
        const all = mergePartials([a, b, c])
        expect(mergePartials([mergePartials([a, b]), c])).toEqual(all)
        expect(mergePartials([a, mergePartials([b, c])])).toEqual(all)
      }),
    )
  })

  it('has zeros as its identity', () => {
    fc.assert(fc.property(partials, (a) => expectEqual(mergePartials([a, emptyPartial(IDS, CONTIGS)]), a)))
  })

  it('leaves what it merges as it was', () => {
    const one = emptyPartial(IDS, CONTIGS)
    one.counts.blocks![3] = 7n
    mergePartials([one, one])
    expect(one.counts.blocks![3]).toBe(7n)
  })

  it('adds modulo 2^64, as digests need', () => {
    const largest = emptyPartial(['blocks'], 0)
    largest.counts.blocks![3] = 2n ** 64n - 1n
    const one = emptyPartial(['blocks'], 0)
    one.counts.blocks![3] = 3n
    expect(mergePartials([largest, one]).counts.blocks![3]).toBe(2n)
  })

  it('takes partials that went through files and others together', () => {
    fc.assert(
      fc.property(partials, partials, (a, b) =>
        expectEqual(mergePartials([readPartial(writePartial(a)), b]), mergePartials([a, b])),
      ),
    )
  })

  it.each([
    ['nothing', [], 'nothing to merge'],
    [
      'other kernels',
      [emptyPartial(IDS, 5), { ...emptyPartial(IDS, 5), contract: 1 }],
      'partials were counted by different versions of the kernel',
    ],
    ['other contigs', [emptyPartial(IDS, 5), emptyPartial(IDS, 6)], 'partials belong to different plans'],
    ['other counts', [emptyPartial(IDS, 5), emptyPartial(['flags'], 5)], 'partials belong to different plans'],
  ])('refuses %s', (_, parts, sentence) => {
    expect(() => mergePartials(parts)).toThrow(new Error(sentence))
  })
})

describe('an empty partial', () => {
  it('has a vector of the right length for each count, contigs included', () => {
    const ids = Object.keys(countDefinitions) as CountId[]
    const { counts } = emptyPartial(ids, 3)
    for (const id of ids) {
      const { length, perContig } = countDefinitions[id]
      expect(counts[id]).toHaveLength(perContig ? 3 * length : length)
    }
  })
})

describe('a partial file', () => {
  it('gives back what was written', () => {
    fc.assert(fc.property(partials, (partial) => expectEqual(readPartial(writePartial(partial)), partial)))
  })

  it('is the same text for the same counts in whatever order they were asked for', () => {
    expect(writePartial(emptyPartial(['flags', 'blocks'], 2))).toBe(writePartial(emptyPartial(['blocks', 'flags'], 2)))
  })

  it('names the counts, the contract and the words that are not zero', () => {
    const partial = emptyPartial(['contig-depth'], 3)
    partial.counts['contig-depth']![2] = 12n
    const text = `{"contract":${partial.contract},"contig_count":3,"counts":{"contig-depth":["2:12"]}}\n`
    expect(writePartial(partial)).toBe(text)
  })

  it.each([
    ['an unknown count', '{"contract":1,"contig_count":1,"counts":{"depths":[]}}', 'unknown count depths'],
    ['a name that all objects have', '{"contract":1,"contig_count":1,"counts":{"constructor":[]}}', 'unknown count constructor'],
    ['a word behind the end', '{"contract":1,"contig_count":1,"counts":{"blocks":["4:1"]}}', 'no such word in a count: 4:1'],
    [
      'a word before the beginning',
      '{"contract":1,"contig_count":1,"counts":{"blocks":["-1:1"]}}',
      'no such word in a count: -1:1',
    ],
    ['a word without index', '{"contract":1,"contig_count":1,"counts":{"blocks":[":1"]}}', 'no such word in a count: :1'],
    ['a word without value', '{"contract":1,"contig_count":1,"counts":{"blocks":["1"]}}', 'no such word in a count: 1'],
    ['a negative value', '{"contract":1,"contig_count":1,"counts":{"blocks":["1:-1"]}}', 'no such word in a count: 1:-1'],
    [
      'a value of more than 64 bits',
      '{"contract":1,"contig_count":1,"counts":{"blocks":["1:18446744073709551616"]}}',
      'no such word in a count: 1:18446744073709551616',
    ],
  ])('is refused for %s', (_, text, sentence) => {
    expect(() => readPartial(text)).toThrow(new Error(sentence))
  })

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"contract":1,"contig_count":-1,"counts":{}}',
    '{"contract":"1","contig_count":1,"counts":{}}',
    '{"contract":1,"contig_count":1,"counts":{"blocks":[7]}}',
    '{"contract":1,"contig_count":1,"counts":{"blocks":{}}}',
  ])('is refused when it is %s', (text) => {
    expect(() => readPartial(text)).toThrow(Error)
  })
})
