// The columns of a sample sheet: what each is called, and which words it takes. Documented in README.md; others are carried along.

/** A column that is known by name. */
export interface Column {
  /** As documents call it. */
  readonly key: ColumnKey
  /** As sheets may call it, besides the key; case, spaces, underscores, hyphens and slashes do not matter. */
  readonly aliases: readonly string[]
  readonly meaning: string
  /** What a cell may say; anything unless given. Gives the value as documents have it, null for what is not allowed. */
  readonly read?: (cell: string) => string | null
  /** What a cell may say, in words. */
  readonly takes?: string
}

export const columnKeys = [
  'sample',
  'file',
  'library_type',
  'read_technology',
  'specimen',
  'read_groups',
  'facility',
  'patient_group',
  'region',
  'case',
  'received',
  'sex',
] as const

export type ColumnKey = (typeof columnKeys)[number]

/** A sheet cannot do without these. */
export const REQUIRED_COLUMNS: readonly ColumnKey[] = ['sample', 'file']

export const columns: readonly Column[] = [
  { key: 'sample', aliases: ['sample id', 'sample name'], meaning: 'identifier, which the results are called after' },
  { key: 'file', aliases: ['path', 'bam', 'cram', 'alignment file'], meaning: 'alignment file, relative to the sheet' },
  { key: 'library_type', aliases: ['library', 'library kit'], meaning: 'such as PCR-free WGS' },
  { key: 'read_technology', aliases: ['technology', 'reads', 'platform'], meaning: 'short read or long read' },
  { key: 'specimen', aliases: ['specimen type', 'material', 'tissue'], meaning: 'such as blood or saliva' },
  { key: 'read_groups', aliases: ['read group', 'rg'], meaning: 'those that the file has to hold, separated by semicolons' },
  { key: 'facility', aliases: ['site', 'laboratory', 'lab'], meaning: 'where it was sequenced' },
  { key: 'patient_group', aliases: ['group'], meaning: 'such as rare disease' },
  { key: 'region', aliases: [], meaning: 'region of the hospital' },
  { key: 'case', aliases: ['trio', 'family', 'case id', 'trio/case'], meaning: 'samples that are released together' },
  {
    key: 'received',
    aliases: ['received time', 'received at', 'received date'],
    meaning: 'when the specimen arrived',
    read: readTime,
    takes: 'a date or time such as 2026-03-31 or 2026-03-31T08:15:00Z',
  },
  {
    key: 'sex',
    aliases: ['gender'],
    meaning: 'as registered: female, male or unknown',
    read: readSex,
    takes: 'female, male or unknown',
  },
]

/** The column that a heading names, null when it names none. */
export function columnOf(heading: string): Column | null {
  const name = plain(heading)
  return columns.find(({ key, aliases }) => [key, ...aliases].some((each) => plain(each) === name)) ?? null
}

function plain(heading: string): string {
  return heading.toLowerCase().replaceAll(/[\s_\-/]/g, '')
}

/** ISO 8601, date alone or with time. */
function readTime(cell: string): string | null {
  const shape = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/
  const [date = ''] = cell.split(/[T ]/)
  const day = new Date(`${date}T00:00:00Z`)
  return shape.test(cell) && !Number.isNaN(Date.parse(cell)) && day.toISOString().startsWith(date) ? cell : null
}

const sexes: Readonly<Record<string, readonly string[]>> = {
  female: ['female', 'f', 'kvinde', 'k'],
  male: ['male', 'm', 'mand'],
  unknown: ['unknown', 'u', 'ukendt'],
}

function readSex(cell: string): string | null {
  return Object.keys(sexes).find((sex) => sexes[sex]!.includes(cell.toLowerCase())) ?? null
}
