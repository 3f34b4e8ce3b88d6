import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { findViolations } from './boundaries.mjs'
import { readProjects } from './boundaries/projects.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const projects = readProjects(root)

/** The workspace with one more import in one of its projects. */
function planted(folder: string, file: string, specifier: string): string[] {
  const found = findViolations(
    projects.map((project) =>
      project.folder === folder ? { ...project, imports: [{ file, specifier }] } : { ...project, imports: [] },
    ),
  )
  return found.map((sentence) => sentence.slice(sentence.indexOf(': ') + 2))
}

describe('the boundaries between projects', () => {
  it('hold in the whole workspace', () => {
    expect(findViolations(projects)).toEqual([])
  })

  it('are checked over every project and many imports', () => {
    expect(projects.length).toBeGreaterThanOrEqual(17)
    expect(projects.flatMap(({ imports }) => imports).length).toBeGreaterThan(100)
  })

  it.each([
    ['packages/standard', 'src/evaluate.ts', '@genomsyn/engine', 'layer:domain may not import layer:run'],
    ['packages/engine', 'src/scheduler.ts', '@genomsyn/standard', 'layer:run may not import layer:domain'],
    ['packages/engine', 'src/kernel.ts', '@genomsyn/bam/assembly/record', 'layer:run may not import layer:kernel'],
    ['packages/partial', 'src/merge.ts', '@genomsyn/plan', 'layer:data may not import layer:run'],
    ['packages/hts', 'src/index.ts', '@genomsyn/testkit', 'layer:data may not import layer:test'],
    ['kernels/bam', 'assembly/record.ts', 'pako', 'this layer uses no npm package'],
    ['packages/standard', 'src/document.ts', 'node:fs', 'this layer uses no node: module'],
    ['packages/hts', 'src/index.ts', 'no-such-package', 'no-such-package is not declared in its package.json'],
    ['packages/writers', 'src/json.ts', '../../standard/src/metric.ts', 'a relative path must not leave its project'],
  ])('report what is planted: %s/%s imports %s', (folder, file, specifier, problem) => {
    expect(planted(folder, file, specifier)).toEqual([`imports ${specifier}: ${problem}`])
  })

  it.each([
    ['kernels/bam', 'test/record.test.ts', 'vitest'],
    ['packages/engine', 'src/kernel.ts', '@genomsyn/qc'],
    ['packages/standard', 'src/document.test.ts', 'node:fs'],
    ['benchmarks', 'kernels/inflate.bench.ts', '@genomsyn/testkit'],
    ['kernels/qc', 'index.ts', 'node:module'],
  ])('allow what they should: %s/%s imports %s', (folder, file, specifier) => {
    expect(planted(folder, file, specifier)).toEqual([])
  })
})

describe('a workspace on disk with a planted violation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  it('is found out', () => {
    write('package.json', '{"name": "root", "workspaces": ["packages/*"]}')
    write(
      'packages/standard/package.json',
      '{"name": "standard", "dependencies": {"engine": "1"}, "nx": {"tags": ["layer:domain"]}}',
    )
    write('packages/standard/src/metric.ts', "export type { Plan } from 'engine'\n")
    write('packages/engine/package.json', '{"name": "engine", "nx": {"tags": ["layer:run"]}}')
    write('packages/loose/package.json', '{"name": "loose"}')
    expect(findViolations(readProjects(folder)).toSorted()).toEqual([
      'packages/loose/package.json: has 0 layers; it takes exactly one in nx.tags',
      'packages/standard/src/metric.ts: imports engine: layer:domain may not import layer:run',
    ])
  })
})
