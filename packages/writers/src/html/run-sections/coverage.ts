// Coverage of all samples on one scale, against the limit that holds for each.
import type { RunRecord } from '../../run-record.ts'
import { html } from '../markup.ts'
import { overviewFigure } from '../overview-figure.ts'
import type { RunSection } from '../run-section.ts'

export const coverage: RunSection = { id: 'coverage', title: 'Coverage', place: 20, content: coverageOf }

function coverageOf({ samples }: RunRecord): ReturnType<RunSection['content']> {
  const metrics = ['mean_autosome_coverage', 'mean_genome_coverage', 'pct_autosomes_15x'].filter(
    (metric) =>
      samples.some((sample) => typeof sample.metrics[metric] === 'number') &&
      (metric !== 'mean_genome_coverage' ||
        samples.some(({ verdict }) => verdict?.limits?.some((limit) => limit.metric === metric))),
  )
  if (metrics.length === 0) return null
  return html`<div class="figures">${metrics.map((metric) => overviewFigure(samples, metric))}</div>`
}
