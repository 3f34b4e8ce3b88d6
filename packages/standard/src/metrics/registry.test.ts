// What holds of every metric in the folder, whichever it is.
import { readdirSync } from 'node:fs'
import { type CountId, countDefinitions } from '@genomsyn/partial'
import { describe, expect, it } from 'vitest'
import { observe } from '../../test/observations.ts'
import { evaluate, metricDefinitions, neededCounts } from '../evaluate.ts'

const files = readdirSync(new URL('.', import.meta.url)).filter((file) => !file.endsWith('.test.ts') && file !== 'index.ts')

describe('every metric', () => {
  it('lives in the file of its name', () => {
    expect(metricDefinitions.map(({ id }) => `${id.replaceAll('_', '-')}.ts`).toSorted()).toEqual(files.toSorted())
  })

  it.each(metricDefinitions)('$id says what it is in a sentence and needs counts that exist', (metric) => {
    expect(metric.description).toMatch(/^[(\w].{20,}\.$/s)
    expect(metric.name.length).toBeGreaterThan(3)
    expect(metric.needs.every((id) => id in countDefinitions)).toBe(true)
  })

  it.each(metricDefinitions)('$id asks for every count it reads', (metric) => {
    const { counts, ...rest } = observe({ counts: { flags: [[0x63, 2]] } })
    const asked = Object.fromEntries(metric.needs.map((id) => [id, counts[id]]))
    expect(() => metric.value({ ...rest, counts: asked })).not.toThrow()
  })

  it.each(metricDefinitions)('$id is 0 as a count and null with a reason otherwise when the file is empty', (metric) => {
    const evaluated = Object.entries(evaluate(observe({ territory: null }))).find(([id]) => id === metric.id)![1]
    const isCount = metric.type === 'integer' && !['yield_bp_q20', 'yield_bp_q30', 'territory_bp'].includes(metric.id)
    expect(evaluated.value).toBe(isCount ? 0n : null)
  })
})

describe('what was not measured', () => {
  it('is null and said so', () => {
    const { counts, ...rest } = observe({ counts: { flags: [[0x63, 2]] } })
    const values = evaluate({ ...rest, counts: { flags: counts.flags! } })
    expect(values.reads_total_primary.value).toBe(2n)
    expect(values.mean_autosome_coverage).toEqual({ value: null, reason: 'not_counted' })
  })

  it('can be known beforehand: the counts that metrics need, each once', () => {
    const expected: CountId[] = ['flags', 'insert-size', 'wgs-depth']
    expect(neededCounts(['mean_insert_size', 'mean_autosome_coverage', 'pct_autosomes_15x'])).toEqual(expected)
  })
})
