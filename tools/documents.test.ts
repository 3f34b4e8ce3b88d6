// What the written parts of the repository promise: paths exist, and nothing points outside.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { command } from '../apps/cli/src/commands/qc.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const UNWRITTEN = new Set(['node_modules', 'dist', '.git', '.nx', 'coverage', 'demo', 'results', 'data'])
const TEXT = new Set(['', '.ts', '.mjs', '.js', '.json', '.md', '.bed'])

/** Files of the repository, relative to its root. */
function filesBelow(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    if (UNWRITTEN.has(entry.name)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

const files = filesBelow('').filter((path) => TEXT.has(extname(path)))

/** Words in backticks that look like a path of this repository. */
function namedPaths(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map(([, word = '']) => word)
  return quoted.filter((word) => /^(?:apps|packages|kernels|benchmarks|tools|docs|\.ci)\//.test(word) && !/[<*{]/.test(word))
}

describe.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md'])('%s', (document) => {
  const text = readFileSync(`${root}${document}`, 'utf8')

  it('names paths that exist', () => {
    expect(namedPaths(text).filter((path) => !existsSync(`${root}${path}`))).toEqual([])
  })

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(`${root}${link}`))).toEqual([])
  })
})

describe('README.md', () => {
  it('lists the options of qc, each once', () => {
    const rows = [...readFileSync(`${root}README.md`, 'utf8').matchAll(/^\| `(--[a-z-]+)/gm)].map(([, option]) => option)
    expect(new Set(rows)).toEqual(new Set(command(() => undefined).options.map(({ long }) => long)))
    expect(rows).toHaveLength(new Set(rows).size)
  })
})

describe('the repository', () => {
  it('is read in more than a hundred files', () => {
    expect(files.length).toBeGreaterThan(100)
  })

  it('names no package registry and no folder of one machine', () => {
    const foreign = /registry\.npm|npmjs\.|"resolved": "http[s:]|\/work\/|\/home\//
    expect(files.filter((path) => foreign.test(readFileSync(`${root}${path}`, 'utf8')))).toEqual([])
  })
})
