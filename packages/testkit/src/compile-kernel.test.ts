import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMPILE_TIMEOUT, compileKernel } from './compile-kernel.ts'
import { loadKernel } from './load-kernel.ts'

interface Exports {
  answer(): number
}

describe('a kernel compiled for its tests', () => {
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'compile-kernel-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is compiled anew when its source changed, and not before', { timeout: COMPILE_TIMEOUT }, async () => {
    const compiled = await compiledWith('41')
    const { mtimeMs } = await stat(compiled)
    expect((await loadKernel<Exports>(compiled)).answer()).toBe(41)
    expect((await stat(await compiledWith('41'))).mtimeMs).toBe(mtimeMs)
    expect((await loadKernel<Exports>(await compiledWith('42'))).answer()).toBe(42)
  })

  it('is not there when the compiler refuses it', { timeout: COMPILE_TIMEOUT }, async () => {
    await expect(compiledWith('no expression of any kind ]')).rejects.toThrow('parse error')
  })

  async function compiledWith(expression: string): Promise<URL> {
    await writeFile(join(folder, 'answer.ts'), `export function answer(): i32 {\n  return ${expression}\n}\n`)
    return compileKernel(pathToFileURL(`${folder}/`), 'answer.ts', 'release')
  }
})
