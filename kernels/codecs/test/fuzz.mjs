// Fuzzes for longer than the tests do: `node test/fuzz.mjs 100000 5000 rans` damages 100,000 streams of each method whose test's name
// holds `rans`, from seed 5000 on.
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'

const [damagedStreams, firstSeed] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 0)]
const root = fileURLToPath(new URL('..', import.meta.url))

const vitest = await startVitest('test', [`test/methods/${process.argv[4] ?? ''}`], {
  root,
  run: true,
  testTimeout: 2 ** 31 - 1,
  provide: { damagedStreams, firstSeed },
})
await vitest.close()
