// Names for the copies of a read: as long as the original, a few digits changed, different for every copy.

/** Six groups of ten: a digit keeps its value as the place within the group, the group tells of the copy. */
const GROUPS = '0123456789ABCDEFGHIJKLMNOPQRSTabcdefghijklmnopqrstUVWXYZuvwx'
const GROUP_COUNT = 6
const ZERO = 48
const letters = Uint8Array.from(GROUPS, (letter) => letter.charCodeAt(0))

/** How many digits of a name must change to tell that many copies apart. */
export function digitsFor(copyCount: number): number {
  let digits = 1
  while (GROUP_COUNT ** digits < copyCount) digits++
  return digits
}

/**
 * Places of the last digits in a name, last one first.
 * @throws Error when the name has fewer digits
 */
export function digitPlaces(name: Uint8Array, count: number): number[] {
  const places: number[] = []
  for (let place = name.length - 1; place >= 0 && places.length < count; place--) {
    if (name[place]! >= ZERO && name[place]! < ZERO + 10) places.push(place)
  }
  if (places.length === count) return places
  throw new Error(`${Buffer.from(name).toString('latin1')} has fewer than ${count} digits, too few to name that many copies`)
}

/** Renames in place. Copy 0 keeps the original name. */
export function renameForCopy(name: Uint8Array, places: readonly number[], copy: number): void {
  let rest = copy
  for (const place of places) {
    name[place] = letters[(rest % GROUP_COUNT) * 10 + name[place]! - ZERO]!
    rest = Math.floor(rest / GROUP_COUNT)
  }
}
