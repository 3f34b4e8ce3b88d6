// One test configuration for every project: sources are resolved directly, so that a test never runs a stale build.
import { defineConfig } from 'vitest/config'
import { TallyReporter } from './tools/tally-reporter.ts'

/** Packages of this workspace name their sources under this condition in `exports`. */
const conditions = ['source', 'node', 'import', 'module', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/agreement/**'],
    passWithNoTests: false,
    allowOnly: false,
    testTimeout: 60_000,
    reporters: ['default', new TallyReporter()],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts'],
      // v8 does not see code in worker threads; the kit for tests is no part of the product.
      exclude: ['**/*.test.ts', '**/count-worker.ts', 'packages/testkit/**'],
      reporter: [['text', { skipFull: true }], 'text-summary'],
      thresholds: { lines: 90 },
    },
  },
})
