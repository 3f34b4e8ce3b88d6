// What failures say and which exit code they give.
import { FileError, UsageError } from '@genomsyn/hts'
import { expect, it } from 'vitest'
import { exitCodeFor, sentenceFor } from './exit-codes.ts'

it.each([
  ['a bad request', new UsageError('--out', 'needs a value'), 2],
  ['a bad file', new FileError('truncated', 'a.bam', { problem: 'it ends' }), 3],
  ['a failed environment', new FileError('disk-full', 'out', { problem: 'the disk is full' }), 4],
  ['a bug', new TypeError('x is undefined'), 1],
])('%s has its exit code', (_, error, expected) => {
  expect(exitCodeFor(error)).toBe(expected)
})

it('says what is wrong with a file in one sentence', () => {
  const error = new FileError('truncated', 'a.bam', { problem: 'it ends too early', remedy: 'copy it again' })
  expect(sentenceFor(error)).toBe('genomsyn: a.bam: it ends too early; copy it again')
})

it('keeps the stack of a bug, and asks to report it', () => {
  expect(sentenceFor(new TypeError('x is undefined'))).toMatch(
    /^TypeError: x is undefined\n +at [^]*\ngenomsyn: this is a bug; please report it/,
  )
  expect(sentenceFor('thrown text')).toMatch(/^thrown text\n/)
})
