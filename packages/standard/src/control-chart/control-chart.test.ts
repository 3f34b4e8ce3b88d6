// Control charts against published answers: prediction factors, the moving average of the NIST handbook, Westgard's rules.
import { describe, expect, it } from 'vitest'
import { baselineOf, limitFactor } from './baseline.ts'
import { controlChart } from './control-chart.ts'
import { ewma } from './ewma.ts'
import { studentBelow, studentQuantile } from './student.ts'
import { controlRules } from './westgard.ts'

describe("Student's t", () => {
  it.each([
    [1, 0.975, 12.7062],
    [2, 0.975, 4.30265],
    [5, 0.975, 2.57058],
    [10, 0.995, 3.16927],
    [29, 0.975, 2.04523],
    [30, 0.9995, 3.646],
  ])('of %d degrees of freedom is below %d with the tabulated t', (freedom, probability, tabulated) => {
    expect(studentQuantile(freedom, probability)).toBeCloseTo(tabulated, 3)
    expect(studentBelow(freedom, studentQuantile(freedom, probability))).toBeCloseTo(probability, 12)
  })
})

describe('limits that few runs set', () => {
  it.each([
    [5, 7.252, 3.143],
    [8, 4.805, 2.576],
    [10, 4.294, 2.433],
    [20, 3.532, 2.193],
    [30, 3.335, 2.125],
    [50, 3.192, 2.073],
  ])('by %d runs take the place of 3 and 2 SD', (count, three, two) => {
    expect(limitFactor({ count, provisional: true }, 3)).toBeCloseTo(three, 3)
    expect(limitFactor({ count, provisional: true }, 2)).toBeCloseTo(two, 3)
  })

  it('are firm from 20 runs on, and not made of fewer than 5 or of equal values', () => {
    const values = Array.from({ length: 20 }, (_, i) => i)
    expect(baselineOf(values)).toMatchObject({ count: 20, centre: 9.5, provisional: false })
    expect(baselineOf(values.slice(1))).toMatchObject({ provisional: true })
    expect(limitFactor(baselineOf(values)!, 3)).toBe(3)
    expect(baselineOf(values.slice(0, 4))).toBeNull()
    expect(baselineOf(values.map(() => 30.1))).toBeNull()
  })
})

describe('the moving average', () => {
  const nist = [52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
  const averages = [
    50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23,
    51.94, 51.99,
  ] // prettier-ignore

  it('is that of the NIST handbook, with its limits', () => {
    const computed = ewma(nist, { centre: 50, deviation: 2.0539, weight: 0.3, width: 3 })
    for (const [i, { average }] of computed.entries()) expect(average).toBeCloseTo(averages[i]!, 1.9)
    expect(50 + computed[19]!.limit).toBeCloseTo(52.5884, 3)
    expect(computed.every(({ average, limit }) => Math.abs(average - 50) < limit)).toBe(true)
  })
})

describe("Westgard's rule", () => {
  /** 1-based number of the first value that breaks it; 0 for none. */
  function firstHit(rule: string, distances: readonly number[]): number {
    const found = controlRules.find(({ id }) => id === rule)!
    return distances.findIndex((_, i) => found.broken(distances.slice(0, i + 1))) + 1
  }

  it.each<[string, number[], number]>([
    ['1_2s', [0.1, 2.2], 2],
    ['1_2s', [2, -2], 0],
    ['1_3s', [0.5, -0.3, 3.2], 3],
    ['1_3s', [3, -3], 0],
    ['2_2s', [0.1, 2.2, 2.4], 3],
    ['2_2s', [2.2, -2.4], 0],
    ['2of3_2s', [2.1, 0.2, 2.3], 3],
    ['2of3_2s', [2.1, 0.2, 0.3, 2.3], 0],
    ['4_1s', [1.2, 1.1, 1.4, 1.05], 4],
    ['4_1s', [1.2, 1.1, 1, 1.05], 0],
    ['10x', [0.1, 0.4, 0.2, 0.9, 0.3, 0.1, 0.5, 0.2, 0.8, 0.1], 10],
    ['10x', [0.1, 0.4, 0.2, 0.9, 0, 0.1, 0.5, 0.2, 0.8, 0.1], 0],
    ['7T', [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 7],
    ['7T', [0, 0.1, 0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], 9],
    ['7T', [0, -0.1, -0.2, -0.3, -0.4, -0.5], 0],
  ])('%s on %j', (rule, distances, hit) => {
    expect(firstHit(rule, distances)).toBe(hit)
    expect(firstHit(rule, distances.map((each) => -each))).toBe(hit) // prettier-ignore
  })
})

describe('a chart', () => {
  const values = [10, 11, 9, 10, 12, 8, 10, 10.5]
  const points = values.map((value, i) => ({ run: `R${i + 1}`, value }))

  it('tells a value beyond provisional limits, which are wider than 3 SD', () => {
    const { baseline, factors } = controlChart(points, 7)!
    const at = (z: number): string[] => {
      const beyond = { run: 'late', value: baseline.centre + z * baseline.deviation }
      return [...controlChart([...points.slice(0, 7), beyond], 7)!.points.at(-1)!.signals]
    }
    expect(factors.three).toBeGreaterThan(4.805)
    expect(factors.three).toBeLessThan(7.252)
    expect(at(3.5)).not.toContain('1_3s')
    expect(at(factors.three + 0.01)).toContain('1_3s')
    expect(at(factors.two + 0.01)).toContain('1_2s')
    expect(at(factors.two - 0.01)).toEqual([])
  })

  it('is none without a baseline', () => {
    expect(controlChart(points.slice(0, 4), 20)).toBeNull()
    expect(controlChart(points.map(({ run }) => ({ run, value: 1 })), 20)).toBeNull() // prettier-ignore
  })
})
