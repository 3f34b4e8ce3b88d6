// Huffman codes stand in the stream with their first bit lowest (RFC 1951 section 3.1.1, 1996-05).

/** The bits of each byte in reverse. */
const REVERSED: usize = memory.data(256, 16)

fillReversed()

/** A code left-justified in 16 bits, as it stands in the stream: its first bit lowest. */
export function streamOrder(code: u32): u32 {
  return ((<u32>load<u8>(code & 255, REVERSED)) << 8) | load<u8>(code >> 8, REVERSED)
}

function fillReversed(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    const pairs = ((byte & 0x55) << 1) | ((byte >> 1) & 0x55)
    const quads = ((pairs & 0x33) << 2) | ((pairs >> 2) & 0x33)
    store<u8>(byte, <u8>((quads << 4) | (quads >> 4)), REVERSED)
  }
}
