// By what the run was judged, and where its numbers are for programs.
import type { RunRecord } from '../../run-record.ts'
import { html, type Markup } from '../markup.ts'
import type { RunSection } from '../run-section.ts'

export const provenance: RunSection = { id: 'provenance', title: 'Provenance', place: 90, content: provenanceOf }

const files = [
  ['run.json', 'what became of every sample, for programs'],
  ['verdicts.csv', 'a row per sample with unrounded numbers, for a LIMS'],
  ['audit.jsonl', 'the log of verdicts and overrides'],
] as const

function provenanceOf({ tool, profile, sheet, samples }: RunRecord): Markup {
  const definitions = [...new Set(samples.flatMap(({ definition }) => (definition === null ? [] : [definition])))]
  const facts = [
    ['Program', `${tool.name} ${tool.version}`],
    ['Profile', `${profile.name} ${profile.version} (${profile.status})`],
    ['Definition of the metrics', definitions.join(', ') || 'none: nothing was measured'],
    ['Sample sheet', sheet],
  ] as const
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div> `,
    )}${files.map(
      ([file, words]) =>
        html`<div>
          <dt><a href="${file}">${file}</a></dt>
          <dd>${words}</dd>
        </div> `,
    )}
  </dl>`
}
