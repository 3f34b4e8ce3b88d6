// Figures that can be zoomed: a button beside each, which draws the same numbers with uPlot. Every figure is complete without it.

/**
 * What is used of uPlot, which this file is put behind.
 * @typedef {{ min: number, max: number }} Range
 * @typedef {{ scales: { x: Range }, setScale: (scale: 'x', range: Range) => void, destroy: () => void }} Plot
 * @typedef {new (options: object, data: [number[], number[]], place: HTMLElement) => Plot} PlotClass
 */
const Chart = /** @type {{ uPlot: PlotClass }} */ (/** @type {unknown} */ (globalThis)).uPlot

for (const source of document.querySelectorAll('script[data-zoom]')) addZoom(/** @type {HTMLScriptElement} */ (source))

/** @typedef {{ title: string, x: string, y: string, bins: [number, number][] }} Zoom */

/** @param {HTMLScriptElement} source */
function addZoom(source) {
  const figure = source.closest('figure')
  if (figure === null) return
  const zoom = /** @type {Zoom} */ (JSON.parse(source.textContent ?? ''))
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'zoom-switch'
  button.textContent = 'Zoom'
  button.setAttribute('aria-pressed', 'false')
  button.setAttribute('aria-label', `Zoom: ${zoom.title}`)
  /** @type {{ remove: () => void } | null} */
  let chart = null
  button.addEventListener('click', () => {
    chart?.remove()
    chart = chart === null ? draw(figure, zoom) : null
    figure.classList.toggle('zoomed', chart !== null)
    button.setAttribute('aria-pressed', String(chart !== null))
  })
  figure.append(button)
}

/** @param {HTMLElement} figure @param {Zoom} zoom */
function draw(figure, { x, y, bins }) {
  const data = pointsOf(bins)
  const place = document.createElement('div')
  place.tabIndex = 0
  place.setAttribute('role', 'application')
  place.setAttribute('aria-label', 'Drag to zoom, double-click for all of it; keys + and - zoom, arrows move, 0 shows all')
  const svg = figure.querySelector('svg')
  const { width, height } = svg?.getBoundingClientRect() ?? { width: 540, height: 270 }
  ;(svg ?? figure).after(place)
  const colour = (/** @type {string} */ name) => getComputedStyle(figure).getPropertyValue(name).trim()
  const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } }
  const plot = new Chart(
    {
      width,
      height,
      scales: { x: { time: false } },
      axes: [axis, axis],
      series: [
        { label: x },
        { label: y, stroke: colour('--accent'), width: 1.75, fill: `${colour('--accent')}29`, value: rounded },
      ],
      cursor: { drag: { x: true, y: false } },
    },
    data,
    place,
  )
  place.addEventListener('keydown', (event) => {
    if (move(plot, data[0], event.key)) event.preventDefault()
  })
  return { remove: () => (plot.destroy(), place.remove()) }
}

/** Percentages by value, zero between the bins. @param {[number, number][]} bins @returns {[number[], number[]]} */
function pointsOf(bins) {
  const [first, last] = [bins[0]?.[0] ?? 0, bins.at(-1)?.[0] ?? 0]
  const xs = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const ys = xs.map(() => 0)
  const total = bins.reduce((sum, [, count]) => sum + count, 0)
  for (const [value, count] of bins) ys[value - first] = (100 * count) / total
  return [xs, ys]
}

/** @param {Plot} plot @param {number[]} xs @param {string} key */
function move(plot, xs, key) {
  const { min, max } = plot.scales.x
  const step = (max - min) / 5
  const ranges = /** @type {Record<string, [number, number]>} */ ({
    '+': [min + step, max - step],
    '-': [min - step, max + step],
    ArrowLeft: [min - step, max - step],
    ArrowRight: [min + step, max + step],
    0: [xs[0] ?? 0, xs.at(-1) ?? 1],
  })
  const range = ranges[key]
  if (range === undefined) return false
  plot.setScale('x', { min: range[0], max: range[1] })
  return true
}

/** @param {unknown} _plot @param {number | null} value */
function rounded(_plot, value) {
  return value === null ? '–' : String(Number(value.toPrecision(4)))
}
