// Compiles kernels/qc into the one WASM module, twice in one process: release for users, debug for tests.
// One process saves one start of the compiler, about 1.5 s. It builds nothing else.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = fileURLToPath(new URL('..', import.meta.url))
const project = process.argv[2] ?? `${root}kernels/qc`

/** The stub runtime has no collector, and kernels never allocate; SIMD runs on every Node from 16 on. */
const shared = ['assembly/index.ts', '--runtime', 'stub', '--enable', 'simd', '--baseDir', project]
/** Raw bindings are wanted for their declarations: they type the exports for the hosts. */
const release = ['-O3', '--noAssert', '--outFile', 'dist/qc.wasm', '--bindings', 'raw']
/** Assertions on, and the text form, which a test searches for the allocator. */
const debug = ['--debug', '--outFile', 'dist/qc.debug.wasm', '--textFile', 'dist/qc.debug.wat']

mkdirSync(`${project}/dist`, { recursive: true })
for (const variant of [release, debug]) await compile([...shared, ...variant])

/** @param {string[]} options of the compiler, which explains a failure on stderr by itself */
async function compile(options) {
  const { error } = await asc.main(options, { stderr: process.stderr })
  if (error) process.exit(1)
}
