// The few words of JSON Schema 2020-12 in which the published schemas are written.
import type { JsonObject } from './json-text.ts'

export const text: JsonObject = { type: 'string' }
export const flag: JsonObject = { type: 'boolean' }
export const count: JsonObject = { type: 'integer', minimum: 0 }
export const sha256: JsonObject = { type: 'string', pattern: '^[0-9a-f]{64}$' }

/** Exactly these properties: all of them, and any of the optional ones. */
export function object(properties: JsonObject, optional: JsonObject = {}): JsonObject {
  const all = { ...properties, ...optional }
  return { type: 'object', properties: all, required: Object.keys(properties), additionalProperties: false }
}

/** Any keys, each with such a value. */
export function map(values: JsonObject): JsonObject {
  return { type: 'object', additionalProperties: values }
}

export function list(items: JsonObject): JsonObject {
  return { type: 'array', items }
}

export function nullable(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: 'null' }] }
}
