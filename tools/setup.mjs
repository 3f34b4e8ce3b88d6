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
  const [, floor = ''] = /"node": ">=([^"]+)"/.exec(readFileSync(`${root}package.json`, 'utf8')) ?? []
  if (asNumber(process.versions.node) >= asNumber(floor)) return
  fail(`node ${process.versions.node} is too old: install Node ${floor} or newer and run the command again`)
}

/** @param {string} version such as "20.19" or "20.19.4"; the patch level does not matter */
function asNumber(version) {
  const [major, minor] = version.split('.')
  return Number(major) * 1000 + Number(minor)
}

function install() {
  console.error('installing the packages of package-lock.json (once) ...')
  run(['npm', 'ci', '--no-audit', '--no-fund'], 'npm ci failed')
}

function build() {
  if (!existsSync(`${root}kernels/qc/dist`)) console.error('building (once) ...')
  run(
    [process.execPath, 'node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '--output-style=static'],
    'the build failed',
  )
}

/**
 * Runs a command in the root and shows what it printed only when it fails.
 * @param {string[]} command @param {string} failure one sentence
 */
function run([program = '', ...options], failure) {
  const { status, stdout, stderr, error } = spawnSync(program, options, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (status === 0) return
  console.error(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`)
  fail(`${failure}: its output is above`)
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
