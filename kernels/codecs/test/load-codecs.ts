// The codecs of this project, with assertions or as they are shipped, ready to be called by its tests.
import { type Build, type Codecs, compileKernel, loadCodecs as loadCodecsOf } from '@genomsyn/testkit'

export { type Build, builds, type Codecs, COMPILE_TIMEOUT, type Decoded } from '@genomsyn/testkit'

export async function loadCodecs(build: Build): Promise<Codecs> {
  return loadCodecsOf(await compileKernel(new URL('../', import.meta.url), 'test/assembly/codecs.ts', build))
}
