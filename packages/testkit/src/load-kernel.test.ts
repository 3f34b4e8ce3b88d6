import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKernel } from './load-kernel.ts'

/** A module of two functions that fail as an assertion does (WebAssembly core specification 2.0, section 5.5, 2022-04). */
const FAILING_MODULE = [
  '0061736d 01000000', // magic, version
  '01 0b 02 60 04 7f7f7f7f 00 60 00 00', // types: (i32, i32, i32, i32) -> (), () -> ()
  '02 0d 01 03 656e76 05 61626f7274 00 00', // import env.abort of the first type
  '03 03 02 01 01', // two functions of the second type
  '05 03 01 00 01', // one page of memory
  '07 20 03 06 6d656d6f7279 02 00 04 6661696c 00 01 0c 6661696c53696c656e746c79 00 02', // memory, fail, failSilently
  '0a 1b 02 0c 00 4110 4120 4107 4103 1000 0b 0c 00 4100 4100 4107 4103 1000 0b', // abort(16, 32, 7, 3), abort(0, 0, 7, 3)
  '0b 1f 02 00 410c 0b 08 04000000 6e006f00 00 411c 0b 0c 08000000 61002e0074007300', // "no" at 16, "a.ts" at 32
].join(' ')

interface FailingExports {
  fail(): void
  failSilently(): void
}

describe('a kernel under test', () => {
  let folder = ''
  let wasm: URL

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'load-kernel-'))
    wasm = pathToFileURL(join(folder, 'failing.wasm'))
    await writeFile(wasm, Buffer.from(FAILING_MODULE.replaceAll(' ', ''), 'hex'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('reports a failed assertion with its message and place', async () => {
    const kernel = await loadKernel<FailingExports>(wasm)
    expect(() => kernel.fail()).toThrow('no (a.ts:7:3)')
  })

  it('reports a failed assertion that has no message', async () => {
    const kernel = await loadKernel<FailingExports>(wasm)
    expect(() => kernel.failSilently()).toThrow('(:7:3)')
  })

  it('shares no memory with another instance', async () => {
    const [one, other] = [await loadKernel<FailingExports>(wasm), await loadKernel<FailingExports>(wasm)]
    new Uint8Array(one.memory.buffer)[1000] = 1
    expect(new Uint8Array(other.memory.buffer)[1000]).toBe(0)
  })
})
