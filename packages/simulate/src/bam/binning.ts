// The binning scheme of BAI and CSI (SAM specification section 5.1.1, 2024-11-06; CSIv1 2020-07-21).

/** How finely an index divides a contig: 2^minShift bases in the smallest bin, `depth` levels above it. */
export interface Binning {
  readonly minShift: number
  readonly depth: number
}

/** The scheme of BAI and of the bin field of BAM records. */
export const BAI_BINNING: Binning = { minShift: 14, depth: 5 }

export function fitsBai({ minShift, depth }: Binning): boolean {
  return minShift === BAI_BINNING.minShift && depth === BAI_BINNING.depth
}

/** The smallest bin that holds the 0-based half-open interval; -1..0 gives 4680, as unplaced records have it. */
export function binOf(begin: number, end: number, { minShift, depth } = BAI_BINNING): number {
  const last = end - 1
  for (let level = depth; level > 0; level--) {
    const width = 2 ** (minShift + 3 * (depth - level))
    if (Math.floor(begin / width) === Math.floor(last / width)) return firstBin(level) + Math.floor(begin / width)
  }
  return 0
}

/** The least depth, but no less than that of BAI, whose largest bin holds a contig of this length. */
export function depthFor(contigLength: number, minShift: number): number {
  let depth = BAI_BINNING.depth
  while (2 ** (minShift + 3 * depth) < contigLength) depth++
  return depth
}

/** The pseudo-bin with counts of records lies one past all real bins: 37450 in BAI. */
export function metadataBin(depth: number): number {
  return firstBin(depth + 1) + 1
}

/** First position of a bin. */
export function binBegin(bin: number, { minShift, depth }: Binning): number {
  let level = 0
  while (bin >= firstBin(level + 1)) level++
  return (bin - firstBin(level)) * 2 ** (minShift + 3 * (depth - level))
}

function firstBin(level: number): number {
  return (8 ** level - 1) / 7
}
