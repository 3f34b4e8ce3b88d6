// Fuzzes for longer than the tests do: `node test/fuzz.mjs 100000 5000` damages 100,000 files of each level, from seed 5000 on.
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'

const [damagedFiles, firstSeed] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 0)]
const root = fileURLToPath(new URL('..', import.meta.url))

const vitest = await startVitest('test', ['test/damage.test.ts', 'test/cram/damage.test.ts'], {
  root,
  run: true,
  testTimeout: 2 ** 31 - 1,
  provide: { damagedFiles, firstSeed },
})
await vitest.close()
