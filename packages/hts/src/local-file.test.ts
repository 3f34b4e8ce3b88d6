import type * as FsPromises from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { readWhole, withFile } from './local-file.ts'

vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof FsPromises>()
  return { ...original, open: vi.fn<typeof original.open>(original.open) }
})

afterEach(() => vi.mocked(open).mockReset())

const refuseWith = (code: string): void =>
  void vi.mocked(open).mockRejectedValueOnce(Object.assign(new Error(code), { code, syscall: 'open' }))

it.each([
  ['EACCES', 'a.bam: no permission to read it; ask its owner for read access'],
  ['EPERM', 'a.bam: no permission to read it; ask its owner for read access'],
  ['EIO', 'a.bam: the system cannot read it (EIO); check the disk or the network share'],
  ['ENOTDIR', 'a.bam: there is no such file; check the path'],
])('says what %s means', async (code, message) => {
  refuseWith(code)
  await expect(readWhole('a.bam', 'missing')).rejects.toThrow(message)
})

it('calls a missing file what the caller calls it', async () => {
  refuseWith('ENOENT')
  await expect(readWhole('a.fa', 'reference-missing')).rejects.toMatchObject({ code: 'reference-missing', exitCode: 4 })
})

it("closes the file and passes errors that are not the system's", async () => {
  const bug = new Error('a bug')
  const close = vi.fn<() => Promise<void>>(async () => undefined)
  vi.mocked(open).mockResolvedValueOnce({ stat: async () => ({ isDirectory: () => false, isFile: () => true }), close } as never)
  const failing = withFile('a.bam', 'missing', async () => await Promise.reject(bug))
  await expect(failing).rejects.toBe(bug)
  expect(close).toHaveBeenCalledOnce()
})
