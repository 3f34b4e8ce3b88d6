import { expect, it } from 'vitest'
import { addCosts, cpuSecondsSince, threadCpuSeconds } from './cost.ts'

it('takes the CPU time of this thread alone, where the system tells it', () => {
  const began = threadCpuSeconds()
  const until = performance.now() + 80
  let turns = 0
  while (performance.now() < until) turns++
  const seconds = cpuSecondsSince(began)
  expect(turns).toBeGreaterThan(0)
  expect(process.platform !== 'linux' || (seconds! > 0.005 && seconds! < 0.3)).toBe(true)
})

it('adds up what is known, and does not take the unknown for nothing', () => {
  const known = { bytes: 3, cpuSeconds: 0.5 }
  expect(addCosts(known, { bytes: 4, cpuSeconds: 0.25 })).toEqual({ bytes: 7, cpuSeconds: 0.75 })
  expect(addCosts(known, { bytes: 4, cpuSeconds: null })).toEqual({ bytes: 7, cpuSeconds: null })
})
