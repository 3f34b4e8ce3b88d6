// The agreement suites: our numbers against those of samtools, mosdepth and Picard. Not part of `npm test`: they need data beside the
// checkout, and the tools where these are run live.
import { defineConfig } from 'vitest/config'
import workspace from '../../../vitest.config.ts'

const limits = { testTimeout: 300_000, hookTimeout: 300_000 }

export default defineConfig({
  ...workspace,
  test: { ...workspace.test, ...limits, include: ['agreement/**/*.test.ts'], exclude: [] },
})
