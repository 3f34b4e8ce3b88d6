// Streams of hts-specs of every compression method, decoded and compared with what they were made from.
// Not part of `npm test`: the streams are not in the repository.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Codecs, compileKernel, loadCodecs } from '@genomsyn/testkit'
import { beforeAll, describe, expect, it } from 'vitest'
import { Comparisons } from './comparisons.ts'
import { dataPath } from './shared-data.ts'

/** Folders of the streams by their method (CRAMv3 section 8, 2024-09); raw blocks and the other two need no streams of others. */
const folders: Readonly<Record<string, number>> = { gzip: 1, rans4x8: 4, ransNx16: 5, range: 6, fqzcomp: 7, tok3: 8 }

const compared = new Comparisons()
const root = dataPath('conformance/hts-specs-codecs')

/** What a stream was made from: names end with a zero byte in CRAM; qualities lose their line ends and the column of directions. */
function contentOf(stream: string, folder: string): Buffer {
  const source = folder === 'gzip' ? stream : basename(stream).replace(/\.\d+$/, '.gz')
  const text = gunzipSync(readFileSync(join(root, 'gzip', source))).toString('latin1')
  if (folder === 'gzip') return Buffer.from(text, 'latin1')
  if (folder === 'tok3') return Buffer.from(text.replaceAll('\n', '\0'), 'latin1')
  const lines = text.split('\n').map((line) => line.split('\t')[0]!)
  return Buffer.from(lines.map(folder === 'fqzcomp' ? phred : String).join(''), 'latin1')
}

/** Characters to Phred values. */
function phred(line: string): string {
  return String.fromCharCode(...Buffer.from(line, 'latin1').map((letter) => letter - 33))
}

describe.each(Object.entries(folders))('%s', (folder, method) => {
  let codecs: Codecs

  beforeAll(async () => {
    const project = new URL('../../../kernels/codecs/', import.meta.url)
    codecs = await loadCodecs(await compileKernel(project, 'test/assembly/codecs.ts', 'release'))
  })

  it.each(readdirSync(join(root, folder)))('%s', (name) => {
    const content = contentOf(name, folder)
    const { status, bytes } = codecs.decodeBlock(method, readFileSync(join(root, folder, name)), content.length)
    expect(status).toBe(content.length)
    compared.agree({ bytes: Buffer.compare(bytes, content) }, { bytes: 0 })
  })
})

compared.atLeast(117)
