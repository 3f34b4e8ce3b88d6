// `<sample>.report.html`: one sample for whoever decides about it. A pure function of its document, its verdict and what overrules it.
import { style, tableScript, zoomScript, zoomStyle } from './assets.ts'
import type { JudgedSample } from './judged-sample.ts'
import { html, type Markup } from './markup.ts'
import { keyNumbers } from './key-numbers.ts'
import { pageText } from './page.ts'
import { sampleSections } from './sample-sections/index.ts'
import { verdictTag } from './verdict-tag.ts'

/** A whole HTML document. Equal samples give equal text. */
export function sampleReport(judged: JudgedSample): string {
  const sections = sampleSections
    .toSorted((a, b) => a.place - b.place)
    .flatMap(({ id, title, content }) => {
      const filled = content(judged)
      return filled === null ? [] : [{ id, title, content: filled }]
    })
  return pageText({
    title: `${judged.sample}: ${stateOf(judged) ?? 'not judged'}`,
    header: headerOf(judged),
    sections,
    footer: html`<p>Made by genomsyn from the sample’s document and verdict. Quality control support; not a medical device.</p>`,
    style: `${style}\n${zoomStyle}`,
    scripts: [tableScript, zoomScript],
  })
}

function headerOf(judged: JudgedSample): Markup {
  return html`<p class="kind">Sequencing quality of one sample</p>
    <h1>${judged.sample}</h1>
    ${bannerOf(judged)} ${keyNumbers(judged)}`
}

function bannerOf(judged: JudgedSample): Markup {
  const { verdict, override } = judged
  const state = stateOf(judged)
  if (verdict === null || state === null)
    return html`<p class="banner none">
      Not judged: no verdict lies beside the document. Give the sample to <code>genomsyn verdict</code>.
    </p>`
  const example = verdict.profile.status === 'example' ? ', an example' : ''
  return html`<div class="banner" role="group" aria-label="Verdict">
    <p class="state">${verdictTag(state)}</p>
    <div>
      <p class="reason">
        ${override === null ? null : html`<span class="muted">The profile says ${verdict.state}:</span> `}${verdict.reason}
      </p>
      <p class="next">
        <span class="muted">Next:</span>
        ${override === null ? verdict.nextStep : `as decided by ${override.role}: ${override.reason}`}
      </p>
      <p class="muted">
        by ${verdict.profile.name}
        ${verdict.profile.version}${example}${override === null ? '' : `; overridden, entry ${override.entry} of the audit log`}
      </p>
    </div>
  </div>`
}

function stateOf({ verdict, override }: JudgedSample): NonNullable<JudgedSample['verdict']>['state'] | null {
  return override?.state ?? verdict?.state ?? null
}
