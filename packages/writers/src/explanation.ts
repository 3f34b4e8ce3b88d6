// Why a mean depth is what it is, for the terminal: one line that adds up, the bases behind it, and the same sample elsewhere.
import { formatC, type OtherDefinition, type Waterfall, waterfallSentence } from '@genomsyn/standard'
import { alignedTable } from './aligned-table.ts'

/** Lines ended by a newline. */
export function explainDepth(sample: string, waterfall: Waterfall, definitions: readonly OtherDefinition[]): string {
  const { metric, start, startLabel, steps, kept, positions } = waterfall
  const depth = (bases: number): string => `${formatC(positions === 0 ? 0 : bases / positions, 4)}x`
  const rows = [
    ['', startLabel, whole(start), depth(start)],
    ...steps.map(({ label, bases }) => ['-', label, whole(bases), depth(bases)]),
    ['=', 'counted', whole(kept), depth(kept)],
  ]
  return [
    `${sample}: ${metric}\n`,
    `${waterfallSentence(waterfall)}\n\n`,
    alignedRight([['', 'bases', `over ${whole(positions)} positions`, ''], ...rows]),
    '\nThe same sample as others define mean depth:\n\n',
    alignedTable(
      definitions.map(({ definition, value, words }) => [definition, value === null ? '–' : `${formatC(value, 4)}x`, words]),
    ),
  ].join('')
}

/** Words to the left, numbers to the right. */
function alignedRight(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const padded = rows.map((row) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))),
  )
  return padded.map((row) => `${row.join('  ').trimEnd()}\n`).join('')
}

function whole(bases: number): string {
  return String(bases).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
