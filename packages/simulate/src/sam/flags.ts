// The FLAG bits by the names this project uses (SAM specification section 1.4, 2024-11-06).

export const PAIRED = 0x1
export const PROPER_PAIR = 0x2
export const UNMAPPED = 0x4
export const MATE_UNMAPPED = 0x8
export const REVERSE = 0x10
export const MATE_REVERSE = 0x20
export const READ1 = 0x40
export const READ2 = 0x80
export const SECONDARY = 0x100
export const QC_FAIL = 0x200
export const DUPLICATE = 0x400
export const SUPPLEMENTARY = 0x800
