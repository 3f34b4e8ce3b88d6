// The records of a CRAM as @gmod/cram reads them, which shares no code with us or with htslib's record decoder.
import { statSync } from 'node:fs'
import { CramFile } from '@gmod/cram'

/** Records by FLAG, and bases of those that have any. */
export interface GmodRecords {
  readonly records: readonly number[]
  readonly bases: number
}

export async function gmodRecords(path: string): Promise<GmodRecords> {
  const records = Array.from({ length: 4096 }, () => 0)
  let bases = 0
  const file = new CramFile({ path, checkSequenceMD5: false })
  const { size } = statSync(path)
  const first = (await file.getContainerById(1))?.filePosition ?? size
  for (let position = first; position < size;) {
    const container = file.getContainerAtPosition(position)
    const { numRecords, landmarks, length, _size } = await container.getHeader()
    for (const landmark of numRecords > 0 ? landmarks : []) {
      for (const record of await container.getSlice(landmark, 0).getAllRecords()) {
        const { flags, cramFlags, readLength } = record
        records[flags & 0xfff]!++
        bases += cramFlags & 8 ? 0 : readLength
      }
    }
    position += _size + length
  }
  return { records, bases }
}
