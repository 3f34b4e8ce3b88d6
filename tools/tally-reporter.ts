// A vitest reporter that ends a project's output with one plain line; tools/test.mjs adds these lines up.
import type { Reporter, TestModule } from 'vitest/node'

export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const passed = states.filter((state) => state === 'passed').length
    const broken = modules.filter((module) => module.errors().length > 0).length + unhandledErrors.length
    // A skipped test, a file that cannot be loaded and a project without tests are failures too.
    const failed = Math.max(states.length - passed + broken, passed === 0 ? 1 : 0)
    console.log(`tally: ${passed} passed, ${failed} failed`)
  }
}
