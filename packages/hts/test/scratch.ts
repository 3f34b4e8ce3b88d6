// Files for one test file, in a folder that goes when its tests are done.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

export interface Scratch {
  readonly folder: string
  path(name: string): string
  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string
  /** Sets a file's time of change, in seconds since 1970. */
  date(path: string, seconds: number): void
}

/** To be called at the top of a test file. */
export function makeScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'genomsyn-hts-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return {
    folder,
    path: (name) => join(folder, name),
    write: (name, content) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    date: (path, seconds) => utimesSync(path, seconds, seconds),
  }
}
