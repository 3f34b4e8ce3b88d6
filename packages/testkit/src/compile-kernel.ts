// Compiles AssemblyScript for tests, as it is shipped or with assertions, and keeps the result until a source changes.
// Not the build: tests of kernels that are linked by themselves never run a stale one.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The same tests run on both: the debug build checks its assertions. */
export const builds = { release: ['-O3', '--noAssert'], debug: ['--debug'] } as const
export type Build = keyof typeof builds

/** Milliseconds: the compiler takes two seconds on an idle machine. */
export const COMPILE_TIMEOUT = 120_000

/** Named at run time, and typed here: the compiler's own types change those of arrays for whoever sees them. */
const COMPILER: string = 'assemblyscript/asc'

interface Compiler {
  main(options: readonly string[], files: CompilerFiles): Promise<{ readonly error: Error | null }>
}

interface CompilerFiles {
  readFile(name: string, base: string): string | null
  writeFile(name: string, contents: Uint8Array | string): void
  readonly stderr: { write(text: string): unknown }
}

/**
 * URL of the compiled module, kept in the project's dist/tests.
 * @param project folder of the kernel's project, its URL ending with a slash
 * @param entry source relative to it, such as `test/assembly/codecs.ts`
 * @throws what the compiler says
 */
export async function compileKernel(project: URL, entry: string, build: Build): Promise<URL> {
  const folder = fileURLToPath(project)
  const target = `${folder}dist/tests/${entry.replaceAll(/\W/g, '-')}.${build}`
  const compiled = pathToFileURL(`${target}.wasm`)
  if (hashOf(sourcesOf(target)) === readText(`${target}.hash`)) return compiled
  const { wasm, sources } = await compile(folder, entry, build)
  mkdirSync(`${folder}dist/tests`, { recursive: true })
  replaceFile(`${target}.wasm`, wasm)
  replaceFile(`${target}.sources`, JSON.stringify(sources))
  replaceFile(`${target}.hash`, hashOf(sources))
  return compiled
}

async function compile(folder: string, entry: string, build: Build): Promise<{ wasm: Uint8Array; sources: string[] }> {
  const { default: asc } = (await import(COMPILER)) as { default: Compiler }
  const written: Uint8Array[] = []
  const sources: string[] = []
  const options = [entry, '--runtime', 'stub', '--enable', 'simd', '--outFile', 'kernel.wasm']
  const { error } = await asc.main([...options, ...builds[build]], {
    readFile: (name, base) => {
      const path = `${base === '.' ? folder : base}/${name}`
      const text = readText(path)
      if (text !== null) sources.push(path)
      return text
    },
    stderr: process.stderr,
    writeFile: (_, contents) => void written.push(Uint8Array.from(contents as Uint8Array)),
  })
  if (error || !written[0]) throw error ?? new Error('the compiler wrote nothing')
  return { wasm: written[0], sources }
}

/** Files that the last compilation read. */
function sourcesOf(target: string): string[] {
  return JSON.parse(readText(`${target}.sources`) ?? '[]') as string[]
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of sources) hash.update(`${path}\n${readText(path)}`)
  return hash.digest('hex')
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null // the compiler asks for a file at several places
  }
}

/** Test files run side by side: each sees the whole old file or the whole new one. */
function replaceFile(path: string, contents: string | Uint8Array): void {
  const part = `${path}.${randomUUID()}`
  writeFileSync(part, contents)
  renameSync(part, path)
}
