import { expect, it } from 'vitest'
import type { SavedDocument } from './saved-document.ts'
import { checkSheet } from './sheet-checks.ts'

const document = { json: { integrity: { read_groups: [{ id: 'lane1' }, { id: 'lane2' }] } } } as unknown as SavedDocument

it.each([
  ['are those of the file', 'lane2; lane1', 'PASS', 'the file holds the read groups that the sample sheet names'],
  ['lack in the file', 'lane1|lane2|lane3', 'HOLD', 'of the read groups that the sample sheet names, the file lacks lane3'],
  ['are fewer', 'lane1', 'HOLD', 'the file holds read groups that the sample sheet does not name: lane2'],
])('a sample whose read groups in the sheet %s gets %s', (_, cell, outcome, sentence) => {
  expect(checkSheet(document, { read_groups: cell })).toMatchObject([{ rule: 'check.read_groups', outcome, sentence }])
})

it('is checked for nothing when the sheet names none', () => {
  expect([...checkSheet(document, {}), ...checkSheet(document, { read_groups: ' ' })]).toEqual([])
})
