// How C, Java and Python print a double. Exact: decisions are taken on the binary value in integer arithmetic.

const JAVA_FRACTION_DIGITS = 6
const MANTISSA_BITS = 52n
const EXPONENT_BIAS = 1075n

/** Whether a quotient's remainder, given as sign of (2 * remainder - divisor), rounds away from zero. */
type Rounding = (comparedWithHalf: number, quotient: bigint) => boolean

const halfToEven: Rounding = (compared, quotient) => compared > 0 || (compared === 0 && (quotient & 1n) === 1n)
const halfDown: Rounding = (compared) => compared > 0

/** As printf `%.<decimals>f` does: the exact binary value, true ties to even (ISO C99 section 7.19.6.1). */
export function formatC(value: number, decimals: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  return signOf(value) + pointed(scaled(value, decimals, halfToEven), decimals)
}

/**
 * As Picard prints a double: at most six decimals, no trailing zeros, HALF_DOWN, no grouping, `?` for NaN and
 * infinities (htsjdk 2.24.1, FormatUtil.java). Java prints no digit beyond those that tell the double from its
 * neighbours, so a large value may have fewer decimals than its binary form would yield (checked with JDK 17 below 1e17,
 * where JDK 19 and later are the shortest digits too).
 */
export function formatJava(value: number): string {
  if (!Number.isFinite(value)) return '?'
  const shortest = shortestPositional(Math.abs(value))
  if (fractionDigits(shortest) <= JAVA_FRACTION_DIGITS) return signOf(value) + shortest.replace(/\.0$/, '')
  return signOf(value) + pointed(scaled(value, JAVA_FRACTION_DIGITS, halfDown), JAVA_FRACTION_DIGITS).replace(/\.?0+$/, '')
}

/**
 * As Python's `repr` and `json` write a float: the shortest digits that read back, always with a point or an
 * exponent, the exponent from 1e16 up and below 1e-4 (CPython 3, float_repr_style short).
 * @throws RangeError for NaN and infinities, which JSON has no form for
 */
export function formatPythonFloat(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written as JSON`)
  if (value === 0) return `${signOf(value)}0.0`
  const [digits, exponent] = shortestDigits(Math.abs(value))
  return signOf(value) + (exponent < -4 || exponent >= 16 ? scientific(digits, exponent) : positional(digits, exponent))
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : ''
}

/** |value| * 10^decimals as an integer, rounded on the exact binary value. */
function scaled(value: number, decimals: number, roundsUp: Rounding): bigint {
  const { mantissa, exponent } = binaryParts(value)
  const decimal = mantissa * 10n ** BigInt(decimals)
  if (exponent >= 0n) return decimal << exponent
  const divisor = 1n << -exponent
  const quotient = decimal / divisor
  const twice = 2n * (decimal % divisor)
  const compared = twice > divisor ? 1 : twice === divisor ? 0 : -1
  return roundsUp(compared, quotient) ? quotient + 1n : quotient
}

/** |value| = mantissa * 2^exponent (IEEE 754-2019, binary64). */
function binaryParts(value: number): { mantissa: bigint; exponent: bigint } {
  const bits = new BigUint64Array(new Float64Array([value]).buffer)[0]!
  const fraction = bits & ((1n << MANTISSA_BITS) - 1n)
  const biased = (bits >> MANTISSA_BITS) & 0x7ffn
  const isSubnormal = biased === 0n
  return {
    mantissa: isSubnormal ? fraction : fraction | (1n << MANTISSA_BITS),
    exponent: (isSubnormal ? 1n : biased) - EXPONENT_BIAS,
  }
}

function pointed(scaledValue: bigint, decimals: number): string {
  const digits = scaledValue.toString().padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Shortest digits d1d2… and the exponent of d1: value = d1.d2… * 10^exponent. */
function shortestDigits(value: number): [digits: string, exponent: number] {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  return [mantissa.replace('.', ''), Number(exponent)]
}

function shortestPositional(value: number): string {
  return value === 0 ? '0.0' : positional(...shortestDigits(value))
}

function fractionDigits(text: string): number {
  return text.length - text.indexOf('.') - 1
}

function scientific(digits: string, exponent: number): string {
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

function positional(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return `${whole}.${digits.slice(exponent + 1) || '0'}`
}
