// The files that every report carries within itself. Found by name, so that it holds in sources, in builds and in the bundle.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)

/** Sorting and filtering of tables; nothing is missing without it. */
export const tableScript = asset('@genomsyn/writers/client/tables.js')

/** Drawing of figures that can be zoomed, on uPlot (MIT licence). */
export const zoomScript = `${asset('uplot/dist/uPlot.iife.min.js')}\n${asset('@genomsyn/writers/client/zoom.js')}`

export const style = asset('@genomsyn/writers/client/report.css')

/** What uPlot needs besides. */
export const zoomStyle = asset('uplot/dist/uPlot.min.css')

/** As a content security policy names a script: no other is run. */
export function scriptSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}

function asset(name: string): string {
  return readFileSync(resolve(name), 'utf8').trim()
}
