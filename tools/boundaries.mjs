// Who may import whom: checks every import of every project against the table of layers and against what the project declares.
// tools/boundaries.test.ts runs it over the workspace, and plants violations to see that they are reported.
import { posix } from 'node:path'

/** @typedef {import('./boundaries/projects.mjs').Project} Project @typedef {import('./boundaries/projects.mjs').Import} Import */

/**
 * A project carries one of these layers and may import projects with one of the tags beside it.
 * `outside`: what else its sources may import. Tests are freer.
 * @type {Record<string, { tags: string[], outside: { npm: boolean, node: boolean } }>}
 */
export const LAYERS = {
  'layer:contract': { tags: [], outside: { npm: false, node: false } },
  'layer:kernel': { tags: ['layer:contract', 'layer:kernel'], outside: { npm: false, node: false } },
  'layer:data': { tags: ['layer:contract', 'layer:data'], outside: { npm: true, node: true } },
  'layer:domain': { tags: ['layer:data', 'layer:domain'], outside: { npm: false, node: false } },
  'layer:run': { tags: ['layer:contract', 'layer:data', 'layer:run', 'artifact'], outside: { npm: true, node: true } },
  'layer:output': { tags: ['layer:data', 'layer:domain', 'layer:output'], outside: { npm: true, node: true } },
  'layer:app': { tags: ['layer:data', 'layer:domain', 'layer:run', 'layer:output'], outside: { npm: true, node: true } },
  'layer:test': { tags: [], outside: { npm: true, node: true } },
}

/** Benchmarks compare kernels and rivals, so they reach what an application may not. */
const BENCHMARK_TAGS = ['layer:test', 'layer:kernel', 'artifact']

/** Tests of every layer may use made data and the test kit, whatever their sources may import. */
const TEST_TAGS = ['layer:data', 'layer:test']

/**
 * One sentence per import that breaks a rule.
 * @param {readonly Project[]} projects
 * @returns {string[]}
 */
export function findViolations(projects) {
  const byName = new Map(projects.map((project) => [project.name, project]))
  return projects.flatMap((project) => [
    ...layerViolations(project),
    ...project.imports.flatMap((imported) => {
      const problem = importProblem(project, imported, byName)
      return problem === null ? [] : [`${project.folder}/${imported.file}: imports ${imported.specifier}: ${problem}`]
    }),
  ])
}

/** @param {Project} project */
function layerViolations({ folder, tags }) {
  const layers = tags.filter((tag) => tag in LAYERS)
  return layers.length === 1 ? [] : [`${folder}/package.json: has ${layers.length} layers; it takes exactly one in nx.tags`]
}

/** @param {Project} project @param {Import} imported @param {Map<string, Project>} byName @returns {string | null} */
function importProblem(project, { file, specifier }, byName) {
  if (specifier.startsWith('.')) return relativeProblem(file, specifier)
  if (specifier.startsWith('node:')) return mayImportOutside(project, file, 'node') ? null : 'this layer uses no node: module'
  const name = packageName(specifier)
  const target = byName.get(name)
  if (target === project) return null
  if (target && !mayImport(project, file, target)) return `${layerOf(project)} may not import ${layerOf(target)}`
  if (!target && !mayImportOutside(project, file, 'npm')) return 'this layer uses no npm package'
  return isDeclared(project, file, name) ? null : `${name} is not declared in its package.json`
}

/** @param {string} file @param {string} specifier */
function relativeProblem(file, specifier) {
  // Settings of a suite extend those of the root.
  if (posix.basename(file) === 'vitest.config.ts') return null
  const target = posix.join(posix.dirname(file), specifier)
  return target.startsWith('..') ? 'a relative path must not leave its project' : null
}

/** @param {Project} project @param {string} file @param {Project} target */
function mayImport(project, file, target) {
  const benchmark = project.tags.includes('benchmark') ? BENCHMARK_TAGS : []
  const allowed = [...(LAYERS[layerOf(project)]?.tags ?? []), ...benchmark, ...(isShipped(file) ? [] : TEST_TAGS)]
  return target.tags.some((tag) => allowed.includes(tag))
}

/** @param {Project} project @param {string} file @param {'npm' | 'node'} kind */
function mayImportOutside(project, file, kind) {
  // The kernels' one host file, which gives their module's URL, stands outside assembly/.
  const isHostDoor = project.tags.includes('artifact') && file === 'index.ts' && kind === 'node'
  return !isShipped(file) || isHostDoor || LAYERS[layerOf(project)]?.outside[kind] === true
}

/** @param {Project} project @param {string} file @param {string} name */
function isDeclared(project, file, name) {
  return project.dependencies.has(name) || (!isShipped(file) && project.devDependencies.has(name))
}

/** Tests, agreement suites and generators run in a checkout only. @param {string} file */
function isShipped(file) {
  return !/\.test\.ts$|^generate\.mjs$|(?:^|\/)(?:test|agreement)\//.test(file)
}

/** @param {Project} project */
function layerOf({ tags }) {
  return tags.find((tag) => tag in LAYERS) ?? 'no layer'
}

/** `@scope/name/path` belongs to `@scope/name`. @param {string} specifier */
function packageName(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
