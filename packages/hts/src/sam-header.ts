// The text of a SAM header: the lines the project asks for (SAMv1 section 1.3, 2024-11).
// The list of contigs is not taken from here: in a BAM the binary one rules.

/** A line of the text, not yet split: a header may have tens of thousands. */
export interface HeaderLine {
  /** The whole line, "@SQ<TAB>SN:1<TAB>LN:249250621". */
  readonly content: string
  /** Where it begins in the text. */
  readonly offset: number
}

export interface ReadGroup {
  readonly id: string
  readonly sample?: string
  readonly library?: string
  readonly platform?: string
  /** Flow cell, lane and barcode. */
  readonly platformUnit?: string
}

export interface Program {
  readonly id: string
  readonly name?: string
  readonly version?: string
}

/** The lines of a record type such as "SQ". */
export function linesOf(text: string, type: string): HeaderLine[] {
  return Array.from(text.matchAll(new RegExp(`^@${type}\\t.*$`, 'gm')), ({ 0: content, index: offset }) => ({ content, offset }))
}

/** 1-based number of a line in the text. */
export function lineNumber(text: string, { offset }: HeaderLine): number {
  return text.slice(0, offset).split('\n').length
}

/** The value of a two-letter tag. */
export function fieldOf({ content }: HeaderLine, tag: string): string | undefined {
  const at = content.indexOf(`\t${tag}:`)
  if (at === -1) return undefined
  const end = content.indexOf('\t', at + 1)
  return content.slice(at + 4, end === -1 ? undefined : end).trimEnd()
}

/** SO of the @HD line, "unknown" without one. */
export function sortOrderOf(text: string): string {
  const [head] = linesOf(text, 'HD')
  return (head && fieldOf(head, 'SO')) ?? 'unknown'
}

export function readGroupsOf(text: string): ReadGroup[] {
  return linesOf(text, 'RG').map((line) => ({
    id: fieldOf(line, 'ID') ?? '',
    ...optional('sample', fieldOf(line, 'SM')),
    ...optional('library', fieldOf(line, 'LB')),
    ...optional('platform', fieldOf(line, 'PL')),
    ...optional('platformUnit', fieldOf(line, 'PU')),
  }))
}

export function programsOf(text: string): Program[] {
  return linesOf(text, 'PG').map((line) => ({
    id: fieldOf(line, 'ID') ?? '',
    ...optional('name', fieldOf(line, 'PN')),
    ...optional('version', fieldOf(line, 'VN')),
  }))
}

/** `{ key: value }`, or nothing when there is no value. */
function optional<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: string })
}
