// What the sequencer read cycle by cycle: mean quality, bases of quality 30, and the shares of the four bases.
import { listOf, numberOf, recordOf, type SavedDocument } from '@genomsyn/standard'
import { type CycleLine, cycleFigure } from '../cycle-lines.ts'
import { colour } from '../drawing.ts'
import type { SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { unmeasured } from '../shown-metric.ts'

export const cycles: SampleSection = {
  id: 'cycles',
  title: 'Quality and bases by cycle',
  place: 60,
  content: ({ document }) => (document === null ? null : cyclesOf(document)),
}

type Section = Readonly<Record<string, unknown>>

const reads = [
  ['read_1', 'Read 1'],
  ['read_2', 'Read 2'],
] as const

/** Of unknown bases, what is seen in a figure. */
const SEEN_PERCENT = 0.1

const letters = ['a', 'c', 'g', 't'] as const

function cyclesOf({ json }: SavedDocument): Markup {
  const section = recordOf(json['cycles'])
  const [quality, bases] = [recordOf(section['quality']), recordOf(section['bases'])]
  const why = (key: string): string | undefined =>
    recordOf(section['reasons'])[key] === 'reference_absent'
      ? 'the bases of the CRAM are differences from a reference that was not given'
      : undefined
  return html`<div class="figures">
      ${hasCycles(quality) ? qualityFigures(quality) : unmeasured('No qualities by cycle', why('quality'))}
    </div>
    <div class="figures">
      ${hasCycles(bases) ? reads.map(([key, name]) => basesFigure(recordOf(bases[key]), name)) : unmeasured('No bases by cycle', why('bases'))}
    </div>`
}

function hasCycles(section: Section): boolean {
  return reads.some(([key]) => cyclesIn(recordOf(section[key])) > 0)
}

function cyclesIn(read: Section): number {
  return Math.max(...['bases', ...letters].map((key) => listOf(read[key]).length))
}

function qualityFigures(quality: Section): Markup {
  const lines = (key: string): CycleLine[] =>
    reads.flatMap(([read, name], i) => {
      const section = recordOf(quality[read])
      if (cyclesIn(section) === 0) return []
      return [{ name, stroke: colour.series[i]!, values: ratios(listOf(section[key]), listOf(section['bases'])) }]
    })
  const [means, shares] = [lines('quality_sum'), lines('bases_q30').map(inPercent)]
  const highest = Math.max(40, ...means.flatMap(({ values }) => values.map((value) => value ?? 0)))
  return html`${cycleFigure({
    title: 'Mean base quality by cycle',
    says: means.map((line) => `${line.name}: ${rangeOf(line, '')}`).join('; '),
    y: 'Phred',
    domain: [0, Math.ceil(highest)],
    lines: means,
  })}
  ${cycleFigure({
    title: 'Bases of quality 30 or more by cycle',
    says: shares.map((line) => `${line.name}: ${rangeOf(line, ' %')}`).join('; '),
    y: '% of bases',
    domain: [0, 100],
    lines: shares,
  })}`
}

function basesFigure(read: Section, name: string): Markup | null {
  const cycles = cyclesIn(read)
  if (cycles === 0) return null
  const counts = [...letters, 'n', 'other'].map((letter) => listOf(read[letter]).map((count) => numberOf(count) ?? 0))
  const totals = Array.from({ length: cycles }, (_, i) => counts.reduce((sum, list) => sum + (list[i] ?? 0), 0))
  const lines = letters.map((letter, i) =>
    inPercent({ name: letter.toUpperCase(), stroke: colour.series[i]!, values: ratios(counts[i]!, totals) }),
  )
  const unknown = inPercent({ name: 'N', stroke: colour.series[4], values: ratios(counts[4]!, totals) })
  const drawn = unknown.values.some((value) => (value ?? 0) >= SEEN_PERCENT) ? [...lines, unknown] : lines
  const highest = Math.max(...drawn.flatMap(({ values }) => values.map((value) => value ?? 0)))
  return cycleFigure({
    title: `Bases by cycle, ${name.toLowerCase()}`,
    says: drawn.map((line) => `${line.name} ${rangeOf(line, ' %')}`).join('; '),
    y: '% of bases',
    domain: [0, Math.min(100, Math.ceil((highest + 5) / 10) * 10)],
    lines: drawn,
  })
}

function ratios(numerators: readonly unknown[], denominators: readonly unknown[]): (number | null)[] {
  return denominators.map((denominator, i) => {
    const of = numberOf(denominator) ?? 0
    return of === 0 ? null : (numberOf(numerators[i]) ?? 0) / of
  })
}

function inPercent(line: CycleLine): CycleLine {
  return { ...line, values: line.values.map((value) => (value === null ? null : 100 * value)) }
}

function rangeOf({ values }: CycleLine, unit: string): string {
  const present = values.filter((value) => value !== null)
  if (present.length === 0) return 'none'
  return `${Math.min(...present).toFixed(1)} to ${Math.max(...present).toFixed(1)}${unit}`
}
