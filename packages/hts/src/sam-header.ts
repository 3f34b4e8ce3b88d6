// The text of a SAM header: the lines the project asks for (SAMv1 section 1.3, 2024-11).
// The list of contigs is not taken from here: in a BAM the binary one rules.

/** A line of the text: its record type ("SQ") and its fields by tag. */
export interface HeaderLine {
  readonly type: string
  readonly fields: ReadonlyMap<string, string>
  /** 1-based line in the text. */
  readonly line: number
}

export interface ReadGroup {
  readonly id: string
  readonly sample?: string
  readonly library?: string
  readonly platform?: string
}

export interface Program {
  readonly id: string
  readonly name?: string
  readonly version?: string
}

/** All lines but comments. */
export function parseHeaderLines(text: string): HeaderLine[] {
  return text.split('\n').flatMap((content, i) => {
    if (!content.startsWith('@') || content.startsWith('@CO')) return []
    const [type = '', ...fields] = content.trimEnd().split('\t')
    return [{ type: type.slice(1), fields: new Map(fields.map((field) => [field.slice(0, 2), field.slice(3)])), line: i + 1 }]
  })
}

/** SO of the @HD line, "unknown" without one. */
export function sortOrderOf(lines: readonly HeaderLine[]): string {
  return lines.find(({ type }) => type === 'HD')?.fields.get('SO') ?? 'unknown'
}

export function readGroupsOf(lines: readonly HeaderLine[]): ReadGroup[] {
  return lines
    .filter(({ type }) => type === 'RG')
    .map(({ fields }) => ({
      id: fields.get('ID') ?? '',
      ...optional('sample', fields.get('SM')),
      ...optional('library', fields.get('LB')),
      ...optional('platform', fields.get('PL')),
    }))
}

export function programsOf(lines: readonly HeaderLine[]): Program[] {
  return lines
    .filter(({ type }) => type === 'PG')
    .map(({ fields }) => ({
      id: fields.get('ID') ?? '',
      ...optional('name', fields.get('PN')),
      ...optional('version', fields.get('VN')),
    }))
}

/** `{ key: value }`, or nothing when there is no value. */
function optional<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: string })
}
