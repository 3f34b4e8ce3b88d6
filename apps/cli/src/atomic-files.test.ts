// Files that appear whole or not at all, on a disk that is full.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type * as FilePromises from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { writeFiles, writeOneFile } from './atomic-files.ts'

/** How many more files the disk takes. */
let room = Infinity

vi.mock('node:fs/promises', async (original) => {
  const { open, ...others } = await original<typeof FilePromises>()
  const openOnFullDisk = async (path: string, mode: string): Promise<FilePromises.FileHandle> => {
    const handle = await open(path, mode)
    if (room-- > 0) return handle
    handle.sync = async () => await Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    return handle
  }
  return { ...others, open: openOnFullDisk }
})

const folder = mkdtempSync(join(tmpdir(), 'genomsyn-'))
afterAll(() => rmSync(folder, { recursive: true }))
const one = { path: join(folder, 'one'), text: 'first' }
const two = { path: join(folder, 'two'), text: 'second' }

beforeEach(() => {
  room = Infinity
})

it('leaves neither file, and no draft, when the disk is full before the last one', async () => {
  room = 1
  await expect(writeFiles([one, two])).rejects.toMatchObject({
    code: 'disk-full',
    exitCode: 4,
    message: expect.stringMatching(/: the disk is full; /) as string,
  })
  expect(readdirSync(folder)).toEqual([])
})

it('keeps what an earlier run wrote when the disk is full', async () => {
  writeFileSync(one.path, 'earlier')
  room = 0
  await expect(writeFiles([one])).rejects.toMatchObject({ code: 'disk-full' })
  expect(readFileSync(one.path, 'utf8')).toBe('earlier')
  expect(readdirSync(folder)).toEqual(['one'])
})

it('writes all files under their names', async () => {
  await writeFiles([one, two])
  expect([one, two].map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['first', 'second'])
  expect(readdirSync(folder)).toEqual(['one', 'two'])
})

it('writes to a device as it is, and never in its place', async () => {
  await writeOneFile({ path: '/dev/null', text: 'gone' })
  expect(readFileSync('/dev/null', 'utf8')).toBe('')
})

it('does not take a folder for a file', async () => {
  await expect(writeOneFile({ path: folder, text: '' })).rejects.toMatchObject({ code: 'output-unwritable', exitCode: 4 })
})
