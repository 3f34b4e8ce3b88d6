// HTML as tagged templates: what is put into a template is text and is escaped, unless it is markup itself.

/** Text that is HTML already. */
export interface Markup {
  readonly markup: string
}

export type Content = Markup | string | number | null | readonly Content[]

/** Null leaves nothing, a list is put together without anything between. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { markup: strings.reduce((text, string, i) => text + markupOf(values[i - 1] ?? null) + string) }
}

/** For text of which it is known that it is HTML. */
export function markup(text: string): Markup {
  return { markup: text }
}

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character]!)
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function markupOf(value: Content): string {
  if (value === null) return ''
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return 'markup' in value ? value.markup : value.map(markupOf).join('')
}
