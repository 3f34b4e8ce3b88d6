import { describe, expect, it } from 'vitest'
import { fieldOf, lineNumber, linesOf, programsOf, readGroupsOf, sortOrderOf } from './sam-header.ts'

const text = [
  '@HD\tVN:1.6\tGO:none\tSO:coordinate',
  '@SQ\tSN:chr1\tLN:100\tUR:file:/a/SN:b',
  '@CO\t@RG\tID:comment\tSM:nobody',
  '@RG\tID:a\tSM:NA12878\tLB:lib1\tPL:ILLUMINA',
  '@RG\tID:b',
  '@PG\tID:bwa\tPN:bwa\tVN:0.7.17\tCL:bwa mem -R @RG\\tID:x',
  '',
].join('\n')

describe('the lines of a header', () => {
  it('are found by their type, comments apart, and know their number', () => {
    const groups = linesOf(text, 'RG')
    expect(groups.map((line) => fieldOf(line, 'ID'))).toEqual(['a', 'b'])
    expect(groups.map((line) => lineNumber(text, line))).toEqual([4, 5])
  })

  it('give the fields of a tag in any order, or nothing', () => {
    const [sequence] = linesOf(text, 'SQ')
    expect(fieldOf(sequence!, 'SN')).toBe('chr1')
    expect(fieldOf(sequence!, 'UR')).toBe('file:/a/SN:b')
    expect(fieldOf(sequence!, 'M5')).toBeUndefined()
  })

  it('may end in carriage returns', () => {
    expect(fieldOf(linesOf('@SQ\tSN:chr1\tLN:5\r\n', 'SQ')[0]!, 'LN')).toBe('5')
  })
})

describe('what the lines say', () => {
  it('is the sort order, "unknown" without one', () => {
    expect(sortOrderOf(text)).toBe('coordinate')
    expect(sortOrderOf('@HD\tVN:1.6\n')).toBe('unknown')
    expect(sortOrderOf('')).toBe('unknown')
  })

  it('is read groups and programs with the fields they have', () => {
    expect(readGroupsOf(text)).toEqual([{ id: 'a', sample: 'NA12878', library: 'lib1', platform: 'ILLUMINA' }, { id: 'b' }])
    expect(programsOf(text)).toEqual([{ id: 'bwa', name: 'bwa', version: '0.7.17' }])
  })
})
