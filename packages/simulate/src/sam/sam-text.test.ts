import { expect, it } from 'vitest'
import { makePair, makeRecord } from './alignment-record.ts'
import { makeHeader } from './sam-header.ts'
import { samLine, samText } from './sam-text.ts'

const header = makeHeader({
  contigs: [{ name: 'a', length: 900 }, { name: 'b', length: 90 }],
  readGroups: [{ id: 'g', sample: 's', library: 'l' }],
  sortOrder: 'unsorted',
  lines: ['@CO\tmade up'],
}) // prettier-ignore

it('writes the header line by line', () => {
  expect(header.text).toBe('@HD\tVN:1.6\tSO:unsorted\n@SQ\tSN:a\tLN:900\n@SQ\tSN:b\tLN:90\n@RG\tID:g\tSM:s\tLB:l\n@CO\tmade up\n')
})

it('writes a record with 1-based positions and its mate on the same contig as =', () => {
  const [first, second] = makePair({ position: 9, cigar: '3M' }, { position: 19, cigar: '2M', mappingQuality: 7 })
  expect(samText(header, [first, second])).toBe(
    `${header.text}pair\t99\ta\t10\t60\t3M\t=\t20\t12\tAAA\t???\npair\t147\ta\t20\t7\t2M\t=\t10\t-12\tAA\t??\n`,
  )
})

it('writes stars for what is missing', () => {
  const record = makeRecord({
    name: '*',
    flag: 4,
    contig: -1,
    position: -1,
    mappingQuality: 0,
    cigar: '*',
    qualities: null,
  })
  expect(samLine(record, header.contigs)).toBe('*\t4\t*\t0\t0\t*\t*\t0\t0\t*\t*\n')
})

it('writes a mate on another contig by name, and tags by type', () => {
  const tags = [['NM', 'C', 3], ['XF', 'f', 0.5], ['XA', 'A', 'x'], ['XB', 'B:s', [1, -2]], ['RG', 'Z', 'g']] as const // prettier-ignore
  const line = samLine(makeRecord({ cigar: '1M', mateContig: 1, matePosition: 0, tags }), header.contigs)
  expect(line).toBe('read\t0\ta\t1\t60\t1M\tb\t1\t0\tA\t?\tNM:i:3\tXF:f:0.5\tXA:A:x\tXB:B:s,1,-2\tRG:Z:g\n')
})
