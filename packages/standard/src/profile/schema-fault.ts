// The first place where a JSON value does not fit a schema, in words for who wrote the file by hand. Only the words of
// `schema-parts.ts` are understood; tests hold it against a full validator.
import type { JsonObject } from '../json-text.ts'
import { type Fault, isRecord } from '../verdict/saved-document.ts'

/** Null when the value fits. */
export function schemaFault(value: unknown, schema: JsonObject, path = '$'): Fault | null {
  if (schema['anyOf'] !== undefined) return alternativesFault(value, schema['anyOf'] as readonly JsonObject[], path)
  if (schema['const'] !== undefined && value !== schema['const'])
    return { path, problem: `${shown(value)} is not ${shown(schema['const'])}` }
  const allowed = schema['enum'] as readonly (string | null)[] | undefined
  if (allowed !== undefined && !allowed.includes(value as string | null))
    return {
      path,
      problem: `${shown(value)} is none of ${allowed.map((one) => one ?? 'null').join(', ')}`,
    }
  const type = schema['type'] as TypeName | undefined
  if (type === undefined) return null
  if (!types[type].is(value)) return { path, problem: `${shown(value)} is not ${types[type].words}` }
  return types[type].fault?.(value, schema, path) ?? null
}

type TypeName = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null'

interface TypeOfJson {
  readonly words: string
  is(value: unknown): boolean
  fault?(value: unknown, schema: JsonObject, path: string): Fault | null
}

const types: Readonly<Record<TypeName, TypeOfJson>> = {
  object: { words: 'an object', is: isRecord, fault: objectFault },
  array: { words: 'a list', is: Array.isArray, fault: listFault },
  string: { words: 'a text', is: (value) => typeof value === 'string', fault: textFault },
  number: { words: 'a number', is: (value) => typeof value === 'number', fault: numberFault },
  integer: { words: 'a whole number', is: Number.isInteger, fault: numberFault },
  boolean: { words: 'true or false', is: (value) => typeof value === 'boolean' },
  null: { words: 'null', is: (value) => value === null },
}

/** Something or null: null fits, and for anything else the fault is that of the something. */
function alternativesFault(value: unknown, [something]: readonly JsonObject[], path: string): Fault | null {
  return value === null ? null : schemaFault(value, something!, path)
}

function objectFault(value: unknown, schema: JsonObject, path: string): Fault | null {
  const object = value as Readonly<Record<string, unknown>>
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonObject>>
  const rest = schema['additionalProperties'] as JsonObject | false
  const missing = ((schema['required'] ?? []) as readonly string[]).find((key) => !Object.hasOwn(object, key))
  const unknown = Object.keys(object).find((key) => !Object.hasOwn(properties, key))
  if (unknown !== undefined && rest === false)
    return { path: at(path, unknown), problem: `there is no such key; it takes ${Object.keys(properties).join(', ')}` }
  if (missing !== undefined) return { path, problem: `the key ${missing} is missing` }
  return first(Object.entries(object), ([key, member]) =>
    schemaFault(member, Object.hasOwn(properties, key) ? properties[key]! : (rest as JsonObject), at(path, key)),
  )
}

function listFault(value: unknown, { items, minItems = 0 }: JsonObject, path: string): Fault | null {
  const list = value as readonly unknown[]
  if (list.length < Number(minItems)) return { path, problem: 'the list is empty' }
  return first([...list.entries()], ([index, item]) => schemaFault(item, items as JsonObject, `${path}[${index}]`))
}

function textFault(value: unknown, schema: JsonObject, path: string): Fault | null {
  const text = value as string
  const { pattern, minLength, description } = schema as { pattern?: string; minLength?: number; description?: string }
  if (text.length < (minLength ?? 0)) return { path, problem: 'the text is empty' }
  if (pattern === undefined || new RegExp(pattern, 'u').test(text)) return null
  return { path, problem: `${shown(text)} is not ${description ?? `of the form ${pattern}`}` }
}

function numberFault(value: unknown, { minimum, maximum }: JsonObject, path: string): Fault | null {
  if (minimum !== undefined && Number(value) < Number(minimum))
    return { path, problem: `${shown(value)} is below ${Number(minimum)}` }
  if (maximum !== undefined && Number(value) > Number(maximum))
    return { path, problem: `${shown(value)} is above ${Number(maximum)}` }
  return null
}

function first<Item>(items: readonly Item[], faultOf: (item: Item) => Fault | null): Fault | null {
  for (const item of items) {
    const fault = faultOf(item)
    if (fault !== null) return fault
  }
  return null
}

function at(path: string, key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
