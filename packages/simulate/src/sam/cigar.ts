// CIGAR operations and the lengths they span (SAM specification section 1.4.6, 2024-11-06). Not their BAM encoding.

export type CigarOperation = 'M' | 'I' | 'D' | 'N' | 'S' | 'H' | 'P' | '=' | 'X'

/** Operations in read order; empty means `*`. */
export type Cigar = readonly (readonly [length: number, operation: CigarOperation])[]

/** @throws Error when the text is not a CIGAR string */
export function parseCigar(text: string): Cigar {
  if (text === '*' || text === '') return []
  if (!/^(\d+[MIDNSHP=X])+$/.test(text)) throw new Error(`${text} is not a CIGAR string, write for instance 10S90M`)
  const operations = text.match(/\d+./g) ?? []
  return operations.map((each) => [Number.parseInt(each, 10), each.at(-1) as CigarOperation])
}

/** `*` for an empty CIGAR. */
export function formatCigar(cigar: Cigar): string {
  return cigar.map(([length, operation]) => `${length}${operation}`).join('') || '*'
}

/** Operations that move along the reference: M, D, N, =, X. */
export function consumesReference(operation: CigarOperation): boolean {
  return 'MDN=X'.includes(operation)
}

/** Operations that move along SEQ: M, I, S, =, X. */
export function consumesRead(operation: CigarOperation): boolean {
  return 'MIS=X'.includes(operation)
}

/** Reference bases from the first to the last aligned one, gaps included. */
export function referenceLength(cigar: Cigar): number {
  return cigar.reduce((sum, [length, operation]) => sum + (consumesReference(operation) ? length : 0), 0)
}

/** The length SEQ must have, soft clips included and hard clips not. */
export function readLength(cigar: Cigar): number {
  return cigar.reduce((sum, [length, operation]) => sum + (consumesRead(operation) ? length : 0), 0)
}
