// Makes a checkout ready to run: installs what the lock names when it is missing or older, then builds what changed.
// It needs Node and npm only, prints nothing when all goes well and nothing was missing, and runs no task but `build`.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const lock = `${root}package-lock.json`
/** npm writes this copy of the lock at the end of a complete installation. */
const installed = `${root}node_modules/.package-lock.json`

requireNode()
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) install()
build()

function requireNode() {
  const floor = JSON.parse(readFileSync(`${root}package.json`, 'utf8')).engines.node.replace('>=', '')
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [floorMajor, floorMinor] = floor.split('.').map(Number)
  if (major > floorMajor || (major === floorMajor && minor >= floorMinor)) return
  fail(`node ${process.versions.node} is too old: install Node ${floor} or newer and run the command again`)
}

function install() {
  console.error('installing the packages of package-lock.json (once) ...')
  const npm = process.env.npm_execpath
  const [command, args] = npm?.endsWith('js') ? [process.execPath, [npm]] : ['npm', []]
  run(command, [...args, 'ci', '--no-audit', '--no-fund'], 'npm ci failed')
}

function build() {
  const nx = `${root}node_modules/nx/dist/bin/nx.js`
  if (!existsSync(`${root}kernels/qc/dist`)) console.error('building (once) ...')
  run(process.execPath, [nx, 'run-many', '-t', 'build', '--output-style=static'], 'the build failed')
}

/** Shows what the command printed only when it fails. */
function run(command, args, sentence) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (status === 0) return
  console.error(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`)
  fail(`${sentence}: its output is above`)
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
