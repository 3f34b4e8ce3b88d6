// Copies a match of LZMA. Not that of DEFLATE: a function with one caller is inlined there, and a second caller made BAM 12 % slower.

/** Copies `length` bytes from `distance` bytes before `out`; writes up to fifteen more. */
export function copyMatch(out: usize, distance: usize, length: usize): void {
  const from = out - distance
  if (distance < 16) {
    for (let done: usize = 0; done < length; done++) store<u8>(out + done, load<u8>(from + done))
    return
  }
  for (let done: usize = 0; done < length; done += 16) v128.store(out + done, v128.load(from + done))
}
