// Where the numbers come from: program, definition, file, reference, territory, filters and what was found of the file's integrity.
import { grouped, listOf, numberOf, recordOf, type SavedDocument, textOf } from '@genomsyn/standard'
import type { SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { table } from '../table.ts'

export const provenance: SampleSection = {
  id: 'provenance',
  title: 'Provenance',
  place: 90,
  content: ({ document }) => (document === null ? null : provenanceOf(document)),
}

type Fact = readonly [name: string, value: string]

function provenanceOf(document: SavedDocument): Markup {
  const facts = [...programFacts(document), ...inputFacts(document), ...territoryFacts(document), ...integrityFacts(document)]
  return html`<dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div> `,
      )}
    </dl>
    ${filterTable(document)}`
}

function programFacts({ json, definition }: SavedDocument): Fact[] {
  const { name, version } = recordOf(recordOf(json['provenance'])['tool'])
  return [
    ['Program', `${words(name)} ${words(version)}`],
    ['Definition', definition],
  ]
}

function inputFacts({ json }: SavedDocument): Fact[] {
  const input = recordOf(recordOf(json['provenance'])['input'])
  if (Object.keys(input).length === 0) return [['Input', 'of several partial results']]
  return [
    [
      'Input',
      `${words(input['format'])}${input['cram_version'] === undefined ? '' : ` ${words(input['cram_version'])}`}, ${count(input['compressed_bytes'])} bytes`,
    ],
    ['Digest of the input', words(input['digest'])],
  ]
}

function territoryFacts({ json, territory }: SavedDocument): Fact[] {
  const provenance = recordOf(json['provenance'])
  const reference = textOf(recordOf(provenance['reference'])['name'])
  const mask = textOf(recordOf(provenance['territory'])['mask_rule'])
  return [
    ['Reference', reference ?? 'none was given'],
    ['Territory', territory === null ? 'none' : `${territory.name}, ${grouped(String(territory.bp))} positions`],
    ...(territory === null ? [] : [['SHA-256 of its regions', territory.regionsSha256] as const]),
    ...(mask === null ? [] : [['Mask', mask.replaceAll('_', ' ')] as const]),
  ]
}

function integrityFacts(document: SavedDocument): Fact[] {
  const integrity = recordOf(document.json['integrity'])
  return [
    ['End of the file', sayYes(document.eofMarker, 'its marker is there', 'its marker is missing')],
    ['Order', sayYes(document.coordinateSorted, 'by coordinate', 'not by coordinate')],
    ['Duplicates', sayYes(document.duplicatesMarked, 'are marked', 'are not marked')],
    ['Reads', (document.readType ?? 'unknown').replaceAll('_', ' ')],
    ['Samples in the header', document.samples.join(', ') || 'none'],
    ['Read groups', String(listOf(integrity['read_groups']).length)],
  ]
}

function filterTable({ json }: SavedDocument): Markup {
  const filters = listOf(recordOf(json['provenance'])['filters']).map(recordOf)
  return html`<details>
    <summary>${filters.length} filters</summary>
    ${table({
      caption: 'Which reads and bases each filter takes',
      rows: filters,
      columns: [
        { heading: 'Filter', cell: ({ name }) => words(name) },
        { heading: 'As in', cell: ({ source }) => words(source) },
        { heading: 'Takes', cell: ({ description }) => words(description) },
        { heading: 'Reads kept', kind: 'number', cell: ({ kept }) => count(recordOf(kept)['reads']) },
        { heading: 'Bases kept', kind: 'number', cell: ({ kept }) => count(recordOf(kept)['bases']) },
      ],
    })}
  </details>`
}

function sayYes(flag: boolean | null, yes: string, no: string): string {
  return flag === null ? 'not known' : flag ? yes : no
}

function count(value: unknown): string {
  const number = numberOf(value)
  return number === null ? '–' : grouped(String(number))
}

function words(value: unknown): string {
  return textOf(value) ?? '–'
}
