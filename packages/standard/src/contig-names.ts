// Human contigs by their usual names, with or without `chr`. Names only: lengths are the territory's affair.
import type { ObservedContig } from './observation.ts'

export const autosomeNumbers: readonly number[] = Array.from({ length: 22 }, (_, index) => index + 1)

/** Names under which a sex chromosome or the mitochondrial genome goes; the first is GRCh38's. */
const aliases: Readonly<Record<'X' | 'Y' | 'M', readonly string[]>> = {
  X: ['chrX', 'X'],
  Y: ['chrY', 'Y'],
  M: ['chrM', 'M', 'chrMT', 'MT'],
}

export type NonAutosome = keyof typeof aliases

/** Index in the header of a contig that is no autosome, -1 when absent. */
export function nonAutosomeIndex(contigs: readonly ObservedContig[], contig: NonAutosome): number {
  return contigs.findIndex(({ name }) => aliases[contig].includes(name))
}

/** Indices in the header of autosomes 1 to 22; null unless all are there, under one naming. */
export function autosomeIndices(contigs: readonly ObservedContig[]): number[] | null {
  return indicesNamed(contigs, 'chr') ?? indicesNamed(contigs, '')
}

function indicesNamed(contigs: readonly ObservedContig[], prefix: string): number[] | null {
  const indexOf = new Map(contigs.map(({ name }, index) => [name, index]))
  const indices = autosomeNumbers.map((number) => indexOf.get(`${prefix}${number}`) ?? -1)
  return indices.includes(-1) ? null : indices
}
