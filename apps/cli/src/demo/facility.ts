// The facility's first ten minutes: makes three samples and their sheet, then runs what a facility runs every night.
import { basename, join } from 'node:path'
import { type Profile, profiles } from '@genomsyn/standard'
import { facilitySamples } from '@genomsyn/simulate'
import { requireFolder, writeFiles } from '../atomic-files.ts'
import { requestOf, readSheet } from '../run/asked-run.ts'
import { exitCodeOf } from '../run/exit-code.ts'
import { chooseResources } from '../run/resources.ts'
import { RunFolder } from '../run/run-folder.ts'
import { runSamples } from '../run/run-samples.ts'
import { tellRun } from '../run/told-run.ts'
import { print } from '../standard-output.ts'

const BASE_PROFILE = 'dk-wgs-example'

/** @returns the exit code of the run: 11, because one sample is held */
export async function demoFacility(folder: string): Promise<number> {
  await requireFolder(folder)
  await print(`Making three small samples in ${folder} ...\n`)
  const made = facilitySamples(folder)
  const profile = demoProfile()
  const paths = { sheet: join(folder, 'sheet.csv'), profile: join(folder, 'demo-profile.json'), out: join(folder, 'results') }
  await writeFiles([
    { path: paths.sheet, text: sheetText(made.samples) },
    { path: paths.profile, text: `${JSON.stringify(profile, null, 2)}\n` },
  ])
  await print(`\n$ ${commandLine(paths, made)}\n\n`)
  const sheet = await readSheet(paths.sheet)
  const options = { profile: paths.profile, out: paths.out, reference: made.fasta, regions: made.regions }
  const request = await requestOf(sheet, profile, options)
  const { workers } = chooseResources({})
  const work = { folder: new RunFolder(paths.out), request, profile, samples: request.samples }
  const record = await runSamples(work, { workers })
  await tellRun(record, paths.out, {})
  await print(whatNext(paths.out))
  return exitCodeOf(record, request.expectAll)
}

/** That of the example, for a genome that is not GRCh38. */
function demoProfile(): Profile {
  const base = profiles.find(({ name }) => name === BASE_PROFILE)!
  return {
    ...base,
    name: 'demo',
    title: `${base.title}, for the genome of the demonstration`,
    reference: { assembly: null, territories: null },
  }
}

function sheetText(samples: readonly { readonly name: string; readonly bam: string }[]): string {
  const rows = samples.map(({ name, bam }) => `${name},${basename(bam)},PCR-free,blood`)
  return `${['sample,file,library type,specimen', ...rows].join('\n')}\n`
}

function commandLine(
  paths: Readonly<Record<'sheet' | 'profile' | 'out', string>>,
  made: { fasta: string; regions: string },
): string {
  const options = [`--profile ${paths.profile}`, `--reference ${made.fasta}`, `--regions ${made.regions}`, `--out ${paths.out}`]
  return ['genomsyn run', paths.sheet, ...options].join(' ')
}

function whatNext(out: string): string {
  return `
Look at it:      ${join(out, 'report.html')}
How far it is:   genomsyn run status ${out}
Decide yourself: genomsyn override ${out} SHALLOW --to PASS --role "lab physician" --reason "enough for this question"
Who decided:     genomsyn audit show ${out}
For a LIMS:      ${join(out, 'verdicts.csv')}
`
}
