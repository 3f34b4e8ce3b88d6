// What the sheet says of a sample, as judging asks for it: columns known and unknown alike.
import type { SheetFacts } from '@genomsyn/standard'
import type { SheetSample } from './sample-sheet.ts'

export function sheetFacts({ known, other }: SheetSample): SheetFacts {
  return { ...other, ...known }
}
