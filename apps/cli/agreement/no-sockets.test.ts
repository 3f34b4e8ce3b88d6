// That no socket is ever opened, as the kernel of the operating system sees it: strace lists such calls of all threads.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { tileBamFile } from '@genomsyn/simulate'
import { afterAll, expect, it } from 'vitest'
import { bin } from '../test/command.ts'
import { fakeSlurm } from '../test/fake-slurm.ts'
import { writeProfile, writeSheet } from '../test/runs.ts'
import { Comparisons } from './comparisons.ts'
import { dataPath } from './shared-data.ts'

const compared = new Comparisons()
const folder = mkdtempSync(join(tmpdir(), 'genomsyn-sockets-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Those of Slurm must talk to it; these stand in for them. */
const commands = fakeSlurm(join(folder, 'slurm'))

/** What it takes to have a socket. Others may be made on a pipe of the caller, which this test hands over as one. */
const CALLS = ['socket', 'socketpair', 'connect', 'bind', 'listen', 'accept', 'accept4']

/** The network system calls of `node` with these arguments, one a line; threads and children included. */
function networkCalls(...args: string[]): string[] {
  const list = join(folder, 'calls.txt')
  const traced = ['-E', `PATH=${commands.path}`, process.execPath, ...args]
  execFileSync('strace', ['-f', '-qq', '-e', `trace=${CALLS.join()}`, '-o', list, ...traced], { stdio: 'pipe' })
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line.includes('('))
}

it('is told of a socket where one is opened', () => {
  const calls = networkCalls('-e', "require('net').connect(1, '127.0.0.1').on('error', () => undefined)")
  expect(calls.some((call) => call.includes('socket(AF_INET'))).toBe(true)
})

it.each([
  ['a file small enough for one thread', dataPath('real-wgs/NA12878-chr14-AKT1.bam')],
  ['a file large enough for a pool of threads', tiled('large.bam')],
])('sees none while %s is measured', (_, path) => {
  const calls = networkCalls(bin, 'qc', path, '--json', '--all-samples', '--workers', '2')
  compared.agree({ calls: calls.join() }, { calls: '' })
})

it('sees none while a run measures and judges samples', () => {
  const path = dataPath('real-wgs/NA12878-chr14-AKT1.bam')
  const args = [writeSheet(folder, [['A', path]]), '--profile', writeProfile(folder), '--out', join(folder, 'out'), '--quiet']
  compared.agree({ calls: networkCalls(bin, 'run', ...args).join() }, { calls: '' })
})

it('sees none to any other machine while a run is handed over to Slurm: only pipes to its commands, which Node makes as pairs', () => {
  const path = dataPath('real-wgs/NA12878-chr14-AKT1.bam')
  const args = [writeSheet(folder, [['A', path]]), '--profile', writeProfile(folder), '--out', join(folder, 'jobs'), '--quiet']
  const calls = networkCalls(bin, 'run', ...args, '--executor', 'slurm', '--wait')
  expect(calls.some((call) => call.includes('socketpair(AF_UNIX'))).toBe(true)
  compared.agree({ calls: calls.filter((call) => !call.includes('socketpair(AF_UNIX')).join() }, { calls: '' })
})

/** Copies of a real slice side by side, more than 30 MB of them. */
function tiled(name: string): string {
  const path = join(folder, name)
  const source = dataPath('real-wgs/NA12878_S1.chr20.10_10p1mb.bam')
  const deflate = (payload: Uint8Array): Uint8Array => deflateRawSync(payload, { level: 1 })
  tileBamFile(path, { source, contigs: [{ name: 'chr11', length: 135_086_622 }], copies: 10, firstPosition: 10_000, deflate })
  return path
}

compared.atLeast(4)
