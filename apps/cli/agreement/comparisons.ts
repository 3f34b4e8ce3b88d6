// Counts what was compared, so that a suite that compares nothing cannot pass.
import { expect, it } from 'vitest'

export class Comparisons {
  #count = 0

  /** Every value of `theirs` by its name against ours; one comparison each. */
  agree<Value>(ours: Readonly<Record<string, Value>>, theirs: Readonly<Record<string, Value>>): void {
    const names = Object.keys(theirs)
    expect(Object.fromEntries(names.map((name) => [name, ours[name]]))).toEqual(theirs)
    this.#count += names.length
  }

  /** The last test of a suite: at least so many values were compared. */
  atLeast(floor: number): void {
    it(`compared at least ${floor} values`, () => {
      console.log(`${this.#count} values compared`)
      expect(this.#count).toBeGreaterThanOrEqual(floor)
    })
  }
}
