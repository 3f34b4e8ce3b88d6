import { describeExecutor } from '../../test/executor-conformance.ts'
import { localExecutor } from './local.ts'

describeExecutor('local', localExecutor)
