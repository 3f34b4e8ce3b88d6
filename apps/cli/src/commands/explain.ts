// genomsyn explain: why a mean depth is what it is, from a saved document.
import { FileError, UsageError } from '@genomsyn/hts'
import { explainedMetrics, type ExplainedMetric, otherDefinitions, waterfallOf } from '@genomsyn/standard'
import { explainDepth } from '@genomsyn/writers'
import { Command } from 'commander'
import { readSavedDocument } from '../saved-documents.ts'
import { print } from '../standard-output.ts'

const EXAMPLES = `
Examples:
  genomsyn explain results/NA12878.genomsyn.json
  genomsyn explain results/NA12878.genomsyn.json mean_genome_coverage`

export function command(): Command {
  return new Command('explain')
    .description('show what a mean depth is made of, and the same sample as other tools define it')
    .argument('<metrics>', '<sample>.genomsyn.json that `genomsyn qc` wrote')
    .argument('[metric]', explainedMetrics.join(' or '), explainedMetrics[0])
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(path: string, metric: string): Promise<void> {
  if (!isExplained(metric)) throw new UsageError(metric, `only ${explainedMetrics.join(' and ')} can be explained`)
  const document = await readSavedDocument(path)
  const waterfall = waterfallOf(document, metric)
  if (typeof waterfall === 'string')
    throw new FileError('unreadable', path, {
      problem: `${metric} cannot be explained: ${waterfall}`,
      remedy: 'see the reasons in the document',
    })
  await print(explainDepth(document.sample, waterfall, otherDefinitions(document)))
}

function isExplained(metric: string): metric is ExplainedMetric {
  return (explainedMetrics as readonly string[]).includes(metric)
}
