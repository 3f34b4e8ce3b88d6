import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { generatedFiles } from './registries.mjs'
import { methodDispatch } from './registries/codec-methods.mjs'
import { countDispatch } from './registries/count-dispatch.mjs'
import { type Count, abiCounts } from './registries/counts.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const generated = Object.entries(await generatedFiles())

describe('registries', () => {
  it.each(generated)('%s is what npm run generate writes', (path, text) => {
    expect(readFileSync(`${root}${path}`, 'utf8')).toBe(text)
  })

  const added: Count = {
    name: 'read-length',
    length: 7,
    perContig: false,
    byReadGroup: false,
    description: 'reads by length',
    exported: new Set(['observe']),
  }

  it('give a count that is one new file its id, its length and its call', () => {
    const before = { ...added, name: 'flags' }
    expect(abiCounts([before, added])).toContain('export const READ_LENGTH = 1\nexport const READ_LENGTH_LENGTH = 7\n')
    expect(countDispatch([before, added])).toContain('  if (wanted & (1 << 1)) readLength.observe()\n')
  })

  it('lay counts per contig one behind the other', () => {
    const [first, second] = [
      { ...added, perContig: true },
      { ...added, name: 'gaps', perContig: true },
    ]
    expect(countDispatch([first, second])).toContain(
      '  readLength.place(at)\n  at += 8 * <usize>(readLength.LENGTH_PER_CONTIG * contigs)\n  gaps.place(at)\n',
    )
  })

  it('call a codec that is one new file for blocks of its method', () => {
    expect(methodDispatch([{ name: 'name-tokeniser', number: 8 }])).toContain(
      '    case 8: return nameTokeniser.decode(src, srcEnd, dst, dstEnd)\n',
    )
  })
})
