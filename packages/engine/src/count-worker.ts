// The thin entry of a pool thread.
import { parentPort } from 'node:worker_threads'
import { answer, type CountAnswer, Counter, nameOf, type StoppableTask, type WindowMessage } from './count-task.ts'

const counter = new Counter()

/** Counts one shard and tells the pool of each window; ends after a window when it is told to stop, and nobody listens then. */
export function count({ stop, ...task }: StoppableTask): CountAnswer {
  const name = nameOf(task)
  throwIfStopped(stop)
  return answer(counter, task, (bytes) => {
    parentPort?.postMessage({ task: name, bytes } satisfies WindowMessage)
    throwIfStopped(stop)
  })
}

function throwIfStopped(stop: StoppableTask['stop']): void {
  if (Atomics.load(stop, 0) !== 0) throw new Error('stopped')
}
