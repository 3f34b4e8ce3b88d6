// Instantiates a compiled kernel for a test, release or debug build alike. It knows no kernel in particular.
import { readFile } from 'node:fs/promises'

/**
 * Exports of a fresh instance of the module at this URL.
 * A failed assertion of a debug build becomes an Error with its message, file and line.
 * @typeParam Exports what the module exports; the declarations come from the compiler
 */
export async function loadKernel<Exports>(wasm: URL): Promise<Exports & { memory: WebAssembly.Memory }> {
  const module = await WebAssembly.compile(await readFile(wasm))
  const { exports } = await WebAssembly.instantiate(module, {
    env: {
      abort(message: number, file: number, line: number, column: number): never {
        const { buffer } = exports['memory'] as WebAssembly.Memory
        throw new Error(`${stringAt(buffer, message)} (${stringAt(buffer, file)}:${line}:${column})`)
      },
    },
  })
  return exports as Exports & { memory: WebAssembly.Memory }
}

/** A string literal of AssemblyScript: UTF-16, its length in bytes in the u32 before it; 0 is null. */
function stringAt(buffer: ArrayBuffer, address: number): string {
  if (address === 0) return ''
  const length = new DataView(buffer).getUint32(address - 4, true)
  return new TextDecoder('utf-16le').decode(new Uint8Array(buffer, address, length))
}
