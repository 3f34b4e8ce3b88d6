// `run.json`: what became of every sample of the sheet, for programs. Its metrics are in the samples' own documents.
import { formatJson, type JsonObject } from '@genomsyn/standard'
import { casesOf, isReleasable, outcomeCounts, passes, type RunRecord, type SampleRecord, stateOf } from '../run-record.ts'
import { fileStem } from '../writer.ts'
import type { RunWriter } from '../run-writer.ts'

const schemaVersion = '1.0'

export const runJson: RunWriter = {
  id: 'run-json',
  path: 'run.json',
  write: (run) => formatJson(runDocument(run)),
}

function runDocument(run: RunRecord): JsonObject {
  const { tool, profile, sheet, samples, unexpectedFiles } = run
  const cases = casesOf(run)
  return {
    schema_version: schemaVersion,
    tool: { ...tool },
    profile: { ...profile },
    sheet,
    counts: { expected: samples.length, ...outcomeCounts(samples) },
    verdicts: stateCounts(samples),
    unexpected_files: unexpectedFiles,
    cases: [...cases].map(([name, members]) => ({
      case: name,
      samples: members.map(({ sample }) => sample),
      releasable: members.every(passes),
      held_back_by: members.filter((member) => !passes(member)).map(({ sample }) => sample),
    })),
    samples: samples.map((sample) => sampleSection(sample, isReleasable(sample, cases))),
  }
}

/** How many samples have which verdict, by its name. */
function stateCounts(samples: readonly SampleRecord[]): JsonObject {
  const states = samples.map(stateOf).filter((state) => state !== null)
  return Object.fromEntries([...new Set(states)].toSorted().map((state) => [state, states.filter((one) => one === state).length]))
}

function sampleSection(record: SampleRecord, releasable: boolean): JsonObject {
  const { sample, file, sheet, other, outcome, verdict, override, failure, definition } = record
  const stem = fileStem(sample)
  return {
    sample,
    file,
    outcome,
    verdict: stateOf(record),
    releasable,
    original_verdict: verdict?.state ?? null,
    decided_by: verdict?.decidedBy ?? null,
    reason: verdict?.reason ?? null,
    next_step: verdict?.nextStep ?? null,
    order_read_pairs: verdict?.orderReadPairs ?? null,
    override: override === null ? null : { ...override },
    failure: failure === null ? null : { code: failure.code, exit_code: failure.exitCode, sentence: failure.sentence },
    definition,
    documents: [
      ...(definition === null ? [] : [`${stem}.genomsyn.json`, `${stem}.metrics.json`]),
      ...(verdict === null ? [] : [`${stem}.verdict.json`]),
    ],
    sheet: { ...sheet },
    other: { ...other },
  }
}
