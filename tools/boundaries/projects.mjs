// Reads the projects of the workspace as the boundary check sees them: tags, declared dependencies, and who imports what.
// It reads the sources itself: the graph of nx neither tells tests from sources nor names npm packages and node: modules.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/**
 * @typedef {object} Project
 * @property {string} name of its package
 * @property {string} folder relative to the workspace, with / between names
 * @property {readonly string[]} tags
 * @property {ReadonlySet<string>} dependencies declared for everyone
 * @property {ReadonlySet<string>} devDependencies declared for tests and builds, those of the workspace's root included
 * @property {readonly Import[]} imports
 *
 * @typedef {object} Import
 * @property {string} file relative to the project
 * @property {string} specifier as written
 *
 * @typedef {object} Manifest of package.json, as far as it is read here
 * @property {string} name
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {string[]} [workspaces]
 * @property {{ tags?: string[] }} [nx]
 */

/** Every project of the workspace at `root`. @param {string} root @returns {Project[]} */
export function readProjects(root) {
  const { workspaces = [], devDependencies = {} } = readManifest(root)
  return workspaceFolders(root, workspaces).map((folder) => readProject(root, folder, Object.keys(devDependencies)))
}

/** Module specifiers of a source text, of type-only and dynamic imports too. @param {string} text */
export function importedModules(text) {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
}

/** @param {string} root @param {string} folder @param {string[]} rootDevDependencies @returns {Project} */
function readProject(root, folder, rootDevDependencies) {
  const { name, dependencies = {}, devDependencies = {}, nx } = readManifest(join(root, folder))
  const imports = sourceFiles(join(root, folder)).flatMap((file) =>
    importedModules(readFileSync(join(root, folder, file), 'utf8')).map((specifier) => ({ file, specifier })),
  )
  return {
    name,
    folder,
    tags: nx?.tags ?? [],
    dependencies: new Set(Object.keys(dependencies)),
    devDependencies: new Set([...Object.keys(devDependencies), ...rootDevDependencies]),
    imports,
  }
}

/** Expands `packages/*` and the like. @param {string} root @param {string[]} patterns */
function workspaceFolders(root, patterns) {
  const folders = patterns.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [pattern]
    const parent = pattern.slice(0, -2)
    return existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : []
  })
  return folders.filter((folder) => existsSync(join(root, folder, 'package.json')))
}

/** @param {string} folder */
function sourceFiles(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
  return files.filter((file) => /\.(?:ts|mts|js|mjs)$/.test(file) && !/(?:^|\/)(?:dist|node_modules)\//.test(file))
}

/** @param {string} folder @returns {Manifest} */
function readManifest(folder) {
  return /** @type {Manifest} */ (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
}
