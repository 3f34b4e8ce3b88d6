// What is published of the definitions: generated, committed, and equal to what they say today.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { observe } from '../test/observations.ts'
import { resultOf } from '../test/results.ts'
import { genomsynDocument } from './genomsyn-document.ts'
import { formatJson, type JsonObject } from './json-text.ts'
import { referencePage } from './reference-page.ts'
import { genomsynSchema } from './schema.ts'

const document = genomsynDocument(resultOf(observe()))
const { properties } = genomsynSchema() as { properties: Record<string, { properties?: JsonObject; required?: string[] }> }

function published(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
}

describe('the schema', () => {
  it('is published as the definitions give it today', () => {
    expect(published('schema/genomsyn-1.0.schema.json'), 'run node generate.mjs').toBe(formatJson(genomsynSchema()))
  })

  it('names the sections of the document', () => {
    expect(Object.keys(properties)).toEqual(Object.keys(document))
  })

  it.each(['wgs_qc_metrics', 'extended_metrics', 'integrity', 'provenance', 'histograms', 'cycles'])(
    'requires each key of %s',
    (section) => {
      expect(properties[section]!.required).toEqual(Object.keys(document[section] as object))
    },
  )
})

it('the reference page is published as the definitions give it today', () => {
  expect(published('docs/metrics.md'), 'run node generate.mjs').toBe(referencePage())
})
