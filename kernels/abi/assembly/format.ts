// What a file is, as the request block says it.

export const BAM = 0
export const CRAM = 1
