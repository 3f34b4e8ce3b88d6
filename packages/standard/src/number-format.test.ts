import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatC, formatJava, formatPythonFloat } from './number-format.ts'

/** |value| as numerator / denominator, exactly. */
function exactly(value: number): [numerator: bigint, denominator: bigint] {
  let denominator = 1n
  let scaled = Math.abs(value)
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    denominator *= 2n
  }
  return [BigInt(scaled), denominator]
}

/** Twice (|value| * 10^decimals - digits), as a numerator over the same denominator. */
function twiceError(value: number, digits: bigint, decimals: number): { error: bigint; unit: bigint } {
  const [numerator, denominator] = exactly(value)
  return { error: 2n * (numerator * 10n ** BigInt(decimals) - digits * denominator), unit: denominator }
}

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
/** Values that printf and FormatUtil meet as ties. */
const eighths = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 8)
const anyDouble = fc.oneof(doubles, eighths, fc.double({ noNaN: true, noDefaultInfinity: true }))

describe('printf %.nf', () => {
  it.each([
    [0.125, 2, '0.12'],
    [0.375, 2, '0.38'],
    [2.675, 2, '2.67'],
    [0.5, 0, '0'],
    [1.5, 0, '2'],
    [2.5, 0, '2'],
    [0.25, 1, '0.2'],
    [0.75, 1, '0.8'],
    [99.995, 2, '100.00'],
    [-0.001, 2, '-0.00'],
    [-0, 1, '-0.0'],
    [0, 2, '0.00'],
    [1e22, 1, '10000000000000000000000.0'],
    [5e-324, 3, '0.000'],
  ])('prints %d with %i decimals as %s', (value, decimals, text) => {
    expect(formatC(value, decimals)).toBe(text)
  })

  it('prints what is no number as C does', () => {
    expect([NaN, Infinity, -Infinity].map((value) => formatC(value, 2))).toEqual(['nan', 'inf', '-inf'])
  })

  it('is never further than half a unit from the binary value, and even when exactly half', () => {
    fc.assert(
      fc.property(fc.oneof(doubles, eighths), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const digits = BigInt(formatC(value, decimals).replaceAll(/[-.]/g, ''))
        const { error, unit } = twiceError(value, digits, decimals)
        const size = error < 0n ? -error : error
        expect(size < unit || (size === unit && digits % 2n === 0n)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('agrees with toFixed wherever the value is no tie', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 0, max: 1e6 }), (value) => {
        const [numerator, denominator] = exactly(value)
        fc.pre((2n * numerator * 100n) % denominator !== 0n)
        expect(formatC(value, 2)).toBe(value.toFixed(2))
      }),
    )
  })
})

describe('FormatUtil of htsjdk', () => {
  it.each([
    [1_754_178 / 44_800, '39.155759'],
    [0.01512, '0.01512'],
    [40, '40'],
    [0, '0'],
    [0.1666666666, '0.166667'],
    [4.5, '4.5'],
    [1 / 2 ** 7, '0.007812'],
    [3 / 2 ** 7, '0.023437'],
    [0.0000004, '0'],
    [-0.0000004, '-0'],
    [98_631_414_139, '98631414139'],
    [2 ** 60, '1152921504606847000'],
    [79_184_472_560.88257, '79184472560.88257'],
    [35_343_062_877_655.03, '35343062877655.03'],
    [NaN, '?'],
    [Infinity, '?'],
  ])('prints %d as %s', (value, text) => {
    expect(formatJava(value)).toBe(text)
  })

  it('rounds an exact half towards zero and everything else to the nearest', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ noNaN: true, min: -1e8, max: 1e8 }),
          fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 2 ** 7),
        ),
        (value) => {
          const [whole = '', fraction = ''] = formatJava(value).replace('-', '').split('.')
          const { error, unit } = twiceError(value, BigInt(whole + fraction.padEnd(6, '0')), 6)
          expect(error > -unit && error <= unit).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('writes no trailing zeros and at most six decimals', () => {
    fc.assert(
      fc.property(doubles, (value) => {
        expect(formatJava(value)).toMatch(/^-?\d+(\.\d{0,5}[1-9])?$/)
      }),
    )
  })
})

describe('the float of Python and its json', () => {
  it.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [30, '30.0'],
    [95.9, '95.9'],
    [98_631_414_139, '98631414139.0'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1.5e300, '1.5e+300'],
    [1.2345678901234568e17, '1.2345678901234568e+17'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [0.000012345, '1.2345e-05'],
    [5e-324, '5e-324'],
    [-0.1, '-0.1'],
  ])('writes %d as %s', (value, text) => {
    expect(formatPythonFloat(value)).toBe(text)
  })

  it('reads back as the same double, and never as an integer', () => {
    fc.assert(
      fc.property(anyDouble, (value) => {
        const text = formatPythonFloat(value)
        expect(Object.is(Number(text), value)).toBe(true)
        expect(text).toMatch(/[.e]/)
      }),
      { numRuns: 2000 },
    )
  })

  it('has as few digits as reading back allows', () => {
    fc.assert(
      fc.property(doubles, (value) => {
        fc.pre(value !== 0)
        const digits = formatPythonFloat(value).replace(/e.*/, '').replaceAll(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '')
        fc.pre(digits.length > 1)
        expect(Number(value.toPrecision(digits.length - 1))).not.toBe(value)
      }),
    )
  })

  it('refuses what JSON cannot hold', () => {
    expect(() => formatPythonFloat(NaN)).toThrow('NaN cannot be written as JSON')
    expect(() => formatPythonFloat(-Infinity)).toThrow(RangeError)
  })
})
