// What tells an input file from another one under its name: what was counted of the one is never added to the other.
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import type { AlignmentFile } from '@genomsyn/hts'

/** Bytes at either end of the file that are looked at: those with the header, and those that change when more is written. */
const END_BYTES = 65_536

export interface InputIdentity {
  readonly size: number
  /** Time of the last change, ms since 1970. */
  readonly modifiedMs: number
  readonly inode: number
  /** SHA-256 of both ends. */
  readonly ends: string
}

export async function identify({ path, size, modifiedMs, inode }: AlignmentFile): Promise<InputIdentity> {
  const handle = await open(path)
  const hash = createHash('sha256')
  try {
    for (const offset of [0, Math.max(0, size - END_BYTES)]) {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(END_BYTES), position: offset })
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
  return { size, modifiedMs, inode, ends: hash.digest('hex') }
}

/** Whether the file still looks the same from outside. */
export async function looksSame(path: string, identity: InputIdentity): Promise<boolean> {
  const stats = await stat(path).catch(() => null)
  return stats !== null && stats.size === identity.size && stats.mtimeMs === identity.modifiedMs && stats.ino === identity.inode
}
