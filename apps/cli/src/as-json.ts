// A value read from JSON in the form in which documents are written: a number that is whole is written as it is, any other as a float.
import { float, type Json } from '@genomsyn/standard'

export function asJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : float(value)
  if (typeof value !== 'object' || value === null) return value as Json
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asJson(member)]))
}
