// The real alignment files beside the checkout, and what samtools, mosdepth and Picard say of them.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))

if (!existsSync(root)) {
  throw new Error(
    'THE AGREEMENT SUITES CANNOT RUN: ../shared/data is absent, and with it the files of the real tools to agree with',
  )
}

/** One alignment file of the manifest. */
export interface DataFile {
  /** Relative to the data's root. */
  readonly name: string
  readonly path: string
  /** Path of the reference; null when none is at hand. */
  readonly reference: string | null
  /** How samtools fares: `ok`, or how it ends. */
  readonly samtools: string
}

/** All files of the manifest whose format begins so. */
function filesOf(wanted: 'BAM' | 'CRAM'): DataFile[] {
  return readManifest().flatMap(({ path: name = '', kind, format = '', reference = '', samtools = '' }) =>
    kind === 'alignment' && format.startsWith(wanted)
      ? [{ name, path: dataPath(name), reference: reference.startsWith('refs/') ? dataPath(reference) : null, samtools }]
      : [],
  )
}

export const bamFiles: readonly DataFile[] = filesOf('BAM')
export const cramFiles: readonly DataFile[] = filesOf('CRAM')

/** Those that are whole, or said to be. */
export const readableFiles = bamFiles.filter(({ name, samtools }) => samtools === 'ok' && !name.startsWith('corrupt/'))

export function dataPath(name: string): string {
  return `${root}${name}`
}

/** What a tool printed of the file; null when it was not run on it. */
export function expectedOutput({ name }: Pick<DataFile, 'name'>, suffix: string): string | null {
  const path = `${root}expected/${name}.${suffix}`
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** Files for which the output is there, each with it. */
export function withOutput(suffix: string, files = readableFiles): (DataFile & { readonly output: string })[] {
  return files.flatMap((file) => {
    const output = expectedOutput(file, suffix)
    return output === null ? [] : [{ ...file, output }]
  })
}

function readManifest(): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(`${root}MANIFEST.tsv`, 'utf8').trimEnd().split('\n')
  const columns = header.split('\t')
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [columns[i]!, cell])))
}
