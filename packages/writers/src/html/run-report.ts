// `report.html`: a whole run for whoever reads it in the morning. A pure function of the run's record.
import { outcomeText } from '../run-summary.ts'
import { type RunRecord, stateOf } from '../run-record.ts'
import { style, tableScript } from './assets.ts'
import { html, type Markup } from './markup.ts'
import { pageText } from './page.ts'
import { runSections } from './run-sections/index.ts'
import { meaningOf, stateOrder, verdictTag } from './verdict-tag.ts'

/** A whole HTML document. Equal records give equal text. */
export function runReport(run: RunRecord): string {
  const sections = runSections
    .toSorted((a, b) => a.place - b.place)
    .flatMap(({ id, title, content }) => {
      const filled = content(run)
      return filled === null ? [] : [{ id, title, content: filled }]
    })
  return pageText({
    title: `${run.sheet}: ${outcomeText(run.samples)}`,
    header: headerOf(run),
    sections,
    footer: html`<p>Made by ${run.tool.name} ${run.tool.version}. Quality control support; not a medical device.</p>`,
    style,
    scripts: [tableScript],
  })
}

function headerOf(run: RunRecord): Markup {
  const { samples, profile, sheet } = run
  return html`<p class="kind">Sequencing quality of a run</p>
    <h1>${sheet}</h1>
    <p class="lead">
      ${samples.length} ${samples.length === 1 ? 'sample' : 'samples'}, judged by ${profile.name}
      ${profile.version}${profile.status === 'example' ? ', an example profile' : ''}: ${outcomeText(samples)}.
    </p>
    ${countsOf(run)}`
}

/** How many samples have which verdict; what is most urgent comes first. */
function countsOf({ samples }: RunRecord): Markup {
  const states = samples.map((sample) => stateOf(sample) ?? 'MISSING')
  const present = stateOrder.filter((state) => states.some((one) => one === state))
  return html`<ul class="counts">
    ${present.map(
      (state) =>
        html`<li>
          <span class="count">${states.filter((one) => one === state).length}</span> ${verdictTag(state)}<span class="muted"
            >${meaningOf[state]}</span
          >
        </li> `,
    )}
  </ul>`
}
