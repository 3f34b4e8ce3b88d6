// genomsyn report: the pages of a run or of saved documents, made again. The same files give the same bytes years later.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileStem, sampleReportFile, type SampleRecord } from '@genomsyn/writers'
import { Command } from 'commander'
import { type NewFile, requireFolder, writeFiles } from '../atomic-files.ts'
import { Failures } from '../failures.ts'
import { readRequest } from '../run/request.ts'
import { RunFolder } from '../run/run-folder.ts'
import { readRun, writeRunFiles } from '../run/run-files.ts'
import { savedReport } from '../run/saved-report.ts'
import { readSavedDocument, readSavedVerdict } from '../saved-documents.ts'
import { print } from '../standard-output.ts'

const EXAMPLES = `
Examples:
  genomsyn report run42/
  genomsyn report results/NA12878.genomsyn.json --out pages/`

interface ReportOptions {
  readonly out?: string
  readonly quiet?: boolean
}

export function command(exitWith: (code: number) => void): Command {
  return new Command('report')
    .description('make the HTML reports of a run, or of saved results, without measuring again')
    .argument(
      '<path...>',
      'folders of runs, or <sample>.genomsyn.json files, each with its <sample>.verdict.json beside it if there is one',
    )
    .option('--out <dir>', 'folder for the reports of saved results; beside each unless given')
    .option('--quiet', 'print nothing but errors')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: ReportOptions) => {
      if (options.out !== undefined) await requireFolder(options.out)
      const failures = new Failures()
      const files = await failures.collect(paths, async (path) => await reportsOf(path, options))
      if (!options.quiet)
        await print(
          files
            .flat()
            .map((file) => `${file}\n`)
            .join(''),
        )
      exitWith(failures.exitCode)
    })
}

/** Paths of the files written. */
async function reportsOf(path: string, { out }: ReportOptions): Promise<string[]> {
  const folder = new RunFolder(path)
  if (existsSync(folder.requestFile)) return await runReports(folder)
  const report = await documentReport(path, out)
  await writeFiles([report])
  return [report.path]
}

/** One sample after the other: a run may have thousands. */
async function runReports(folder: RunFolder): Promise<string[]> {
  const request = await readRequest(folder)
  return await folder.owned(async () => {
    const { samples } = await writeRunFiles(folder, request)
    const paths = [folder.file('report.html')]
    for (const record of samples.filter(({ verdict }) => verdict !== null)) {
      const report = await savedReport(folder, record)
      await writeFiles([report])
      paths.push(report.path)
    }
    return paths
  })
}

async function documentReport(path: string, out: string | undefined): Promise<NewFile> {
  const document = await readSavedDocument(path)
  const { sample } = document
  const beside = dirname(path)
  const verdictPath = join(beside, `${fileStem(sample)}.verdict.json`)
  const verdict = existsSync(verdictPath) ? await readSavedVerdict(verdictPath) : null
  const override = (await recordIn(beside, sample))?.override ?? null
  const text = await sampleReportFile.write({ sample, document, verdict, override })
  return { path: join(out ?? beside, sampleReportFile.fileName(sample)), text }
}

/** What the run whose folder this is has of the sample; undefined when it is none. */
async function recordIn(path: string, sample: string): Promise<SampleRecord | undefined> {
  const folder = new RunFolder(path)
  if (!existsSync(folder.requestFile)) return undefined
  const { samples } = await readRun(folder, await readRequest(folder))
  return samples.find((record) => record.sample === sample)
}
