import { gzipSync } from 'node:zlib'
import { bgzfBlock, deflateAtLevel } from '@genomsyn/simulate'
import { expect, it } from 'vitest'
import { describeFormat } from './file-format.ts'

const sam = 'r1\t0\tchr1\t100\t60\t4M\t*\t0\t0\tACGT\tIIII\n'

it.each([
  ['CRAM\x03\x01', 'CRAM'],
  ['BAI\x01', 'a BAI index'],
  ['CSI\x01', 'a CSI index'],
  ['@HD\tVN:1.6\n', 'SAM text'],
  [sam, 'SAM text without a header'],
  ['@read1 of lane 2\nACGT\n+\nIIII\n', 'FASTQ'],
  ['>chr1\nACGT\n', 'FASTA'],
  ['##fileformat=VCFv4.2\n', 'VCF'],
  ['<!DOCTYPE html><html>', 'a web page'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['404 not found\n', 'plain text'],
  ['\0\0\0\0', 'only zero bytes'],
  ['\x89\xfe\x00\x01', 'unknown data'],
])('%j looks like %s', (content, name) => {
  expect(describeFormat(Buffer.from(content, 'latin1'))).toBe(name)
})

it('looks into gzip and BGZF, also when they are cut off', () => {
  const text = Buffer.from('##fileformat=VCFv4.2\n'.repeat(500))
  expect(describeFormat(bgzfBlock(text, deflateAtLevel(6)))).toBe('gzip-compressed VCF')
  expect(describeFormat(gzipSync(text).subarray(0, -6))).toBe('gzip-compressed VCF')
  expect(describeFormat(Buffer.from('1f8b0800ff', 'hex'))).toMatch(/^gzip-compressed/)
  expect(describeFormat(Buffer.from('1f8b0800000000000003ffffff', 'hex'))).toBe('gzip-compressed unknown data')
})
