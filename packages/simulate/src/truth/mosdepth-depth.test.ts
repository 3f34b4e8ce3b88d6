import { describe, expect, it } from 'vitest'
import { type AlignmentRecord, type RecordFields, makePair, makeRecord } from '../sam/alignment-record.ts'
import { mosdepthDepth } from './mosdepth-depth.ts'

function pair(first: RecordFields, second: RecordFields): AlignmentRecord[] {
  return makePair(first, second)
}

/** Runs of equal depth as text: 50x1 50x0 … */
function runs(records: AlignmentRecord[], length = 300): string {
  const [depth] = mosdepthDepth(records, [{ length }])
  const parts: [count: number, value: number][] = []
  for (const value of depth!) {
    const last = parts.at(-1)
    if (last?.[1] === value) last[0]++
    else parts.push([1, value])
  }
  return parts.map(([count, value]) => `${count}x${value}`).join(' ')
}

describe('mosdepth depth', () => {
  it('counts overlapping mates of a proper pair once', () => {
    expect(runs(pair({ position: 0 }, { position: 25 }))).toBe('75x1 225x0')
  })

  it('counts them twice if the pair is not proper', () => {
    const records = [makeRecord({ flag: 65, mateContig: 0, matePosition: 25 }), makeRecord({ flag: 145, position: 25 })]
    expect(runs(records)).toBe('25x1 25x2 25x1 225x0')
  })

  it('counts mates that begin together once', () => {
    expect(runs(pair({ position: 10 }, { position: 10 }))).toBe('10x0 50x1 240x0')
  })

  it('loses depth behind a single-operation mate inside the other, as mosdepth does', () => {
    const records = pair({ position: 10, cigar: '100M' }, { position: 20, cigar: '40M' })
    expect(runs(records)).toBe('10x0 50x1 240x0')
  })

  it('does not lose it where a CIGAR has more operations', () => {
    const records = pair({ position: 10, cigar: '100M' }, { position: 20, cigar: '2S38M' })
    expect(runs(records)).toBe('10x0 100x1 190x0')
  })

  it('leaves gaps at deletions and skips, and removes overlap only where both mates have bases', () => {
    const records = pair({ position: 0, cigar: '20M10D20M' }, { position: 25, cigar: '20M5N20M' })
    expect(runs(records)).toBe('20x1 5x0 45x1 230x0')
  })

  it('counts supplementary records, unpaired reads and any quality', () => {
    const records = [makeRecord({ flag: 2048, mappingQuality: 0 }), makeRecord({ qualities: 2 })]
    expect(runs(records)).toBe('50x2 250x0')
  })

  it('leaves out unmapped, secondary, QC-fail and duplicate records', () => {
    expect(runs([4, 256, 512, 1024].map((flag) => makeRecord({ flag })))).toBe('300x0')
  })
})
