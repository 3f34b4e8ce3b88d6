import { expect, it } from 'vitest'
import { digitPlaces, digitsFor, renameForCopy } from './copy-name.ts'

const NAME = 'A00217:77:HFJWFDSXX:2:1617:21712:823'

function copyOf(original: string, copy: number, digits: number): string {
  const name = Buffer.from(original)
  renameForCopy(name, digitPlaces(name, digits), copy)
  return name.toString()
}

it('keeps the name of the first copy and the length of all', () => {
  expect(copyOf(NAME, 0, 4)).toBe(NAME)
  expect(copyOf(NAME, 1295, 4)).toHaveLength(NAME.length)
})

it('gives every copy of every name a name of its own', () => {
  const names = ['1:1000', '1:1001', '1:1010', '1:2000'].flatMap((name) =>
    Array.from({ length: 216 }, (_, copy) => copyOf(name, copy, 3)),
  )
  expect(new Set(names).size).toBe(4 * 216)
  expect(names.every((name) => /^[\w:]+$/.test(name))).toBe(true)
})

it('changes no more digits than the number of copies needs', () => {
  expect([1, 6, 7, 36, 37, 1297].map(digitsFor)).toEqual([1, 1, 2, 2, 3, 5])
})

it('refuses a name with too few digits', () => {
  expect(() => copyOf('read:12', 0, 3)).toThrow('read:12 has fewer than 3 digits')
})
