// Bundles the built command into apps/cli/dist/bundle: Node starts it in half the time when it has a few files to find instead of 160.
// What tsc made is bundled, so types are checked and this compiles nothing. qc.wasm stays where it is; see kernels/qc/index.ts.
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

const outdir = `${root}apps/cli/dist/bundle`

/** Piscina looks for its own `worker.js` beside itself; both must share their modules, hence one build that splits. */
const entryPoints = {
  main: `${root}apps/cli/dist/main.js`,
  'count-worker': `${root}packages/engine/dist/count-worker.js`,
  worker: `${root}node_modules/piscina/dist/worker.js`,
}

/** What packages in CommonJS form expect to find. */
const banner = [
  "import { createRequire as requireOf } from 'node:module'",
  'const require = requireOf(import.meta.url)',
  'const __dirname = import.meta.dirname',
].join('\n')

rmSync(outdir, { recursive: true, force: true }) // names of chunks change
await build({
  entryPoints,
  outdir,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  external: ['@napi-rs/nice'], // piscina's optional niceness of threads, which nobody asks for
  banner: { js: banner },
  logLevel: 'warning',
})
