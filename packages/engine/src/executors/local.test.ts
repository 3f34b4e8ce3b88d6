import { describeExecutor } from '../../test/executor-conformance.ts'
import { localExecutor } from './local.ts'

describeExecutor('local', localExecutor)
// As a run has it: also the smallest file goes to the threads, because there are others.
describeExecutor('local, all in one pool', (workers) => localExecutor(workers, 0))
