// JSON as text, in the manner of Python's json.dump(indent=4). An integer is a number or bigint; a float says so.
import { formatPythonFloat } from './number-format.ts'

const INDENT = 4
const BEYOND_ASCII = /[\u007f-\uffff]/
const EACH_BEYOND_ASCII = /[\u007f-\uffff]/g

/** A number that is written with a decimal point or an exponent even when it is whole. */
export interface JsonFloat {
  readonly float: number
}

export type JsonScalar = string | number | bigint | boolean | null | JsonFloat
export type Json = JsonScalar | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export function float(value: number): JsonFloat {
  return { float: value }
}

/**
 * The document's text with a trailing newline. Keys keep their order. Inside a list, an element that holds
 * scalars only is written on one line (Python would break it; the GA4GH document has no list).
 * @throws RangeError for a number that is no integer and not marked as float
 */
export function formatJson(document: JsonObject): string {
  return `${format(document, 0)}\n`
}

/** The same object with its keys, and those of all objects in it, in code point order. */
export function sortKeys(object: JsonObject): JsonObject {
  const keys = Object.keys(object).toSorted((a, b) => (a < b ? -1 : 1))
  return Object.fromEntries(keys.map((key) => [key, isObject(object[key]!) ? sortKeys(object[key]) : object[key]!]))
}

function format(value: Json, depth: number): string {
  if (isList(value)) return formatList(value, depth)
  if (isObject(value))
    return enclose(
      '{}',
      Object.entries(value).map(([key, member]) => `${quote(key)}: ${format(member, depth + 1)}`),
      depth,
    )
  return formatScalar(value)
}

function formatList(list: readonly Json[], depth: number): string {
  if (list.every(isScalar)) return `[${list.map(formatScalar).join(', ')}]`
  return enclose(
    '[]',
    list.map((element) => (isFlat(element) ? formatFlat(element) : format(element, depth + 1))),
    depth,
  )
}

function formatFlat(value: Json): string {
  if (!isObject(value)) return format(value, 0)
  return `{${Object.entries(value)
    .map(([key, member]) => `${quote(key)}: ${format(member, 0)}`)
    .join(', ')}}`
}

function enclose(brackets: string, members: readonly string[], depth: number): string {
  if (members.length === 0) return brackets
  const inner = `\n${' '.repeat(INDENT * (depth + 1))}`
  return `${brackets[0]}${inner}${members.join(`,${inner}`)}\n${' '.repeat(INDENT * depth)}${brackets[1]}`
}

function formatScalar(value: JsonScalar): string {
  if (typeof value === 'string') return quote(value)
  if (isFloat(value)) return formatPythonFloat(value.float)
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`${value} is written as an integer but is none`)
  return String(value)
}

/** As Python does with ensure_ascii: everything beyond printable ASCII becomes an escape. */
function quote(text: string): string {
  const quoted = JSON.stringify(text)
  if (!BEYOND_ASCII.test(quoted)) return quoted
  return quoted.replaceAll(EACH_BEYOND_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isFloat(value: Json): value is JsonFloat {
  return typeof value === 'object' && value !== null && typeof (value as JsonFloat).float === 'number'
}

function isScalar(value: Json): value is JsonScalar {
  return typeof value !== 'object' || value === null || isFloat(value)
}

function isObject(value: Json): value is JsonObject {
  return !isScalar(value) && !isList(value)
}

function isFlat(value: Json): boolean {
  return isObject(value) ? Object.values(value).every(isScalar) : isScalar(value) || (isList(value) && value.every(isScalar))
}
