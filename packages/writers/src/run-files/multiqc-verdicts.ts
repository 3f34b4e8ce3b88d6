// `multiqc/genomsyn_verdicts_mqc.json`: the verdict of each sample with its reason, as a table of a MultiQC report.
import { multiqcText, verdictText } from '../multiqc.ts'
import type { RunWriter } from '../run-writer.ts'

export const multiqcVerdicts: RunWriter = {
  id: 'multiqc-verdicts',
  path: 'multiqc/genomsyn_verdicts_mqc.json',
  write: (run) =>
    multiqcText(run, {
      id: 'genomsyn_verdicts',
      plotType: 'table',
      name: 'Genomsyn: verdicts',
      columns: {
        verdict: { title: 'Verdict', description: `by profile ${run.profile.name} ${run.profile.version}`, scale: false },
        decided_by: { title: 'Rule', description: 'the rule that decided', scale: false },
        reason: { title: 'Reason', description: 'in one sentence', scale: false },
        next_step: { title: 'Next step', description: 'what to do', scale: false },
        case: { title: 'Case', description: 'samples that are released together', scale: false, hidden: true },
      },
      row: (record) => ({
        verdict: verdictText(record),
        decided_by: record.verdict?.decidedBy ?? null,
        reason: record.verdict?.reason ?? 'the sample was not measured',
        next_step: record.verdict?.nextStep ?? null,
        case: record.sheet['case'] ?? null,
      }),
    }),
}
