// BAM files in a folder of their own, made for one suite, and the measurement that takes every count of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AlignmentFile, openAlignmentFile } from '@genomsyn/hts'
import { countDefinitions, type CountId, type Measurement, mosdepthFilter } from '@genomsyn/partial'
import {
  type AlignmentRecord,
  baiBytes,
  bamBytes,
  csiBytes,
  everyCase,
  headerOf,
  makeGenome,
  makeHeader,
  type SamHeader,
  simulateReads,
} from '@genomsyn/simulate'

export interface Sample {
  readonly header: SamHeader
  readonly records: readonly AlignmentRecord[]
}

/** Records of every kind on contigs of several index tiles, an empty contig among them, and unplaced ones. */
export function everyKindOfRecord(seed = 1): Sample {
  const sample = made.get(seed) ?? makeEveryKind(seed)
  made.set(seed, sample)
  return sample
}

/** Samples by their seed, and their bytes: several suites of one process ask for the same. */
const made = new Map<number, Sample>()
const bytesOf = new WeakMap<Sample, ReturnType<typeof bamBytes>>()

function makeEveryKind(seed: number): Sample {
  const genome = makeGenome(seed, [
    { name: 'one', length: 120_000, gaps: [[40_000, 70_000]] },
    { name: 'two', length: 40_000 },
    { name: 'short', length: 50 },
    { name: 'three', length: 17_000 },
  ])
  const options = { seed, genome, depth: 4, library: everyCase }
  return { header: headerOf(options), records: [...simulateReads(options)] }
}

export function sampleOf(records: readonly AlignmentRecord[], contigLengths: readonly number[] = [100_000]): Sample {
  return { header: makeHeader({ contigs: contigLengths.map((length, i) => ({ name: `contig${i + 1}`, length })) }), records }
}

/** A folder that is removed at the end. */
export class SampleFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'engine-'))

  remove(): void {
    rmSync(this.path, { recursive: true })
  }

  /** Writes and opens a BAM; with a BAI beside it unless said otherwise. */
  async write(name: string, sample: Sample, index: 'bai' | 'csi' | 'none' = 'bai'): Promise<AlignmentFile> {
    const written = bytesOf.get(sample) ?? bamBytes(sample.header, sample.records)
    bytesOf.set(sample, written)
    const { bam, index: built } = written
    return await this.writeBytes(
      name,
      bam,
      index === 'none' ? null : { [index]: index === 'bai' ? baiBytes(built) : csiBytes(built) },
    )
  }

  async writeBytes(name: string, bam: Uint8Array, indices: Readonly<Record<string, Uint8Array>> | null): Promise<AlignmentFile> {
    const path = join(this.path, name)
    writeFileSync(path, bam)
    for (const [extension, bytes] of Object.entries(indices ?? {})) writeFileSync(`${path}.${extension}`, bytes)
    return await openAlignmentFile(path, indices === null ? { noIndex: true } : {})
  }
}

/** Every count, over whole contigs less their first and last hundred positions. */
export function everything(contigs: readonly { readonly length: number }[]): Measurement {
  const whole = contigs.map(({ length }, contig) => ({ contig, start: 0, end: length }))
  const inner = whole.flatMap(({ contig, end }) => (end > 200 ? [{ contig, start: 100, end: end - 100 }] : []))
  return {
    counts: Object.keys(countDefinitions) as CountId[],
    depth: mosdepthFilter,
    wgsDepth: { minMappingQuality: 20, minBaseQuality: 20 },
    regions: whole,
    territory: inner,
  }
}
