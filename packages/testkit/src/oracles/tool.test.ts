import { execPath } from 'node:process'
import { describe, expect, it } from 'vitest'
import { isInstalled, runTool, tableRows } from './tool.ts'

describe('an installed tool', () => {
  it('is found by its name and missed by another', () => {
    expect(isInstalled(execPath)).toBe(true)
    expect(isInstalled('no-such-tool-anywhere')).toBe(false)
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
