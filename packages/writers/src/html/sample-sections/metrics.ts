// Every metric of the document, unrounded where that is short, with why it is missing where it is.
import { metricDefinitions, type SavedDocument } from '@genomsyn/standard'
import type { SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { absenceOf, metricText, titleOf } from '../shown-metric.ts'
import { table } from '../table.ts'

export const metrics: SampleSection = {
  id: 'metrics',
  title: 'All metrics',
  place: 80,
  content: ({ document }) => (document === null ? null : metricsOf(document)),
}

function metricsOf(document: SavedDocument): Markup {
  const known = metricDefinitions.filter(({ type }) => type !== 'integers').map(({ id }) => id)
  const ids = Object.keys(document.metrics).filter((id) => known.includes(id))
  return html`<p>By the definition ${document.definition}. Values are rounded here and not in the document.</p>
    <details>
      <summary>${ids.length} metrics</summary>
      ${table({
        caption: 'Metrics of the sample',
        rows: ids,
        columns: [
          { heading: 'Metric', cell: titleOf },
          { heading: 'Value', kind: 'number', cell: (id) => metricText(id, document.metrics[id] ?? null) },
          { heading: 'Key in the document', cell: (id) => html`<code>${id}</code>` },
          { heading: 'Why it is missing', cell: (id) => (document.metrics[id] === null ? absenceOf(document, id) : '') },
        ],
      })}
    </details>`
}
