// The two spellings of human contigs: UCSC's chr1 … chrM and Ensembl's 1 … MT.

const ENSEMBL_NAME = /^([1-9]|1\d|2[0-2]|X|Y)$/

/** The other spelling of a primary contig's name, or null. */
export function aliasOf(name: string): string | null {
  if (name === 'chrM') return 'MT'
  if (name === 'MT') return 'chrM'
  if (ENSEMBL_NAME.test(name)) return `chr${name}`
  return name.startsWith('chr') && ENSEMBL_NAME.test(name.slice(3)) ? name.slice(3) : null
}

/** What is there under the contig's name, else under its other spelling. */
export function byNameOrAlias<Value>(values: ReadonlyMap<string, Value>, name: string): Value | undefined {
  return values.get(name) ?? values.get(aliasOf(name) ?? '')
}
