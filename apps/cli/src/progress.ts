// A bar on standard error while a file is read; for people at a terminal only.
import type { SingleBar } from 'cli-progress'

const BAR_AFTER_MS = 300

/** Hears of compressed bytes as they are done. */
export interface Progress {
  advance(bytes: number): void
  end(): void
}

const silent: Progress = { advance: () => undefined, end: () => undefined }

/** @param totalBytes 0 when unknown, as of a stream */
export function showProgress(label: string, totalBytes: number, quiet: boolean): Progress {
  return quiet || !process.stderr.isTTY || totalBytes === 0 ? silent : new Bar(label, totalBytes)
}

/** Appears only when the work takes a moment, and leaves nothing behind. */
class Bar implements Progress {
  #done = 0
  #bar: SingleBar | null = null
  readonly #timer: NodeJS.Timeout

  constructor(label: string, totalBytes: number) {
    this.#timer = setTimeout(() => void this.#start(label, totalBytes), BAR_AFTER_MS)
  }

  advance(bytes: number): void {
    this.#done += bytes
    this.#bar?.update(this.#done)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#ended = true
    this.#bar?.stop()
  }

  #ended = false

  async #start(label: string, totalBytes: number): Promise<void> {
    const { SingleBar } = await import('cli-progress')
    if (this.#ended) return
    const format = `${label} {bar} {percentage} % | {eta_formatted} left`
    this.#bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true, barCompleteChar: '█', barIncompleteChar: '░' })
    this.#bar.start(totalBytes, this.#done)
  }
}
