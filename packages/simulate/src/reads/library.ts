// What is typical of a sequencing library and the instrument that read it, as data; and the two presets.
import type { QualityAlphabet } from './qualities.ts'
import type { ReadGroup } from '../sam/sam-header.ts'

/** How often things happen, per 100,000 templates unless a comment says otherwise. */
export interface Rates {
  /** Records that are PCR or optical duplicates, of all. */
  readonly duplicate: number
  readonly qcFail: number
  /** Mates too far apart on one contig. */
  readonly distant: number
  /** Mates on the same strand. */
  readonly sameStrand: number
  /** Mates on different contigs. */
  readonly otherContig: number
  readonly mateUnmapped: number
  /** Pairs without a place, at the end of the file. */
  readonly unplaced: number
  /** Single reads instead of pairs. */
  readonly unpaired: number
  /** Per 100,000 reads, as all that follow. */
  readonly softClip: number
  readonly insertion: number
  readonly deletion: number
  /** N operations of 200 to 4,000 bases. */
  readonly skip: number
  /** Split reads: a soft-clipped primary and a hard-clipped supplementary record. */
  readonly supplementary: number
  readonly secondary: number
}

export interface Library {
  readonly readLength: number
  readonly insertSize: { readonly mean: number; readonly deviation: number; readonly min: number }
  readonly qualities: QualityAlphabet
  /** Also store an OQ tag, drawn separately. */
  readonly originalQualities: boolean
  /** Instrument, run and flow cell as read names begin. */
  readonly flowCells: readonly string[]
  readonly lanes: number
  /** Sample index as read group identifiers carry it; empty for none. */
  readonly barcode: string
  /** Depth at a GC content of 0, 10 … 100 % of a window, in per cent of the mean. */
  readonly gcBias: readonly number[]
  readonly rates: Rates
  /** Optional fields of a mapped read, in order. */
  readonly tags: readonly TagName[]
}

export type TagName = 'RG' | 'PG' | 'NM' | 'MD' | 'AS' | 'XS' | 'MC' | 'MQ' | 'ms' | 'mc'

const RATES: Rates = {
  duplicate: 11_000,
  qcFail: 0,
  distant: 600,
  sameStrand: 150,
  otherContig: 500,
  mateUnmapped: 350,
  unplaced: 800,
  unpaired: 0,
  softClip: 3000,
  insertion: 900,
  deletion: 900,
  skip: 0,
  supplementary: 150,
  secondary: 0,
}

/** NovaSeq 6000, PCR-free, 2 x 150: four quality values, 97 % of bases the top one. */
export const nova: Library = {
  readLength: 150,
  insertSize: { mean: 447, deviation: 98, min: 60 },
  qualities: 'binned4',
  originalQualities: false,
  flowCells: ['A00217:77:HFJWFDSXX', 'A00217:76:HFLT3DSXX', 'A00296:43:HCLHLDSXX'],
  lanes: 4,
  barcode: 'TTGCCTAG-ACCACTTA',
  gcBias: [60, 75, 90, 98, 102, 102, 100, 92, 75, 55, 40],
  rates: RATES,
  tags: ['RG', 'NM', 'MD', 'AS', 'XS', 'PG', 'MC', 'MQ'],
}

/** HiSeq 2500, PCR-amplified, 2 x 148: forty quality values. */
export const hiseq: Library = {
  readLength: 148,
  insertSize: { mean: 380, deviation: 75, min: 60 },
  qualities: 'full',
  originalQualities: false,
  flowCells: ['HSQ1004:134:C0D8DACXX'],
  lanes: 8,
  barcode: '',
  gcBias: [25, 45, 75, 98, 106, 104, 96, 78, 50, 28, 15],
  rates: { ...RATES, duplicate: 2000 },
  tags: ['MC', 'MD', 'RG', 'NM', 'MQ', 'AS', 'XS', 'ms', 'mc'],
}

/** Two-by-101 reads on the same instrument. */
export const hiseq101: Library = { ...hiseq, readLength: 101, insertSize: { mean: 317, deviation: 69, min: 60 } }

/** Every kind of record a file can hold, often: for tests that want all cases in a small file. */
export const everyCase: Library = {
  ...nova,
  insertSize: { mean: 320, deviation: 90, min: 60 },
  originalQualities: true,
  rates: {
    duplicate: 12_000,
    qcFail: 4000,
    distant: 2000,
    sameStrand: 1500,
    otherContig: 2000,
    mateUnmapped: 2500,
    unplaced: 3000,
    unpaired: 2500,
    softClip: 9000,
    insertion: 5000,
    deletion: 5000,
    skip: 2000,
    supplementary: 3000,
    secondary: 3000,
  },
}

/** One read group per flow cell and lane. */
export function readGroupsOf({ flowCells, lanes, barcode }: Library, sample: string): ReadGroup[] {
  return flowCells.flatMap((flowCell) => {
    const flowCellId = flowCell.slice(flowCell.lastIndexOf(':') + 1)
    return Array.from({ length: lanes }, (_, lane) => ({
      id: [sample, barcode, flowCellId, `L00${lane + 1}`].filter(Boolean).join('_'),
      sample,
      library: `${sample}_lib1`,
      platform: 'ILLUMINA',
      platformUnit: `${flowCellId}.${lane + 1}`,
    }))
  })
}
