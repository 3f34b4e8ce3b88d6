// A profile as a page for people, in Markdown and in HTML, from the same file that decides: the two cannot drift apart.
import { limitOf, nameOf, type Profile, type Rule, showLimit, type When, withUnit, wordsForComparison } from '@genomsyn/standard'

/** A part of the page, whatever it is written in. */
type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly level: 1 | 2 }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

export function profileMarkdown(profile: Profile): string {
  return `${pageOf(profile).map(markdownOf).join('\n\n')}\n`
}

/** A whole page that needs no other file. */
export function profileHtml(profile: Profile): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(profile.title)}</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid; padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top }
</style>
</head>
<body>
${pageOf(profile).map(htmlOf).join('\n')}
</body>
</html>
`
}

function pageOf(profile: Profile): Block[] {
  const { title, name, version, status, description, sources, not_expressed: notExpressed, rules } = profile
  return [
    heading(title, 1),
    { kind: 'paragraph', text: `Profile ${name}, version ${version}, status: ${status}. ${description}` },
    heading('Rules'),
    { kind: 'table', head: ['rule', 'limit', 'otherwise', 'for', 'exempt', 'definition', 'note'], rows: rules.map(rowOf) },
    ...section('What a sample is taken as', Object.entries(profile.conditions).map(conditionText)),
    heading('Measured on'),
    { kind: 'paragraph', text: referenceText(profile) },
    ...topUpBlocks(profile),
    ...section('What this profile does not say', notExpressed),
    ...section('Sources', sources),
  ]
}

function rowOf(rule: Rule): string[] {
  const limit = limitOf(rule)
  const limitText =
    limit === null
      ? 'has to be there'
      : `${wordsForComparison(limit.comparison)} ${withUnit(showLimit(limit.limit), rule.metric)}`
  const exempt = (rule.exempt ?? []).map(({ when, reason }) => `${whenText(when)}: ${reason}`)
  const optional = rule.required === false ? ['Only where the metric is there.'] : []
  const note = [...optional, ...(rule.note === undefined ? [] : [rule.note])].join(' ')
  const name = `${rule.title} (${nameOf(rule.metric)})`
  return [name, limitText, rule.otherwise ?? 'HOLD', whenText(rule.when ?? {}), exempt.join('; '), rule.definition, note]
}

function whenText(when: When): string {
  const conditions = Object.entries(when).map(([column, values]) => `${column.replaceAll('_', ' ')} ${values.join(' or ')}`)
  return conditions.length === 0 ? 'all' : conditions.join(', ')
}

function conditionText([column, { values, assumed }]: [string, Profile['conditions'][string]]): string {
  const unsaid = assumed === undefined ? 'it has to be stated' : `${assumed} unless stated`
  return `${column.replaceAll('_', ' ')}: ${values.join(', ')}; ${unsaid}`
}

function referenceText({ reference: { assembly, territories } }: Profile): string {
  const territory = territories === null ? 'any territory' : `the territory ${territories.join(' or ')}`
  return `${assembly === null ? 'Any assembly' : assembly}; coverage over ${territory}. A sample measured otherwise is held as not comparable.`
}

function topUpBlocks({ top_up: limits }: Profile): Block[] {
  if (limits === null) return []
  const { max_duplicate_fraction: fraction, read_pairs_per_lane: pairs, max_lanes: lanes, note = '' } = limits
  return [
    heading('Top-up'),
    {
      kind: 'paragraph',
      text: `More of the same library is ordered while it is predicted to have at most ${showLimit(100 * fraction)} % duplicates and to need at most ${lanes} ${lanes === 1 ? 'lane' : 'lanes'} of ${showLimit(pairs)} read pairs; beyond that, a new library. ${note}`.trimEnd(),
    },
  ]
}

function section(title: string, items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [heading(title), { kind: 'list', items }]
}

function heading(text: string, level: 1 | 2 = 2): Block {
  return { kind: 'heading', text, level }
}

function markdownOf(block: Block): string {
  if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`
  if (block.kind === 'paragraph') return block.text
  if (block.kind === 'list') return block.items.map((item) => `- ${item}`).join('\n')
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(block.head), line(block.head.map(() => '---')), ...block.rows.map(line)].join('\n')
}

function htmlOf(block: Block): string {
  if (block.kind === 'heading') return `<h${block.level}>${escaped(block.text)}</h${block.level}>`
  if (block.kind === 'paragraph') return `<p>${escaped(block.text)}</p>`
  if (block.kind === 'list') return `<ul>\n${block.items.map((item) => `<li>${escaped(item)}</li>`).join('\n')}\n</ul>`
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${escaped(cell)}</${tag}>`).join('')}</tr>`
  return `<table>\n<thead>${row(block.head, 'th')}</thead>\n<tbody>\n${block.rows.map((cells) => row(cells, 'td')).join('\n')}\n</tbody>\n</table>`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character]!)
}
