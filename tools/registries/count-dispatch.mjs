// The kernel's side of the counts: the calls that show a record to each of them, and where each of them lies.
import { camelCase, generatedFrom } from './modules.mjs'

/** @typedef {import('./counts.mjs').Count} Count */

/** Text of kernels/counts/assembly/index.ts. @param {readonly Count[]} counts */
export function countDispatch(counts) {
  return `${generatedFrom('the files of this folder')}
${counts.map(({ name }) => `import * as ${camelCase(name)} from './${name}'`).join('\n')}

/** Shows the record in view to each wanted count; bit i of \`wanted\` is the count with id i. */
export function observe(wanted: u32): void {
${callsOf(counts, 'observe')}
}

/** Columns of a record that the wanted counts read; see kernels/bam/assembly/columns.ts. */
export function needsOf(wanted: u32): u32 {
  let needs: u32 = 0
${counts.map(({ name }, id) => `  if (wanted & (1 << ${id})) needs |= ${camelCase(name)}.NEEDS`).join('\n')}
  return needs
}

/** Brings what counts hold elsewhere to its place. */
export function collect(wanted: u32): void {
${callsOf(counts, 'collect')}
}
${placement(counts.filter(({ perContig }) => perContig).map(({ name }) => camelCase(name)))}
${addresses(counts)}
/** Number of counts. */
export const COUNT_OF_COUNTS: u32 = ${counts.length}
`
}

/** @param {readonly Count[]} counts @param {'observe' | 'collect'} verb that only some counts export */
function callsOf(counts, verb) {
  const lines = counts.map(({ name, exported }, id) =>
    exported.has(verb) ? `  if (wanted & (1 << ${id})) ${camelCase(name)}.${verb}()` : '',
  )
  return lines.filter((line) => line !== '').join('\n')
}

/** Counts per contig have no place until the number of contigs is known. @param {readonly string[]} names */
function placement(names) {
  const places = names.map((name) => `  ${name}.place(at)`).join('\n')
  return `
/** Bytes that the counts per contig need for so many contigs. */
export function bytesPerContig(): usize {
  return 8 * <usize>(${names.map((name) => `${name}.LENGTH_PER_CONTIG`).join(' + ')})
}

/** Lays the counts per contig at \`address\`. */
export function place(address: usize, contigs: u32): void {
  let at = address
${places.replaceAll(/(\w+)\.place\(at\)\n/g, '$&  at += 8 * <usize>($1.LENGTH_PER_CONTIG * contigs)\n')}
}
`
}

/** @param {readonly Count[]} counts */
function addresses(counts) {
  /** @param {(count: Count) => string} value */
  const cases = (value) => counts.map((count, id) => `    case ${id}: return ${value(count)}`).join('\n')
  return `/** Address of the count with this id, or 0. */
export function addressOf(id: u32): usize {
  switch (id) {
${cases(({ name }) => `${camelCase(name)}.AT`)}
  }
  return 0
}

/** u64 words of the count with this id. */
export function lengthOf(id: u32, contigs: u32): u32 {
  switch (id) {
${cases(({ name, perContig }) => (perContig ? `${camelCase(name)}.LENGTH_PER_CONTIG * contigs` : `${camelCase(name)}.LENGTH`))}
  }
  return 0
}
`
}
