// Reads the counts of kernels/counts and writes what hosts see of them: ids and lengths in the contract, and their typed view.
// A count's id is its place in the order of file names. The kernel's side is count-dispatch.mjs.
import { readFileSync } from 'node:fs'
import { generatedFrom, registeredNames } from './modules.mjs'

/**
 * @typedef {object} Count
 * @property {string} name the file's name, such as `insert-size`
 * @property {number} length in u64 words
 * @property {boolean} perContig whether so many words are held for each contig
 * @property {boolean} byReadGroup whether it is counted for each read group as well
 * @property {string} description the first sentence of the file's doc comment
 * @property {ReadonlySet<string>} exported names of its functions; with `observe` it sees each record, with `collect` the end
 */

/**
 * @param {string} folder with one file per count
 * @returns {Count[]}
 */
export function readCounts(folder) {
  return registeredNames(folder).map((name) => parseCount(name, readFileSync(`${folder}/${name}.ts`, 'utf8')))
}

/** @param {readonly Count[]} counts */
export function abiCounts(counts) {
  const constants = counts.flatMap(({ name, length, perContig }, id) => {
    const constant = name.replaceAll('-', '_').toUpperCase()
    return [`export const ${constant} = ${id}`, `export const ${constant}_LENGTH${perContig ? '_PER_CONTIG' : ''} = ${length}`]
  })
  return `${generatedFrom('kernels/counts/assembly')}
// Id and length (u64 words; per contig where named so) of each count.

${constants.join('\n')}

export const COUNT_OF_COUNTS = ${counts.length}
`
}

/** @param {readonly Count[]} counts */
export function partialCounts(counts) {
  const entries = counts.map(({ name, length, perContig, byReadGroup, description }, id) => {
    const key = name.includes('-') ? `'${name}'` : name
    return `  ${key}: { id: ${id}, length: ${length}, perContig: ${perContig}, byReadGroup: ${byReadGroup}, description: ${quoted(description)} },`
  })
  return `${generatedFrom('kernels/counts/assembly')}
// Each count: its id in the kernel, its length in u64 words, and what its words mean.

/** Length of one count: a fixed number of words, or so many per contig. */
export interface CountDefinition {
  readonly id: number
  readonly length: number
  readonly perContig: boolean
  /** Whether it is counted for each read group as well, where read groups are counted apart. */
  readonly byReadGroup: boolean
  readonly description: string
}

export const countDefinitions = {
${entries.join('\n')}
} as const satisfies Record<string, CountDefinition>

export type CountId = keyof typeof countDefinitions
`
}

/**
 * @param {string} name @param {string} text of the file
 * @returns {Count}
 */
function parseCount(name, text) {
  const [, comment] = /^\/\*\*\s*([^]*?)\s*\*\//.exec(text) ?? []
  const [, perContig, length] = /^export const LENGTH(_PER_CONTIG)?(?:: u32)? = (\d+)$/m.exec(text) ?? []
  if (comment === undefined)
    throw new Error(`kernels/counts/assembly/${name}.ts: no doc comment at its top; say there what it counts`)
  if (length === undefined)
    throw new Error(`kernels/counts/assembly/${name}.ts: exports neither LENGTH nor LENGTH_PER_CONTIG as a plain number`)
  if (!/^export const NEEDS: u32 =/m.test(text))
    throw new Error(`kernels/counts/assembly/${name}.ts: exports no NEEDS; name there the columns of a record that it reads`)
  return {
    name,
    length: Number(length),
    perContig: perContig !== undefined,
    byReadGroup: /^export const BY_READ_GROUP: bool = true$/m.test(text),
    description: firstSentence(comment),
    exported: new Set([...text.matchAll(/^export function (\w+)/gm)].map(([, verb = '']) => verb)),
  }
}

/** In lower case unless it begins with an acronym, and without its full stop. @param {string} comment */
function firstSentence(comment) {
  const [sentence = ''] = comment.replaceAll(/\s*\n \*\s*/g, ' ').split(/\.(?:\s|$)/)
  return /^[A-Z][A-Z]/.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

/** @param {string} text */
function quoted(text) {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`
}
