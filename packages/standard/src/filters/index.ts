// The named filters, in the order in which a document lists them.
import type { ReadFilter } from '../filter.ts'
import { ga4ghReads } from './ga4gh-reads.ts'
import { ga4ghWgs } from './ga4gh-wgs.ts'
import { ga4ghYield } from './ga4gh-yield.ts'
import { mosdepthDefault } from './mosdepth-default.ts'

export { ga4ghReads, ga4ghWgs, ga4ghYield, mosdepthDefault }

export const filters: readonly ReadFilter[] = [ga4ghWgs, ga4ghYield, ga4ghReads, mosdepthDefault]
