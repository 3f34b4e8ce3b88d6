// The profile that a call names: one that comes with genomsyn, or a file of one's own.
import { basename, dirname, join } from 'node:path'
import { FileError, UsageError } from '@genomsyn/hts'
import { isFault, type Profile, profiles, readProfile } from '@genomsyn/standard'
import { readTextFile } from './text-file.ts'

/**
 * @param choice a name, or a path
 * @throws UsageError when no profile has the name
 * @throws FileError when the file is missing or no profile
 */
export async function chooseProfile(choice: string): Promise<Profile> {
  const known = profiles.find(({ name }) => name === choice)
  if (known !== undefined) return known
  if (basename(choice) === choice && !choice.endsWith('.json')) throw unknownProfile(choice)
  const path = join(dirname(choice), basename(choice))
  const profile = readProfile(parse(path, await readTextFile(path)))
  if (!isFault(profile)) return profile
  throw new FileError('unreadable', path, {
    problem: `this is no profile: at ${profile.path}: ${profile.problem}`,
    remedy: 'correct it there',
  })
}

function unknownProfile(choice: string): UsageError {
  const names = profiles.map(({ name }) => name).join(', ')
  return new UsageError('--profile', `there is no profile '${choice}'; there are ${names}, or name a .json file`)
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const problem = `this is no JSON (${(error as Error).message})`
    throw new FileError('unreadable', path, { problem, remedy: 'correct it there' })
  }
}
