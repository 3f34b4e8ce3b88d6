import { describe, expect, it } from 'vitest'
import { FileError, UsageError } from './errors.ts'

describe('FileError', () => {
  it('says which file, where, what is wrong and what to do, with positions from 1', () => {
    const where = { contig: 'chr1', position: 99, virtualOffset: (1234n << 16n) | 56n }
    const error = new FileError('bad-record', 'a.bam', { problem: 'the record is too long', remedy: 'write it anew', where })
    expect(error.message).toBe('a.bam: at chr1:100, virtual offset 1234:56: the record is too long; write it anew')
  })

  it('names a line, or a contig alone', () => {
    expect(new FileError('regions-bad', 'a.bed', { problem: 'no', where: { line: 3 } }).message).toBe('a.bed: at line 3: no')
    expect(new FileError('reference-mismatch', 'a.fa', { problem: 'no', where: { contig: '17' } }).message).toBe(
      'a.fa: at contig 17: no',
    )
  })

  it('leaves out a place that says nothing', () => {
    expect(new FileError('empty', 'a.bam', { problem: 'the file is empty', where: {} }).message).toBe('a.bam: the file is empty')
  })

  it('ends the process with 3 for a bad file and with 4 for a failed environment', () => {
    expect(new FileError('not-bam', 'a', { problem: 'no' }).exitCode).toBe(3)
    expect(new FileError('missing', 'a', { problem: 'no' }).exitCode).toBe(3)
    expect(new FileError('reference-missing', 'a', { problem: 'no' }).exitCode).toBe(4)
    expect(new FileError('disk-full', 'a', { problem: 'no' }).exitCode).toBe(4)
  })

  it.each([
    { problem: 'no' },
    { problem: 'no', remedy: 'do', where: { line: 3 } },
    { problem: 'no', where: { virtualOffset: 2n ** 60n, contig: 'chr1', position: 7 } },
  ])('is the same after it crossed a thread as JSON: %o', (detail) => {
    const error = new FileError('changed', 'a.bam', detail)
    const crossed = FileError.fromJSON(JSON.parse(JSON.stringify(error)) as ReturnType<FileError['toJSON']>)
    expect(crossed).toEqual(error)
    expect(crossed.message).toBe(error.message)
    expect(crossed.where).toEqual(error.where)
  })
})

describe('UsageError', () => {
  it('starts with the option and ends the process with 2', () => {
    const error = new UsageError('--workers', 'must be a number above 0')
    expect(error.message).toBe('--workers: must be a number above 0')
    expect(error).toMatchObject({ exitCode: 2, option: '--workers' })
  })
})
