// What becomes of results: whole files or none, no file of another sample, and no stack when an output goes away.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bin, genomsyn, genomsynProcess, genomsynWatched } from './command.ts'
import { asOrdinaryUser } from './ordinary-user.ts'
import { filesIn, headerWith, records, suiteFolder, writeSample } from './sample-files.ts'

const folder = suiteFolder()
chmodSync(folder, 0o755)
const sample = writeSample(join(folder, 'sample.bam'))

describe('the output folder', () => {
  it('is made when it is missing, parents included', async () => {
    const out = join(folder, 'a', 'b')
    expect((await genomsyn('qc', '--quiet', sample.path, '--out', out)).exitCode).toBe(0)
    expect(filesIn(out)).toEqual(['S1.genomsyn.json', 'S1.metrics.json'])
  })

  it('is this one unless another is named', async () => {
    const cwd = join(folder, 'here')
    mkdirSync(cwd)
    expect((await genomsynProcess(['qc', '--quiet', sample.path], { cwd })).exitCode).toBe(0)
    expect(filesIn(cwd)).toEqual(['S1.genomsyn.json', 'S1.metrics.json'])
  })

  it('is refused when a file lies there', async () => {
    const { exitCode, stderr } = await genomsyn('qc', sample.path, '--out', sample.path)
    expect(exitCode).toBe(4)
    expect(stderr).toMatch(/^genomsyn: .*sample\.bam: a file lies where the output folder should be; choose .*\n$/)
  })

  it('is refused when it cannot be written to, before any file is read', async () => {
    const out = join(folder, 'locked')
    mkdirSync(out, { mode: 0o555 })
    const { exitCode, stderr } = await asOrdinaryUser(async () => await genomsyn('qc', join(folder, 'absent.bam'), '--out', out))
    expect(exitCode).toBe(4)
    expect(stderr).toMatch(/^genomsyn: .*locked: no permission to write here; choose .*\n$/)
  })
})

describe('result files', () => {
  it('replace those of an earlier run', async () => {
    const out = join(folder, 'again')
    mkdirSync(out)
    writeFileSync(join(out, 'S1.metrics.json'), 'old')
    await genomsyn('qc', '--quiet', sample.path, '--out', out)
    expect(readFileSync(join(out, 'S1.metrics.json'), 'utf8')).toMatch(/^\{/)
    expect(filesIn(out)).toHaveLength(2)
  })

  it('of two files with one sample name are refused before any work', async () => {
    const out = join(folder, 'twice')
    const twin = writeSample(join(folder, 'twin.bam'), { records: records.slice(0, 100) })
    const { exitCode, stderr, stdout } = await genomsyn('qc', sample.path, twin.path, '--out', out)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^genomsyn: .*twin\.bam: its results would replace S1\.\S+ of .*sample\.bam; .+\n$/)
    expect(filesIn(out)).toEqual([])
  })

  it('never lie outside of the folder, whatever the sample is called', async () => {
    const out = join(folder, 'inside')
    const sly = writeSample(join(folder, 'sly.bam'), { header: headerWith(['../../outside']), records: records.slice(0, 100) })
    expect((await genomsyn('qc', '--quiet', sly.path, '--out', out)).exitCode).toBe(0)
    expect(filesIn(out)).toEqual(['.._.._outside.genomsyn.json', '.._.._outside.metrics.json'])
  })
})

describe('standard output', () => {
  it('may be closed early', async () => {
    const child = spawn(process.execPath, [bin, 'qc', sample.path, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.stdout.destroy()
    const [exitCode] = (await once(child, 'close')) as [number]
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  })

  it('on a full disk fails the environment', async () => {
    const onPrint = (): Error => Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const { exitCode, stderr } = await genomsynWatched({ onPrint }, 'qc', sample.path, '--json')
    expect(exitCode).toBe(4)
    expect(stderr).toBe('genomsyn: standard output: the disk is full; write to another place\n')
  })
})

it('opens no socket', async () => {
  // A preloaded module that makes every way to one throw; the command must not notice.
  const guard = join(folder, 'no-sockets.cjs')
  writeFileSync(
    guard,
    `const refuse = () => { throw new Error('a socket was opened') }
     for (const name of ['connect', 'createConnection', 'createServer']) require('net')[name] = refuse
     require('net').Socket.prototype.connect = refuse
     require('dgram').createSocket = refuse
     require('dns').lookup = refuse`,
  )
  const { exitCode, stderr } = await genomsynProcess(['qc', sample.path, '--json', '--workers', '2'], {
    nodeOptions: ['--require', guard],
  })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
})
