// The version of the command, as its package has it. Found by name, so that it holds in sources, in builds and in the bundle.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const { version } = JSON.parse(readFileSync(resolve('genomsyn/package.json'), 'utf8')) as { version: string }

export { version }
