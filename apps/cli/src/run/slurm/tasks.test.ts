import { describe, expect, it } from 'vitest'
import type { SheetSample } from '../../sheet/sample-sheet.ts'
import type { Sized } from '../feed.ts'
import { divideIntoTasks } from './tasks.ts'

const GIGABYTE = 2 ** 30

/** Samples of so many bytes, called by their place. */
function samplesOf(...sizes: readonly number[]): Sized<SheetSample>[] {
  return sizes.map((bytes, i) => {
    const item = { sample: `S${i}`, file: `S${i}.bam`, path: `/S${i}.bam`, known: {}, other: {} }
    return { item, bytes, shardBytes: bytes }
  })
}

describe('samples are divided into tasks', () => {
  it('one each when they are whole genomes, the largest first', () => {
    expect(divideIntoTasks(samplesOf(50 * GIGABYTE, 90 * GIGABYTE, 70 * GIGABYTE), undefined, 1001)).toEqual([
      ['S1'],
      ['S2'],
      ['S0'],
    ])
  })

  it('together when they are small, also those whose file is not there', () => {
    expect(divideIntoTasks(samplesOf(1000, 0, 2000), undefined, 1001)).toEqual([['S2', 'S0', 'S1']])
  })

  it('a large one alone, small ones beside it', () => {
    const small = Array.from({ length: 8 }, () => GIGABYTE / 8)
    const tasks = divideIntoTasks(samplesOf(3 * GIGABYTE, ...small), undefined, 1001)
    expect(tasks.map((task) => task.length)).toEqual([1, 3, 3, 2])
  })

  it('into no more than an array may have, about equally large', () => {
    const tasks = divideIntoTasks(
      samplesOf(...Array.from({ length: 5000 }, (_, i) => (10 + (i % 3)) * GIGABYTE)),
      undefined,
      1001,
    )
    expect(tasks).toHaveLength(1001)
    expect(new Set(tasks.flat()).size).toBe(5000)
    expect(tasks.map((task) => task.length).every((length) => length >= 4 && length <= 5)).toBe(true)
  })

  it('into as many as are asked for, and never into empty ones', () => {
    expect(divideIntoTasks(samplesOf(1, 1, 1, 1), 2, 1001).map((task) => task.length)).toEqual([2, 2])
    expect(divideIntoTasks(samplesOf(1, 1), 8, 1001)).toEqual([['S0'], ['S1']])
  })
})
