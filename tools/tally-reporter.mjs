// A vitest reporter that ends a project's output with one plain line; tools/test.mjs adds these lines up.

/** @implements {import('vitest/reporters').Reporter} */
export default class TallyReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules @param {readonly unknown[]} errors */
  onTestRunEnd(modules, errors) {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const passed = states.filter((state) => state === 'passed').length
    // A file that cannot be loaded, an unhandled error, a skipped test and a project without tests are failures too.
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length
    const absent = states.length + broken === 0 ? 1 : 0
    console.log(`tally: ${passed} passed, ${states.length - passed + broken + absent} failed`)
  }
}
