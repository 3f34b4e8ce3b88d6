import { describe, expect, it } from 'vitest'
import { FIRST_OF_PROPER_PAIR, observe, observePair, SECOND_OF_PROPER_PAIR } from '../test/observations.ts'
import { resultOf } from '../test/results.ts'
import { formatGa4ghDocument } from './ga4gh-document.ts'
import { formatGenomsynDocument, genomsynDocument } from './genomsyn-document.ts'
import { formatJson } from './json-text.ts'
import type { SampleResult } from './provenance.ts'

/** JSON as a test looks into it. */
type Sections = Record<string, Record<string, unknown>>

/** The document as a program reads it. */
function read(result: SampleResult): Sections {
  return JSON.parse(formatGenomsynDocument(result)) as Sections
}

const measured = observe({
  contigs: [
    { name: 'chr1', length: 1000, md5: 'b'.repeat(32) },
    { name: 'chr2', length: 500 },
  ],
  counts: {
    flags: [
      [FIRST_OF_PROPER_PAIR, 2],
      [SECOND_OF_PROPER_PAIR, 2],
      [FIRST_OF_PROPER_PAIR | 0x400, 1],
      [FIRST_OF_PROPER_PAIR | 0x800, 1],
      [0x163, 1],
      [0x263, 1],
      [0x4, 1],
      [0x1004, 1],
    ],
    bases: [
      [FIRST_OF_PROPER_PAIR, 200],
      [SECOND_OF_PROPER_PAIR, 200],
      [FIRST_OF_PROPER_PAIR | 0x400, 100],
      [FIRST_OF_PROPER_PAIR | 0x800, 40],
      [0x263, 100],
      [0x4, 100],
    ],
    blocks: [
      [0, 3],
      [1, 2000],
      [2, 9000],
      [3, 0xfeed],
    ],
    'base-quality': [[30, 500]],
    'aligned-bases': [
      [FIRST_OF_PROPER_PAIR, 150],
      [SECOND_OF_PROPER_PAIR, 130],
      [FIRST_OF_PROPER_PAIR | 0x400, 90],
      [0x163, 60],
      [0x263, 95],
    ],
    'contig-depth': [[0, 250]],
    'contig-records': [
      [0, 7],
      [1, 1],
    ],
    depth: [
      [1, 150],
      [2, 50],
    ],
    'insert-size': [[300, 4]],
    'mapping-quality': [
      [60, 5],
      [256, 1],
    ],
    'quality-source': [
      [0, 8],
      [2, 1],
    ],
    'wgs-depth': [[1, 100]],
    'wgs-exclusions': [
      [0, 1],
      [6, 1],
      [7, 100],
      [10, 1],
      [11, 100],
      [12, 4],
      [13, 105],
      [14, 20],
      [16, 5],
    ],
  },
})

describe('the superset document', () => {
  const document = read(resultOf(measured))

  it('holds the GA4GH metrics exactly as their own document does', () => {
    const own = formatGa4ghDocument(resultOf(measured)).split('\n').slice(4, -2).join('\n')
    expect(formatGenomsynDocument(resultOf(measured))).toContain(own)
  })

  it('has its sections in a fixed order', () => {
    expect(Object.keys(document)).toEqual([
      'schema_version',
      'biosample',
      'wgs_qc_metrics',
      'extended_metrics',
      'reasons',
      'integrity',
      'provenance',
      'contigs',
      'histograms',
      'cycles',
      'read_groups',
    ])
  })

  it('gives floats unrounded and with a decimal point', () => {
    const text = formatGenomsynDocument(resultOf(measured))
    expect(text).toContain('"mean_autosome_coverage": 0.1111111111111111,')
    expect(text).toContain('"mean_base_quality": 30.0,')
    expect(text).toContain('"quality_alphabet": [30],')
  })

  it('gives each null a reason, and nothing else one', () => {
    const { extended_metrics: metrics, reasons } = read(resultOf(observe()))
    const nulls = Object.entries(metrics!).filter(([, value]) => value === null)
    expect(nulls.length).toBeGreaterThan(20)
    expect(Object.keys(reasons!)).toEqual(nulls.map(([id]) => id))
    expect(reasons).toMatchObject({ mean_autosome_coverage: 'no_reads', x_auto_ratio: 'contig_absent' })
  })

  it('says how many reads and bases each filter removed and kept', () => {
    const { filters } = document['provenance'] as unknown as { filters: { name: string; removed: object[]; kept: object }[] }
    const effect = Object.fromEntries(filters.map(({ name, removed, kept }) => [name, { removed, kept }]))
    expect(effect['ga4gh-wgs']!.removed).toContainEqual({ reason: 'duplicate', reads: 1, bases: 100 })
    expect(effect['ga4gh-wgs']!.removed).toContainEqual({ reason: 'baseq', reads: null, bases: 20 })
    expect(effect['ga4gh-wgs']!.kept).toEqual({ reads: 4, bases: 100 })
    expect(effect['ga4gh-yield']).toEqual({
      removed: [
        { reason: 'secondary', reads: 1, bases: 0 },
        { reason: 'supplementary', reads: 1, bases: 40 },
        { reason: 'qc_fail', reads: 1, bases: 100 },
      ],
      kept: { reads: 7, bases: 600 },
    })
    expect(effect['ga4gh-reads']!.removed).toContainEqual({ reason: 'sequence_absent', reads: 1, bases: 0 })
    expect(effect['ga4gh-reads']!.kept).toEqual({ reads: 7, bases: 700 })
    expect(effect['mosdepth-default']).toEqual({
      removed: [
        { reason: 'unmapped', reads: 2, bases: 0 },
        { reason: 'secondary', reads: 1, bases: 60 },
        { reason: 'qc_fail', reads: 1, bases: 95 },
        { reason: 'duplicate', reads: 1, bases: 90 },
        { reason: 'overlap', reads: null, bases: 30 },
      ],
      kept: { reads: 5, bases: 250 },
    })
  })

  it('identifies the input by its blocks, not by its name', () => {
    expect(document['provenance']!['input']).toEqual({
      format: 'BAM',
      bgzf_blocks: 3,
      compressed_bytes: 2000,
      inflated_bytes: 9000,
      digest: '000000000000feed',
    })
  })

  it('lists the contigs with records and mean depth, and their digests where known', () => {
    expect(document['contigs']).toEqual([
      { name: 'chr1', length: 1000, records_mapped: 7, records_unmapped: 1, mean_depth: 0.25 },
      { name: 'chr2', length: 500, records_mapped: 0, records_unmapped: 0, mean_depth: 0 },
    ])
    expect(document['provenance']).toHaveProperty('reference.contigs', [
      { name: 'chr1', length: 1000, md5: 'b'.repeat(32) },
      { name: 'chr2', length: 500, md5: null },
    ])
  })

  it('holds full histograms, bare positions included', () => {
    expect(document['histograms']).toEqual({
      autosome_depth: [
        [0, 800],
        [1, 100],
      ],
      base_quality: [[30, 500]],
      depth: [
        [0, 1300],
        [1, 150],
        [2, 50],
      ],
      insert_size: [[300, 2]],
      mapping_quality: [
        [0, 1],
        [60, 5],
      ],
    })
  })

  it('states what decides how far the numbers can be trusted', () => {
    expect(document['integrity']).toMatchObject({
      eof_marker_ok: true,
      coordinate_sorted: true,
      duplicates_marked: true,
      has_oq: false,
      reads_without_qualities: 1,
      read_type: 'paired_and_single_end',
      samples: ['HG00552'],
      read_groups: [{ id: 'lane1', sample: 'HG00552', library: null, platform: null }],
    })
  })

  it('has no depth of an unsorted file', () => {
    const { histograms, contigs, reasons, provenance } = read(resultOf(observePair({ coordinateSorted: false })))
    expect(histograms).toMatchObject({ depth: null, autosome_depth: null })
    expect(contigs).toMatchObject([{ mean_depth: null }])
    expect(reasons).toMatchObject({ pct_autosomes_30x: 'not_coordinate_sorted' })
    expect(provenance).toMatchObject({ filters: [{ name: 'ga4gh-wgs', removed: null, kept: null }, {}, {}, {}] })
  })

  it.each([
    ['long_read', 0, 1000],
    ['single_end', 0, 150],
    ['paired_end', 0x63, 150],
  ] as const)('calls reads %s by their FLAG and length', (readType, flag, bases) => {
    const { integrity } = read(resultOf(observe({ counts: { flags: [[flag, 1]], bases: [[flag, bases]] } })))
    expect(integrity).toMatchObject({ read_type: readType })
  })
})

it('equal results give equal text', () => {
  expect(formatJson(genomsynDocument(resultOf(measured)))).toBe(formatGenomsynDocument(resultOf(measured)))
})
