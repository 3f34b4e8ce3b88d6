// Folders are registries: writes the files that follow from the files of a folder. `npm run generate` runs it,
// tools/registries.test.ts fails when its output is stale. What is written where is said in tools/registries/.
import { writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { methodDispatch, readMethods } from './registries/codec-methods.mjs'
import { countDispatch } from './registries/count-dispatch.mjs'
import { abiCounts, partialCounts, readCounts } from './registries/counts.mjs'
import { fingerprint } from './registries/fingerprint.mjs'
import { moduleIndex } from './registries/modules.mjs'
import { profileIndex } from './registries/profiles.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Every generated file of the workspace, formatted as if written by hand.
 * @returns {Promise<Record<string, string>>} text by path relative to the root
 */
export async function generatedFiles() {
  const style = await resolveConfig(`${root}package.json`)
  /** @type {Record<string, string>} */
  const files = {}
  for (const [path, text] of Object.entries(generatedTexts())) files[path] = await format(text, { ...style, filepath: path })
  return files
}

/** @returns {Record<string, string>} */
function generatedTexts() {
  const counts = readCounts(`${root}kernels/counts/assembly`)
  const abi = abiCounts(counts)
  return {
    'kernels/abi/assembly/counts.ts': abi,
    'kernels/abi/assembly/version.ts': fingerprint(`${root}kernels/abi/assembly`, { 'counts.ts': abi }),
    'kernels/codecs/assembly/methods/index.ts': methodDispatch(readMethods(`${root}kernels/codecs/assembly/methods`)),
    'kernels/counts/assembly/index.ts': countDispatch(counts),
    'packages/partial/src/counts.ts': partialCounts(counts),
    'packages/standard/src/metrics/index.ts': moduleIndex(`${root}packages/standard/src/metrics`, 'metrics'),
    'packages/standard/src/profiles/index.ts': profileIndex(`${root}packages/standard/src/profiles`),
    'packages/writers/src/files/index.ts': moduleIndex(`${root}packages/writers/src/files`, 'writers'),
    'packages/writers/src/html/run-sections/index.ts': moduleIndex(
      `${root}packages/writers/src/html/run-sections`,
      'runSections',
    ),
    'packages/writers/src/html/sample-sections/index.ts': moduleIndex(
      `${root}packages/writers/src/html/sample-sections`,
      'sampleSections',
    ),
    'packages/writers/src/run-files/index.ts': moduleIndex(`${root}packages/writers/src/run-files`, 'runWriters'),
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(await generatedFiles())) writeFileSync(`${root}${path}`, text)
}
