// SIGINT and SIGTERM: what is half-written vanishes, then the process ends with the signal's exit code.
import { rmSync } from 'node:fs'

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const

const unfinished = new Set<string>()
let lastWords: () => string | null = () => null

/** Ends the process on the first signal. Threads that count end with it. */
export function stopOnSignals(): void {
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.once(signal, () => {
      for (const path of unfinished) rmSync(path, { force: true })
      const words = lastWords()
      if (words !== null) console.error(words)
      process.exit(code)
    })
  }
}

/** What to say when the process is stopped; null for nothing. */
export function sayIfStopped(words: () => string | null): void {
  lastWords = words
}

/** Names a file that must not stay behind when the process is stopped. */
export function removeIfStopped(path: string): void {
  unfinished.add(path)
}

/** The file was finished or removed. */
export function keepIfStopped(path: string): void {
  unfinished.delete(path)
}
