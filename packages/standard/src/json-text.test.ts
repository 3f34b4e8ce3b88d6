import { describe, expect, it } from 'vitest'
import { float, formatJson, sortKeys } from './json-text.ts'

describe('JSON text', () => {
  it('is indented by four spaces and ends with a newline', () => {
    expect(formatJson({ a: { b: 1 }, c: {} })).toBe('{\n    "a": {\n        "b": 1\n    },\n    "c": {}\n}\n')
  })

  it('writes integers of any size and floats as such', () => {
    expect(formatJson({ a: 110_066_894_077n, b: float(30), c: 30, d: float(0.0007) })).toBe(
      '{\n    "a": 110066894077,\n    "b": 30.0,\n    "c": 30,\n    "d": 0.0007\n}\n',
    )
  })

  it('refuses a number that is neither a safe integer nor called a float', () => {
    expect(() => formatJson({ a: 0.5 })).toThrow('0.5 is written as an integer but is none')
    expect(() => formatJson({ a: 2 ** 53 })).toThrow(RangeError)
  })

  it('escapes everything beyond printable ASCII, as Python does', () => {
    expect(formatJson({ id: 'Ærø "1"\\\n\u007f😀' })).toBe(
      '{\n    "id": "\\u00c6r\\u00f8 \\"1\\"\\\\\\n\\u007f\\ud83d\\ude00"\n}\n',
    )
  })

  it('keeps a list of scalars on one line, and rows of a table on one line each', () => {
    expect(formatJson({ a: [1, 2], b: [[1, 2], [3]], c: [{ d: null, e: true }], f: [] })).toBe(
      '{\n    "a": [1, 2],\n    "b": [\n        [1, 2],\n        [3]\n    ],\n    "c": [\n        {"d": null, "e": true}\n    ],\n    "f": []\n}\n',
    )
  })

  it('breaks rows that hold more than scalars', () => {
    expect(formatJson({ a: [{ b: { c: 1 } }] })).toBe(
      '{\n    "a": [\n        {\n            "b": {\n                "c": 1\n            }\n        }\n    ]\n}\n',
    )
  })

  it('sorts keys at every depth', () => {
    expect(Object.keys(sortKeys({ b: 1, a: { d: 1, c: 2 } }).a as object)).toEqual(['c', 'd'])
  })
})
