// What a failure says on standard error and which exit code it gives. Errors tell it themselves: no package is loaded for it.

/** A bug: anything that is neither a bad file nor a bad request. */
const BUG = 1

/** 2 for a bad request, 3 for a bad file, 4 for a failed environment, 1 for a bug. */
export function exitCodeFor(error: unknown): number {
  return isExpected(error) ? error.exitCode : BUG
}

/** One sentence for what can be expected of files and users; a bug keeps its stack. */
export function sentenceFor(error: unknown): string {
  if (isExpected(error)) return `genomsyn: ${error.message}`
  const stack = error instanceof Error ? error.stack : String(error)
  return `${stack}\ngenomsyn: this is a bug; please report it with the lines above and the command that was run`
}

/** True of `FileError` and `UsageError`. */
export function isExpected(error: unknown): error is Error & { readonly exitCode: number } {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number'
}
