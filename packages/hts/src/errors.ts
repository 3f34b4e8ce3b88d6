// What can be wrong with a file or a request, said in one sentence.
// Not for bugs: those stay plain errors and keep their stacks.

/** Faults of the surroundings, worth a scheduler's retry; every other code is a bad file. */
const ENVIRONMENT_CODES = ['disk-full', 'output-unwritable', 'reference-missing', 'slurm-failed', 'task-lost'] as const

/** Faults of an input file. */
const INPUT_CODES = [
  // found when opening
  'missing',
  'unreadable',
  'directory',
  'empty',
  'not-bam',
  'truncated',
  'missing-eof',
  'bad-header',
  'several-samples',
  'index-missing',
  'index-bad',
  'index-mismatch',
  'index-older',
  'reference-bad',
  'reference-mismatch',
  'regions-bad',
  'unknown-version',
  'sheet-bad',
  'audit-broken',
  // found when reading
  'not-bgzf',
  'corrupt-deflate',
  'crc-mismatch',
  'bad-container',
  'unknown-method',
  'bad-record',
  'changed',
] as const

export type FileErrorCode = (typeof INPUT_CODES)[number] | (typeof ENVIRONMENT_CODES)[number]

/** A place in a file; each part that is known. */
export interface Where {
  /** Block offset << 16 | offset in the inflated block (SAMv1 section 4.1.1, 2024-11). */
  readonly virtualOffset?: bigint
  /** File offset of a CRAM container. */
  readonly container?: number
  /** Of a record in its container, from 0; printed from 1. */
  readonly record?: number
  readonly contig?: string
  /** 0-based; printed 1-based. */
  readonly position?: number
  /** 1-based line of a text file. */
  readonly line?: number
  /** Heading of a column of a table. */
  readonly column?: string
}

/** What a `FileError` says besides its code and path. */
export interface FileErrorDetail {
  /** What is wrong: lower case, no full stop. */
  readonly problem: string
  /** What to do about it. */
  readonly remedy?: string
  readonly where?: Where
}

/** A `FileError` as plain fields, to cross threads and processes. */
export interface FileErrorJson {
  readonly code: FileErrorCode
  readonly path: string
  readonly problem: string
  readonly remedy?: string
  readonly where?: Omit<Where, 'virtualOffset'> & { readonly virtualOffset?: string }
}

/** This file is bad (exit code 3), or the environment failed it (exit code 4). */
export class FileError extends Error {
  readonly code: FileErrorCode
  readonly path: string
  readonly problem: string
  readonly remedy?: string
  readonly where?: Where

  constructor(code: FileErrorCode, path: string, detail: FileErrorDetail) {
    super(sentence(path, detail))
    this.name = 'FileError'
    this.code = code
    this.path = path
    this.problem = detail.problem
    if (detail.remedy !== undefined) this.remedy = detail.remedy
    if (detail.where !== undefined) this.where = detail.where
  }

  /** The process's exit code: 3 for a bad file, 4 for a failed environment. */
  get exitCode(): 3 | 4 {
    return (ENVIRONMENT_CODES as readonly string[]).includes(this.code) ? 4 : 3
  }

  toJSON(): FileErrorJson {
    const { code, path, problem, remedy, where } = this
    const { virtualOffset, ...rest } = where ?? {}
    const place = virtualOffset === undefined ? rest : { ...rest, virtualOffset: virtualOffset.toString() }
    return { code, path, problem, ...(remedy === undefined ? {} : { remedy }), ...(where === undefined ? {} : { where: place }) }
  }

  static fromJSON(json: FileErrorJson): FileError {
    const { code, path, where, ...detail } = json
    if (where === undefined) return new FileError(code, path, detail)
    const { virtualOffset, ...rest } = where
    const place = virtualOffset === undefined ? rest : { ...rest, virtualOffset: BigInt(virtualOffset) }
    return new FileError(code, path, { ...detail, where: place })
  }
}

/** This request is bad (exit code 2). */
export class UsageError extends Error {
  readonly option: string
  readonly exitCode = 2

  constructor(option: string, problem: string) {
    super(`${option}: ${problem}`)
    this.name = 'UsageError'
    this.option = option
  }
}

/** `<path>: <where>: <problem>; <remedy>` */
function sentence(path: string, { problem, remedy, where }: FileErrorDetail): string {
  const place = where === undefined ? '' : placeText(where)
  return [path, ...(place === '' ? [] : [place]), problem].join(': ') + (remedy === undefined ? '' : `; ${remedy}`)
}

function placeText({ virtualOffset, container, record, contig, position, line, column }: Where): string {
  const parts: string[] = []
  if (line !== undefined) parts.push(`line ${line}`)
  if (column !== undefined) parts.push(`column ${column}`)
  if (contig !== undefined) parts.push(position === undefined ? `contig ${contig}` : `${contig}:${position + 1}`)
  if (virtualOffset !== undefined) parts.push(`virtual offset ${virtualOffset >> 16n}:${virtualOffset & 0xffffn}`)
  if (container !== undefined) parts.push(`container at offset ${container}`)
  if (record !== undefined) parts.push(`record ${record + 1} of it`)
  return parts.length === 0 ? '' : `at ${parts.join(', ')}`
}
