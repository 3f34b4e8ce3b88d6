// The executors of runs that need nothing but this machine.
import { describeRunExecutor } from './executor-conformance.ts'

describeRunExecutor('local', { options: [], again: [], stop: (run) => run.kill('SIGTERM') })
