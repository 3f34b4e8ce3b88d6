// `report.html`: the run as a page for people. What draws it is loaded when it is written: commands that write none start without it.
import type { RunWriter } from '../run-writer.ts'

export const reportHtml: RunWriter = {
  id: 'report-html',
  path: 'report.html',
  write: async (run) => (await import('../html/run-report.ts')).runReport(run),
}
