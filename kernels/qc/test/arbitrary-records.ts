// Small genomes and sorted record sets for properties: every flag, odd CIGARs, missing SEQ and QUAL, names that come again and again.
import { type AlignmentRecord, type Cigar, flags, parseCigar, readLength, referenceLength } from '@genomsyn/simulate'
import fc from 'fast-check'

export interface Sample {
  readonly contigs: readonly SampleContig[]
  /** In coordinate order. */
  readonly records: readonly AlignmentRecord[]
}

export interface SampleContig {
  readonly length: number
  /** Runs of N, [start, end); the rest is A. */
  readonly gaps: readonly (readonly [start: number, end: number])[]
}

/** What a record gets besides its place and name. */
interface Content {
  readonly flag: number
  readonly mappingQuality: number
  readonly cigar: Cigar
  /** Share of the contig at which the record lies, in thousandths. */
  readonly place: number
  readonly bases: string
  readonly quality: string
  readonly original: boolean
  readonly seed: number
}

/**
 * Templates of two primary reads with consistent mate fields, and records of the same names that are no mates.
 * What mosdepth and this project call a pair holds in these sets.
 */
export const samplesOfPairs: fc.Arbitrary<Sample> = arbitraryContigs().chain((contigs) =>
  fc.array(arbitraryTemplate(contigs.length), { maxLength: 25 }).map((templates) => ({
    contigs,
    records: inOrder(templates.flatMap((template, i) => recordsOf(contigs, template, `t${i}`))),
  })),
)

/** As above, and besides records of a few names that contradict each other in flags and mate fields. */
export const samples: fc.Arbitrary<Sample> = samplesOfPairs.chain(({ contigs, records }) =>
  fc.array(fc.tuple(arbitraryName(), arbitraryContig(contigs.length), arbitraryContent()), { maxLength: 25 }).map((odd) => ({
    contigs,
    records: inOrder([...records, ...odd.map(([name, contig, content]) => strayRecord(contigs, { name, contig, content }))]),
  })),
)

/** Loci at which to cut; behind the last contig lie the unplaced records. */
export function arbitraryCuts(sample: Sample): fc.Arbitrary<{ contig: number; position: number }[]> {
  const { length } = sample.contigs
  const cut = fc.tuple(fc.nat(length), fc.nat(1000)).map(([contig, thousandths]) => {
    return { contig, position: Math.floor(((sample.contigs[contig]?.length ?? 0) * thousandths) / 1000) }
  })
  return fc
    .array(cut, { maxLength: 12 })
    .map((cuts) => cuts.toSorted((a, b) => a.contig - b.contig || a.position - b.position))
    .map((cuts) =>
      cuts.filter((each, i) => i === 0 || each.contig > cuts[i - 1]!.contig || each.position > cuts[i - 1]!.position),
    )
    .map((cuts) => cuts.filter(({ contig, position }) => contig > 0 || position > 0))
}

function arbitraryContigs(): fc.Arbitrary<SampleContig[]> {
  const gap = fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 40 }))
  const contig = fc.tuple(fc.integer({ min: 1, max: 700 }), fc.array(gap, { maxLength: 3 })).map(([length, gaps]) => {
    const starts = gaps.map(([thousandths, run]) => [Math.floor((length * thousandths) / 1000), run] as const)
    return { length, gaps: starts.map(([start, run]) => [start, Math.min(start + run, length)] as const) }
  })
  return fc.array(contig, { minLength: 1, maxLength: 4 })
}

function arbitraryContig(contigCount: number): fc.Arbitrary<number> {
  return fc.integer({ min: -1, max: contigCount - 1 })
}

function arbitraryName(): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'b', 'c', 'd', 't0', 't1', 'eightchr', 'a name of more than sixteen bytes', '*')
}

const cigars: fc.Arbitrary<Cigar> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('50M', '20M', '1M', '75M', '151M').map(parseCigar) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('5S40M', '20M10D20M', '20M10I20M', '10M300N10M', '3H4S5=6X7M', '10M2P5M', '20S').map(parseCigar),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(...([...'MIDNSHP=X'] as Cigar[number][1][]))), {
      minLength: 1,
      maxLength: 7,
    }),
  },
)

function arbitraryContent(): fc.Arbitrary<Content> {
  return fc.record({
    flag: fc.oneof(fc.nat(0xfff), fc.constantFrom(0x43, 0x83, 0x63, 0x93, 0x1, 0x801, 0x811)),
    mappingQuality: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(20, 60, 255) },
      { weight: 1, arbitrary: fc.constantFrom(0, 4, 5, 19) },
    ),
    cigar: cigars,
    place: fc.oneof(fc.nat(1000), fc.integer({ min: 400, max: 450 })),
    bases: fc.oneof({ weight: 6, arbitrary: fc.constantFrom('all', 'some N') }, { weight: 1, arbitrary: fc.constant('none') }),
    quality: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('mixed', 'good') },
      { weight: 1, arbitrary: fc.constant('missing') },
    ),
    original: fc.boolean(),
    seed: fc.nat(0xffff),
  })
}

interface Template {
  readonly contig: number
  readonly otherContig: number
  readonly reads: readonly [Content, Content]
  /** Flags that both reads get: proper, duplicate, QC-fail. */
  readonly flag: number
  readonly strays: readonly Content[]
}

function arbitraryTemplate(contigCount: number): fc.Arbitrary<Template> {
  const contig = fc.nat(contigCount - 1)
  return fc.record({
    contig,
    otherContig: fc.oneof({ weight: 9, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: contig }),
    reads: fc.tuple(arbitraryContent(), arbitraryContent()),
    flag: fc.oneof(
      { weight: 6, arbitrary: fc.constant(flags.PROPER_PAIR) },
      { weight: 1, arbitrary: fc.constantFrom(0, flags.PROPER_PAIR | flags.DUPLICATE, flags.QC_FAIL) },
    ),
    strays: fc.array(arbitraryContent(), { maxLength: 2 }),
  })
}

function recordsOf(contigs: Sample['contigs'], template: Template, name: string): AlignmentRecord[] {
  const { contig, otherContig, reads, flag, strays } = template
  const [first, second] = reads.map((content, i) => {
    const own = i === 0 ? flags.PAIRED | flags.READ1 : flags.PAIRED | flags.READ2
    const place = i === 1 && otherContig >= 0 ? otherContig : contig
    const near = i === 1 ? { ...content, place: Math.min(1000, reads[0].place + (content.place % 60)) } : content
    const duplicate = content.seed % 8 === 0 ? flags.DUPLICATE : 0
    return makeRecord(contigs, { name, contig: place, content: near }, own | flag | duplicate | (content.flag & flags.REVERSE))
  }) as [AlignmentRecord, AlignmentRecord]
  const others = strays.map((content) => {
    const kind = content.seed % 4 === 0 ? flags.SECONDARY : flags.SUPPLEMENTARY
    return makeRecord(contigs, { name, contig, content }, flags.PAIRED | flag | kind)
  })
  return [withMate(first, second), withMate(second, first), ...others]
}

function withMate(record: AlignmentRecord, { contig, position, flag }: AlignmentRecord): AlignmentRecord {
  const reverse = flag & flags.REVERSE ? flags.MATE_REVERSE : 0
  return {
    ...record,
    flag: record.flag | reverse,
    mateContig: contig,
    matePosition: position,
    templateLength: position - record.position,
  }
}

interface Placed {
  readonly name: string
  readonly contig: number
  readonly content: Content
}

function strayRecord(contigs: Sample['contigs'], placed: Placed): AlignmentRecord {
  const { flag, seed } = placed.content
  const record = makeRecord(contigs, placed, placed.contig < 0 ? flag | flags.UNMAPPED : flag)
  const mateContig = (seed % (contigs.length + 1)) - 1
  return { ...record, mateContig, matePosition: (seed * 7) % 700, templateLength: (seed * 31) % 9000 }
}

function makeRecord(contigs: Sample['contigs'], { name, contig, content }: Placed, flag: number): AlignmentRecord {
  const { seed, mappingQuality } = content
  const cigar = contig < 0 ? [] : fitting(content.cigar, contigs[contig]!.length)
  const length = contig < 0 ? seed % 60 : readLength(cigar)
  const position = contig < 0 ? -1 : Math.floor(((contigs[contig]!.length - referenceLength(cigar)) * content.place) / 1000)
  const sequence = content.bases === 'none' ? '' : letters(length, seed, content.bases === 'some N')
  const qualities =
    content.quality === 'missing' || sequence === '' ? null : phreds(sequence.length, seed, content.quality === 'good')
  const original =
    content.original && sequence !== '' ? ([['OQ', 'Z', text(phreds(sequence.length, seed + 1, false))]] as const) : []
  const mate = { mateContig: -1, matePosition: -1, templateLength: 0 }
  return { name, flag, contig, position, mappingQuality, cigar, sequence, qualities, tags: original, ...mate }
}

/** Within the contig, and on at least one position of it. */
function fitting(cigar: Cigar, length: number): Cigar {
  const span = referenceLength(cigar)
  return span >= 1 && span <= length ? cigar : [[1, 'M']]
}

function letters(length: number, seed: number, withN: boolean): string {
  const alphabet = withN ? 'ACGTNTGCA' : 'ACGTTGCAC'
  return Array.from({ length }, (_, i) => alphabet[noise(seed, i) % alphabet.length]!).join('')
}

function phreds(length: number, seed: number, good: boolean): Uint8Array {
  const alphabet = good ? [20, 30, 37, 41] : [0, 2, 3, 12, 19, 20, 21, 30, 37, 93]
  return Uint8Array.from({ length }, (_, i) => alphabet[noise(seed + 7, i) % alphabet.length]!)
}

function text(qualities: Uint8Array): string {
  return String.fromCharCode(...qualities.map((quality) => quality + 33))
}

/** Whole numbers without a pattern that reads of 16 bases could share. */
function noise(seed: number, i: number): number {
  const mixed = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(i + 1, 0x85ebca6b)
  return (Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 12) & 0xffff
}

function inOrder(records: readonly AlignmentRecord[]): AlignmentRecord[] {
  const order = ({ contig }: AlignmentRecord): number => (contig < 0 ? Infinity : contig)
  return records.toSorted((a, b) => (order(a) === order(b) ? a.position - b.position : order(a) - order(b)))
}
