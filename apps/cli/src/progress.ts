// A bar on standard error while a file is read; for people at a terminal only.
import type { SingleBar } from 'cli-progress'

/** Work that ends sooner needs no bar. */
const BAR_AFTER_MS = 300

export interface Progress {
  /** So many of the file's bytes are done. */
  reach(bytes: number, totalBytes: number): void
  /** Goes on under another label. */
  rename(label: string): void
  end(): void
}

const silent: Progress = { reach: () => undefined, rename: () => undefined, end: () => undefined }

export function showProgress(label: string, quiet = false): Progress {
  return quiet || !process.stderr.isTTY ? silent : new Bar(label)
}

/** Leaves nothing behind on the terminal, whose cursor it does not touch: a signal may end the process at any time. */
class Bar implements Progress {
  readonly #timer: NodeJS.Timeout
  #ended = false
  #bar: SingleBar | null = null
  #label: string

  constructor(label: string) {
    this.#label = label
    this.#timer = setTimeout(() => void this.#start(), BAR_AFTER_MS)
  }

  reach(bytes: number, totalBytes: number): void {
    this.#bar?.setTotal(totalBytes)
    this.#bar?.update(bytes)
  }

  rename(label: string): void {
    this.#label = label
    this.#bar?.update({ label })
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#ended = true
    this.#bar?.stop()
  }

  async #start(): Promise<void> {
    const { Presets, SingleBar } = await import('cli-progress')
    if (this.#ended) return
    const format = '{label} {bar} {percentage} %, {eta_formatted} left'
    this.#bar = new SingleBar({ format, clearOnComplete: true }, Presets.shades_classic)
    this.#bar.start(1, 0, { label: this.#label })
  }
}
