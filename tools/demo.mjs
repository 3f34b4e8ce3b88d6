// Makes a small realistic sample and runs the main job on it: `npm run demo [FOLDER]`. What it makes stays in the folder.
import { spawnSync } from 'node:child_process'
import { argv, execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { demoSample } from '@genomsyn/simulate'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = argv[2] ?? 'demo'

console.error(`making a sample in ${folder} ...`)
const { bam, fasta, regions } = demoSample(folder)
const options = ['qc', bam, '--reference', fasta, '--regions', regions, '--out', `${folder}/results`]
const { status } = spawnSync(execPath, [`${root}apps/cli/bin/genomsyn.js`, ...options], { stdio: 'inherit' })
process.exitCode = status ?? 1
