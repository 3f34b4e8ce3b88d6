// What tests share: kernels ready to call, and installed tools as oracles. Only test files and benchmarks import it.
export { type Codecs, type Decoded, loadCodecs, type Place } from './codecs.ts'
export { type Build, builds, COMPILE_TIMEOUT, compileKernel } from './compile-kernel.ts'
export { loadKernel } from './load-kernel.ts'
export * as mosdepth from './oracles/mosdepth.ts'
export * as picard from './oracles/picard.ts'
export * as samtools from './oracles/samtools.ts'
