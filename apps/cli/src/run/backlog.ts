// How many shards wait for a worker: files are opened only as the workers need them, and no worker waits for a file to be opened.

/** A file's part of the backlog: one shard until it is planned. */
export interface Turn {
  /** It has so many shards. */
  planned(shards: number): void
  /** One of them is done. */
  done(): void
  /** It is done or failed. */
  leave(): void
}

export class Backlog {
  #shards = 0
  #wake = (): void => undefined

  enter(): Turn {
    let left = 1
    this.#change(left)
    const set = (shards: number): void => {
      this.#change(shards - left)
      left = shards
    }
    return { planned: set, done: () => set(left - 1), leave: () => set(0) }
  }

  /** Waits until fewer than `limit` shards wait. One caller at a time. */
  async below(limit: number): Promise<void> {
    while (this.#shards >= limit) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  #change(by: number): void {
    this.#shards += by
    this.#wake()
  }
}
