import { execPath } from 'node:process'
import { describe, expect, it } from 'vitest'
import { runTool, tableRows, versionOf } from './tool.ts'

describe('an installed tool', () => {
  it('says its version', () => {
    expect(versionOf(execPath)).toBe(process.versions.node)
  })

  it('that is absent, or fails without a version, has none', () => {
    expect(versionOf('no-such-tool-anywhere')).toBeNull()
    expect(versionOf(execPath, ['-e', 'console.error("could not load: libhts.so"); process.exit(1)'])).toBeNull()
  })

  it('gives what it prints on standard output', () => {
    expect(runTool(execPath, ['-e', 'console.log("a\\tb"); console.error("progress")'])).toBe('a\tb\n')
  })

  it('fails with its exit code and its standard error', () => {
    expect(() => runTool(execPath, ['-e', 'console.error("no header"); process.exit(3)'])).toThrow(/exit 3\nno header/)
  })

  it('that is absent fails with the name of the program', () => {
    expect(() => runTool('no-such-tool-anywhere', [])).toThrow(/no-such-tool-anywhere/)
  })

  it('prints tables whose comments and empty lines are no rows', () => {
    expect(tableRows('# comment\nchr1\t5\n\nchr2\t6\n')).toEqual([
      ['chr1', '5'],
      ['chr2', '6'],
    ])
  })
})
