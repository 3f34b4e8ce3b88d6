// GRCh38 in numbers: lengths of its autosomes, N positions in the non-gap regions, and the hard mask of the analysis set.
// Lengths: GCA_000001405.15. Non-N counts: per-contig N counts of hg38 (UCSC) and of NCBI's analysis set, in which
// duplicated centromeric arrays on 5, 14, 19, 21 and 22 are N.

/** Lengths of autosomes 1 to 22, bp. */
export const autosomeLengths: readonly number[] = [
  248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973, 145138636, 138394717, 133797422, 135086622,
  133275309, 114364328, 107043718, 101991189, 90338345, 83257441, 80373285, 58617616, 64444167, 46709983, 50818468,
]

/** Per autosome: positions of the non-gap regions whose base is not N in the unmasked assembly. */
export const nonGapBasesUnmasked: readonly number[] = [
  230481012, 240548228, 198100135, 189752667, 181265378, 170078522, 158970131, 144768136, 121790550, 133262962, 134533742,
  133137816, 97983125, 90568149, 84641325, 81805943, 82920204, 80089605, 58440758, 63944257, 40088619, 39159777,
]

/** Per autosome number: positions of the non-gap regions that only the analysis set turns into N. */
export const hardMaskedBases: Readonly<Record<number, number>> = {
  5: 2282185,
  14: 2050048,
  19: 2674361,
  21: 2050048,
  22: 2087797,
}

/** The part of the mask whose coordinates the analysis set states beside the sequence (hm: on 5), 0-based half-open. */
export const chr5HardMask = { start: 47309184, end: 49591369 } as const

/** M5 of autosome 5, which tells the two apart. */
export const chr5Md5 = {
  analysisSet: 'a811b3dc9fe66af729dc0dddf7fa4f13',
  unmasked: 'f7f05fb7ceea78cbc32ce652c540ff2d',
} as const
