// A figure: drawn once by Observable Plot on a document of linkedom, as SVG that needs no script. Colours are those of the page.
import { plot, type PlotOptions } from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { html, type Markup, markup } from './markup.ts'
import type { Bin } from './saved-histogram.ts'

/** Of a figure that takes half of the page's width. */
export const WIDTH = 540
export const HEIGHT = 270

/** A pixel at the usual size is a tenth of this at the finest screens. */
const DECIMALS = 2

export interface Figure {
  /** In a few words. */
  readonly title: string
  /** What is to be seen, in a sentence, for who cannot see it: the numbers that matter. */
  readonly says: string
  readonly plot: PlotOptions
  /** Its numbers unrounded, for zooming; none unless given. */
  readonly zoom?: Zoom
  /** Below the figure, for everybody. */
  readonly note?: string | undefined
}

/** A histogram; what is between its values is zero. */
export interface Zoom {
  readonly x: string
  readonly y: string
  readonly bins: readonly Bin[]
}

const { document } = parseHTML('<!doctype html><html><body></body></html>')

export function figure({ title, says, plot: options, zoom, note }: Figure): Markup {
  return html`<figure>
    <figcaption>${title}</figcaption>
    ${drawing(options, says)}
    ${zoom === undefined ? null : zoomData(zoom, title)}${note === undefined ? null : html`<p class="note">${note}</p> `}
  </figure> `
}

function drawing(options: PlotOptions, says: string): Markup {
  const usual = { width: WIDTH, height: HEIGHT, className: 'plot', document }
  const svg = plot({ ...usual, ...options })
  svg.querySelector('style')?.remove() // the page has its own
  for (const name of ['width', 'height', 'fill', 'font-size', 'font-family']) svg.removeAttribute(name)
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', says)
  return markup(shortened(svg.outerHTML))
}

/** Numbers of attributes, to what can be seen of them; texts are left alone. */
function shortened(svg: string): string {
  return svg.replaceAll(/ (?:d|x|y|[xyr][12xy]?|c[xy]|width|height|transform)="[^"]*"/g, (attribute) =>
    attribute.replaceAll(/-?\d+\.\d{3,}(?:e-\d+)?/g, (number) => String(Number(Number(number).toFixed(DECIMALS)))),
  )
}

function zoomData(zoom: Zoom, title: string): Markup {
  const data = JSON.stringify({ title, ...zoom })
  // In a script nothing is escaped, and only this could end it.
  return markup(`<script type="application/json" data-zoom>${data.replaceAll('<', String.raw`\u003c`)}</script>\n`)
}
