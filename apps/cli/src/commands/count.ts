// genomsyn count: one alignment file → one partial with the counts asked for. Plumbing; what they mean, `qc` knows.
import { localExecutor, type StreamRequest } from '@genomsyn/engine'
import type { ParsedHeader } from '@genomsyn/hts'
import { writePartial } from '@genomsyn/partial'
import { Command } from 'commander'
import { addAskedCounts, type AskedCounts, requestAsked } from '../asked-counts.ts'
import { countInput } from '../count-input.ts'
import { openInput, requireReadable } from '../input.ts'
import { requireOutput, writeOutput } from '../options/output.ts'
import { workerCount } from '../worker-count.ts'

export function command(): Command {
  const count = new Command('count')
    .description('count a BAM or CRAM file and write the counts as a partial')
    .argument('<file>', 'BAM or CRAM file; - reads standard input')
  return addAskedCounts(count).action(run)
}

async function run(path: string, options: AskedCounts): Promise<void> {
  requireReadable([path])
  await requireOutput(options)
  const input = await openInput(path, options)
  const { workers } = workerCount(options.workers)
  const executor = localExecutor(workers)
  try {
    const request = (parsed: ParsedHeader): Promise<StreamRequest> => requestAsked(input.name, parsed, options)
    const { partial } = await countInput(input, request, { ...options, executor, workers })
    await writeOutput(writePartial(partial), options)
  } finally {
    await executor.close()
  }
}
