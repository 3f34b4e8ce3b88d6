// The compression methods of CRAM blocks: one file each in kernels/codecs/assembly/methods, dispatched by their number.
import { readFileSync } from 'node:fs'
import { camelCase, generatedFrom, registeredNames } from './modules.mjs'

/**
 * @typedef {object} Method
 * @property {string} name the file's name, such as `gzip`
 * @property {number} number the block's compression method
 */

/**
 * @param {string} folder with one file per method
 * @returns {Method[]}
 */
export function readMethods(folder) {
  const methods = registeredNames(folder).map((name) => parseMethod(name, readFileSync(`${folder}/${name}.ts`, 'utf8')))
  const sorted = methods.toSorted((a, b) => a.number - b.number)
  const twice = sorted.find(({ number }, i) => number === sorted[i + 1]?.number)
  if (twice) throw new Error(`kernels/codecs/assembly/methods: two files export METHOD ${twice.number}`)
  return sorted
}

/** Text of kernels/codecs/assembly/methods/index.ts. @param {readonly Method[]} methods */
export function methodDispatch(methods) {
  return `${generatedFrom('the files of this folder')}
import { METHOD_UNKNOWN } from '@genomsyn/abi/assembly/status'
${methods.map(({ name }) => `import * as ${camelCase(name)} from './${name}'`).join('\n')}

/**
 * Decodes a block of \`method\` to exactly [dst, dstEnd). Returns the bytes written, CODEC_FAILED, METHOD_UNKNOWN, or NEEDS_ROOM when
 * there is not enough scratch. Reads up to SOURCE_SLACK behind srcEnd, writes up to OUTPUT_SLACK behind dstEnd (scratch.ts).
 */
export function decodeBlock(method: u32, src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  switch (method) {
${methods.map(({ name, number }) => `    case ${number}: return ${camelCase(name)}.decode(src, srcEnd, dst, dstEnd)`).join('\n')}
  }
  return METHOD_UNKNOWN
}
`
}

/**
 * @param {string} name @param {string} text of the file
 * @returns {Method}
 */
function parseMethod(name, text) {
  const [, number] = /^export const METHOD: u32 = (\d+)$/m.exec(text) ?? []
  if (number === undefined) throw new Error(`kernels/codecs/assembly/methods/${name}.ts: does not export METHOD as a plain u32`)
  return { name, number: Number(number) }
}
