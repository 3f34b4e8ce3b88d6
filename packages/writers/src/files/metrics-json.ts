// `<sample>.metrics.json`: the GA4GH WGS-QC v1.0 document, byte for byte as its reference implementation writes it.
import { formatGa4ghDocument } from '@genomsyn/standard'
import { fileStem, type Writer } from '../writer.ts'

export const metricsJson: Writer = {
  id: 'metrics-json',
  fileName: (sample) => `${fileStem(sample)}.metrics.json`,
  write: formatGa4ghDocument,
}
