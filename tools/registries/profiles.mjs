// The registry of profiles: their JSON files as one module. Node 20 warns about importing JSON, so the data are copied into it.
import { readdirSync, readFileSync } from 'node:fs'
import { generatedFrom } from './modules.mjs'

/**
 * Text of a folder's index.ts.
 * @param {string} folder
 */
export function profileIndex(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  const profiles = files.toSorted().map((file) => readFileSync(`${folder}/${file}`, 'utf8').trim())
  return `${generatedFrom('the JSON files of this folder')}
/* oxlint-disable eslint/max-lines -- data */
import type { Profile } from '../profile/profile.ts'

export const profiles: readonly Profile[] = [${profiles.join(', ')}]
`
}
