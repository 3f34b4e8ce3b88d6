// The kernel's side of the counts: the calls that show a record to each of them, and where each of them lies.
import { camelCase, generatedFrom } from './modules.mjs'

/** @typedef {import('./counts.mjs').Count} Count */

/** Text of kernels/counts/assembly/index.ts. @param {readonly Count[]} counts */
export function countDispatch(counts) {
  const offsets = offsetsInRow(counts)
  return `${generatedFrom('the files of this folder')}
${counts.map(({ name }) => `import * as ${camelCase(name)} from './${name}'`).join('\n')}

/** Shows the record in view to each wanted count; bit i of \`wanted\` is the count with id i, \`row\` the row of its read group. */
export function observe(wanted: u32, row: u32): void {
  if (rowCount == 0) observeAll(wanted)
  else observeRow(wanted, rowsAt + rowBytes * <usize>row)
}

function observeAll(wanted: u32): void {
${callsOf(counts, 'observe', ({ name }) => `${camelCase(name)}.AT`)}
}

function observeRow(wanted: u32, row: usize): void {
${callsOf(counts, 'observe', (count) => `row + ${offsets.get(count)}`)}
}

/** Columns of a record that the wanted counts read; see kernels/bam/assembly/columns.ts. */
export function needsOf(wanted: u32): u32 {
  let needs: u32 = 0
${counts.map(({ name }, id) => `  if (wanted & (1 << ${id})) needs |= ${camelCase(name)}.NEEDS`).join('\n')}
  return needs
}

/** Brings what counts hold elsewhere to its place, and adds up the rows. */
export function collect(wanted: u32): void {
${callsOf(counts, 'collect')}
  for (let row: u32 = 0; row < rowCount; row++) collectRow(wanted, rowsAt + rowBytes * <usize>row, row)
}

/** What counts hold elsewhere of a row goes there, and what was counted there is part of the whole. */
function collectRow(wanted: u32, at: usize, row: u32): void {
${collectCalls(counts, offsets)}
}
${rowsPlacement(counts, offsets)}
${placement(counts.filter(({ perContig }) => perContig).map(({ name }) => camelCase(name)))}
${addresses(counts)}
/** Number of counts. */
export const COUNT_OF_COUNTS: u32 = ${counts.length}
`
}

/**
 * Calls of a function that only some counts export.
 * @param {readonly Count[]} counts @param {'observe' | 'collect'} verb
 * @param {(count: Count) => string} argument of counts that are kept by read group: where they count
 */
function callsOf(counts, verb, argument = () => '') {
  const lines = counts.map((count, id) =>
    count.exported.has(verb)
      ? `  if (wanted & (1 << ${id})) ${camelCase(count.name)}.${verb}(${count.byReadGroup ? argument(count) : ''})`
      : '',
  )
  return lines.filter((line) => line !== '').join('\n')
}

/** Where counts lie in a row, as an expression: those per contig behind the others. @param {readonly Count[]} counts */
function offsetsInRow(counts) {
  const inRows = counts.filter(({ byReadGroup }) => byReadGroup)
  const [fixed, perContig] = [inRows.filter((count) => !count.perContig), inRows.filter((count) => count.perContig)]
  /** @type {Map<Count, string>} */
  const offsets = new Map()
  let words = 0
  for (const count of fixed) {
    offsets.set(count, `${8 * words}`)
    words += count.length
  }
  let each = 0
  for (const count of perContig) {
    offsets.set(count, each === 0 ? `${8 * words}` : `${8 * words} + ${8 * each} * contigCount`)
    each += count.length
  }
  return offsets
}

/** @param {readonly Count[]} counts @param {ReadonlyMap<Count, string>} offsets */
function collectCalls(counts, offsets) {
  const lines = counts.flatMap((count, id) => {
    const [name, at] = [camelCase(count.name), `at + ${offsets.get(count)}`]
    if (!count.byReadGroup) return []
    if (count.exported.has('collectRow')) return [`  if (wanted & (1 << ${id})) ${name}.collectRow(${at}, row)`]
    if (!count.exported.has('observe')) return []
    const length = count.perContig ? `${name}.LENGTH_PER_CONTIG * <u32>contigCount` : `${name}.LENGTH`
    return [`  if (wanted & (1 << ${id})) addWords(${name}.AT, ${at}, ${length})`]
  })
  return lines.join('\n')
}

/** @param {readonly Count[]} counts @param {ReadonlyMap<Count, string>} offsets */
function rowsPlacement(counts, offsets) {
  const inRows = counts.filter(({ byReadGroup }) => byReadGroup)
  const lengths = inRows.map((count) => `${camelCase(count.name)}.${count.perContig ? 'LENGTH_PER_CONTIG * contigs' : 'LENGTH'}`)
  const placed = inRows.filter(({ exported }) => exported.has('placeRows'))
  return `
// The table of counts by read group: one row for each, as long as all counts that are kept in it.
let rowsAt: usize = 0
let rowCount: u32 = 0
let rowBytes: usize = 0
let contigCount: usize = 0

export function bytesPerRow(contigs: u32): u32 {
  return 8 * (${lengths.join(' + ') || '0'})
}

/** Lays \`rows\` rows at \`address\`; none are kept when it is 0. */
export function placeRows(address: usize, rows: u32, contigs: u32): void {
  rowsAt = address
  rowCount = rows
  rowBytes = <usize>bytesPerRow(contigs)
  contigCount = <usize>contigs
${placed.map((count) => `  ${camelCase(count.name)}.placeRows(address + ${offsets.get(count)}, rowBytes)`).join('\n')}
}

export function clearRows(): void {
  memory.fill(rowsAt, 0, rowBytes * <usize>rowCount)
}

function addWords(target: usize, from: usize, words: u32): void {
  for (let i: usize = 0; i < <usize>words; i++) store<u64>(target + 8 * i, load<u64>(target + 8 * i) + load<u64>(from + 8 * i))
}

/** Address of the count with this id in a row, or 0. */
export function rowAddressOf(id: u32, row: u32): usize {
  const at = rowsAt + rowBytes * <usize>row
  switch (id) {
${counts
  .map((count, id) => (count.byReadGroup ? `    case ${id}: return at + ${offsets.get(count)}` : ''))
  .filter(Boolean)
  .join('\n')}
  }
  return 0
}
`
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
