// Cases and trios: their samples are released together or not at all.
import { casesOf, passes, type RunRecord, stateOf } from '../../run-record.ts'
import { html, type Markup } from '../markup.ts'
import type { RunSection } from '../run-section.ts'
import { table } from '../table.ts'
import { verdictTag } from '../verdict-tag.ts'

export const cases: RunSection = { id: 'cases', title: 'Cases', place: 30, content: casesSection }

/** Those that wait come first. */
function casesSection(run: RunRecord): Markup | null {
  const all = [...casesOf(run)].map(([name, members]) => ({
    name,
    members,
    against: members.filter((member) => !passes(member)).map(({ sample }) => sample),
  }))
  if (all.length === 0) return null
  const waiting = all.filter(({ against }) => against.length > 0)
  return html`<p>
      A case is released as a whole. ${waiting.length} of ${all.length} ${all.length === 1 ? 'case' : 'cases'} cannot be released
      yet.
    </p>
    ${table({
      caption: 'Cases with their samples',
      sortable: true,
      rows: [...waiting, ...all.filter(({ against }) => against.length === 0)],
      columns: [
        { heading: 'Case', cell: ({ name }) => name, style: 'name' },
        { heading: 'Release', cell: ({ against }) => (against.length === 0 ? 'yes' : `waits for ${against.join(', ')}`) },
        {
          heading: 'Samples',
          cell: ({ members }) =>
            members.map(
              (member) => html`<span class="member">${member.sample} ${verdictTag(stateOf(member) ?? 'MISSING')}</span> `,
            ),
        },
      ],
    })}`
}
