// The hosts' door to the kernels: where qc.wasm lies and what it exports. Instantiating it is the engine's business.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { instantiate } from './qc.js'

const { resolve } = createRequire(import.meta.url)

/** The compiled module. Resolved through the package's exports, so that it holds in sources and in builds. */
export const kernelUrl: URL = pathToFileURL(resolve('@genomsyn/qc/qc.wasm'))

/** What an instance of the module exports, from the compiler's own declarations. */
export type KernelExports = Awaited<ReturnType<typeof instantiate>>
