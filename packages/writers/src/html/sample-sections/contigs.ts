// Mean depth of each contig: where a chromosome is missing, doubled, or of the other sex.
import { axisX, axisY, dot, gridY, ruleX, ruleY } from '@observablehq/plot'
import { formatC, listOf, numberOf, recordOf, type SavedDocument, textOf } from '@genomsyn/standard'
import { colour } from '../drawing.ts'
import { figure } from '../figure.ts'
import type { SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { unmeasured } from '../shown-metric.ts'

/** Chromosomes; the mitochondrion, which is hundreds of times as deep, is told in words. */
const CHROMOSOME = /^(?:chr)?(?:[1-9]|1\d|2[0-2]|X|Y)$/
const MITOCHONDRION = /^(?:chr)?MT?$/
/** Of other genomes, so many of the longest. */
const MOST_CONTIGS = 26

export const contigs: SampleSection = {
  id: 'contigs',
  title: 'Depth by contig',
  place: 35,
  content: ({ document }) => (document === null ? null : contigsOf(document)),
}

interface Contig {
  readonly name: string
  readonly length: number
  readonly depth: number
}

function contigsOf(document: SavedDocument): Markup {
  const all = listOf(document.json['contigs']).map(recordOf).flatMap(contigOf)
  const chromosomes = all.filter(({ name }) => CHROMOSOME.test(name))
  const shown = chromosomes.length > 0 ? chromosomes : longest(all)
  if (shown.length === 0) return unmeasured('No depth of contigs')
  const mitochondrion = all.find(({ name }) => MITOCHONDRION.test(name))
  return html`<div class="figures one">${contigFigure(document, shown, mitochondrion)}</div>`
}

function contigFigure(document: SavedDocument, shown: readonly Contig[], mitochondrion: Contig | undefined): Markup {
  const mean = document.metrics['mean_genome_coverage'] ?? null
  return figure({
    title: 'Mean depth of each contig, as mosdepth counts it',
    says: shown.map(({ name, depth }) => `${name} ${depthText(depth)}`).join(', '),
    plot: {
      width: 1120,
      height: 240,
      marginLeft: 44,
      marginRight: 18,
      marginTop: 14,
      marginBottom: 28,
      x: { domain: shown.map(({ name }) => name), label: null, type: 'point', padding: 0.6 },
      y: { domain: [0, Math.max(...shown.map(({ depth }) => depth), mean ?? 0, 1) * 1.1], label: null },
      marks: [
        gridY({ ticks: 5, stroke: colour.ink, strokeOpacity: 0.09 }),
        axisY({ tickSize: 0, ticks: 5, fill: colour.muted, tickFormat: (depth: number) => `${depth}x` }),
        axisX({ tickSize: 0, fill: colour.ink, tickFormat: (name: string) => name.replace(/^chr/, '') }),
        ruleY([0], { stroke: colour.ink, strokeOpacity: 0.35 }),
        ...(mean === null ? [] : [ruleY([mean], { stroke: colour.ink, strokeDasharray: '2 3' })]),
        ruleX(shown, { x: 'name', y: 'depth', stroke: colour.accent, strokeWidth: 1.5, strokeOpacity: 0.4 }),
        dot(shown, { x: 'name', y: 'depth', fill: colour.accent, r: 5 }),
      ],
    },
    note: [
      ...(mean === null ? [] : [`Dotted: the mean over all contigs, ${depthText(mean)}.`]),
      ...(mitochondrion === undefined ? [] : [`${mitochondrion.name}: ${depthText(mitochondrion.depth)}.`]),
    ].join(' '),
  })
}

function contigOf({ name, length, mean_depth: depth }: Readonly<Record<string, unknown>>): Contig[] {
  const mean = numberOf(depth)
  return mean === null ? [] : [{ name: textOf(name) ?? '', length: numberOf(length) ?? 0, depth: mean }]
}

/** In the order of the file. */
function longest(all: readonly Contig[]): Contig[] {
  const chosen = new Set(all.toSorted((a, b) => b.length - a.length).slice(0, MOST_CONTIGS))
  return all.filter((contig) => chosen.has(contig))
}

function depthText(depth: number): string {
  return `${formatC(depth, 2)}x`
}
