// What a file looks like by its first bytes, to say so when it is not the file that was wanted.
// A guess for people; nothing is decided by it.
import { constants, gunzipSync } from 'node:zlib'

/** First bytes and what they betray; earlier entries win. */
const SIGNATURES: readonly (readonly [string | RegExp, string])[] = [
  ['BAM\x01', 'BAM data without BGZF blocks'],
  ['CRAM', 'CRAM'],
  ['BAI\x01', 'a BAI index'],
  ['CSI\x01', 'a CSI index'],
  ['TBI\x01', 'a tabix index'],
  ['BCF\x02', 'BCF'],
  ['##fileformat=VCF', 'VCF'],
  [/^@(HD|SQ|RG|PG|CO)\t/, 'SAM text'],
  [/^([^\t\n]*\t){10}/, 'SAM text without a header'],
  [/^@[^\n]*\n[A-Za-z.*-]+\r?\n\+/, 'FASTQ'],
  [/^>[^\n]*\n/, 'FASTA'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['BZh', 'bzip2 data'],
  ['\xfd7zXZ', 'xz data'],
  ['\x28\xb5\x2f\xfd', 'Zstandard data'],
  [/^\s*<(!DOCTYPE|html|\?xml)/i, 'a web page'],
  [/^[\t\n\r\x20-\x7e]+$/, 'plain text'],
  [/^\0+$/, 'only zero bytes'],
]

/** Enough to see a FASTQ record or a line of SAM. */
const GLANCE_BYTES = 4096
const MAX_GZIP_BYTES = 65536

/** "SAM text", "gzip-compressed FASTQ", "CRAM" …; "unknown data" when nothing fits. */
export function describeFormat(bytes: Uint8Array): string {
  const glance = Buffer.from(bytes.subarray(0, GLANCE_BYTES)).toString('latin1')
  if (glance.startsWith('\x1f\x8b')) return `gzip-compressed ${describeFormat(gunzipStart(bytes))}`
  const match = SIGNATURES.find(([sign]) => (typeof sign === 'string' ? glance.startsWith(sign) : sign.test(glance)))
  return match?.[1] ?? 'unknown data'
}

/** As much of the inflated data as a cut-off stream gives. */
function gunzipStart(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes.subarray(0, MAX_GZIP_BYTES), { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return new Uint8Array([0xff])
  }
}
