// What must hold of the compiled module whatever it counts. Its counting is tested in the engine, on whole files.
import { readFile } from 'node:fs/promises'
import { kernelUrl } from '@genomsyn/qc'
import { describe, expect, it } from 'vitest'

const dist = new URL('../dist/', import.meta.url)

describe('qc.wasm', () => {
  it('imports nothing, so it can neither call its host nor wait for it', async () => {
    const module = await WebAssembly.compile(await readFile(kernelUrl))
    expect(WebAssembly.Module.imports(module)).toEqual([])
  })

  it('exports functions and its memory alone', async () => {
    const module = await WebAssembly.compile(await readFile(kernelUrl))
    const kinds = new Set(WebAssembly.Module.exports(module).map(({ kind }) => kind))
    expect(kinds).toEqual(new Set(['function', 'memory']))
  })

  it('has no allocator: none of its functions is left in the unoptimised text form', async () => {
    const text = await readFile(new URL('qc.debug.wat', dist), 'utf8')
    const functions = [...text.matchAll(/\(func \$(\S+)/g)].map(([, name = '']) => name)
    expect(functions).toContain('assembly/index/consume')
    expect(functions.filter((name) => name.startsWith('~lib/rt/stub/'))).toEqual([])
  })
})
