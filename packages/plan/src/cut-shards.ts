// Cutting a file: any sorted loci give shards that tile the genome and the file. Which loci, balance.ts says.
import type { AlignmentFile, VirtualOffset } from '@genomsyn/hts'
import { compareLoci, type Locus, type Shard } from './shard.ts'

/**
 * The shards between the cuts, in file order.
 * The first starts with the genome, the last ends behind the unplaced records; equal cuts count once.
 * @param cuts inner borders, sorted; without an index nothing can be cut
 */
export function cutShards(file: AlignmentFile, cuts: readonly Locus[]): Shard[] {
  const genome = { first: { contig: 0, position: 0 }, end: { contig: file.header.contigs.length + 1, position: 0 } }
  const inner = file.index === null ? [] : distinctWithin(cuts, genome.first, genome.end)
  const starts = [file.firstRecord, ...inner.map((cut) => startOf(file, cut))]
  return starts.map((start, id) => {
    const endBlock = starts[id + 1]?.block ?? file.size
    const interval = { first: inner[id - 1] ?? genome.first, end: inner[id] ?? genome.end }
    return { id, ...interval, start, endBlock, bytes: endBlock - start.block }
  })
}

/** The locus of the unplaced records: a cut there gives them a shard of their own. */
export function unplacedLocus(file: AlignmentFile): Locus {
  return { contig: file.header.contigs.length, position: 0 }
}

/** Where reading must begin to see all records of a locus and of later ones. */
export function startOf(file: AlignmentFile, { contig, position }: Locus): VirtualOffset {
  return file.index?.startOf(contig, position) ?? nextContigStart(file, contig + 1)
}

/** Where the first record of the contig or of a later one lies: contigs without records share the next one's start. */
function nextContigStart({ index, header, firstRecord }: AlignmentFile, from: number): VirtualOffset {
  for (let contig = from; contig < header.contigs.length; contig++) {
    const range = index?.contigRange(contig) ?? null
    if (range !== null) return range.begin
  }
  return index?.endOfPlaced ?? firstRecord
}

function distinctWithin(cuts: readonly Locus[], first: Locus, end: Locus): Locus[] {
  const inner = cuts.filter((cut) => compareLoci(first, cut) < 0 && compareLoci(cut, end) < 0)
  return inner.filter((cut, i) => i === 0 || compareLoci(inner[i - 1]!, cut) !== 0)
}
