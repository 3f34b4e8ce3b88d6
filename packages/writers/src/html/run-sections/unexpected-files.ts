// Alignment files that lie where the sheet's do and that no line of it names: nobody judged them.
import type { RunRecord } from '../../run-record.ts'
import { html, type Markup } from '../markup.ts'
import type { RunSection } from '../run-section.ts'

export const unexpectedFiles: RunSection = { id: 'unexpected', title: 'Files not in the sheet', place: 40, content: filesOf }

function filesOf({ unexpectedFiles: files, sheet }: RunRecord): Markup | null {
  if (files.length === 0) return null
  return html`<p>
      ${files.length === 1 ? 'This file is' : 'These files are'} in no line of ${sheet} and ${files.length === 1 ? 'was' : 'were'}
      not looked at.
    </p>
    <ul>
      ${files.map((file) => html`<li><code>${file}</code></li> `)}
    </ul>`
}
