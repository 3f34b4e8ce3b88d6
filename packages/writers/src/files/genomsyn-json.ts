// `<sample>.genomsyn.json`: the superset document with extended metrics, reasons, integrity and provenance.
import { formatGenomsynDocument } from '@genomsyn/standard'
import { fileStem, type Writer } from '../writer.ts'

export const genomsynJson: Writer = {
  id: 'genomsyn-json',
  fileName: (sample) => `${fileStem(sample)}.genomsyn.json`,
  write: formatGenomsynDocument,
}
