// The thin entry of a pool thread.
import { parentPort } from 'node:worker_threads'
import { answer, type CountAnswer, Counter, type CountTask, nameOf, type WindowMessage } from './count-task.ts'

const counter = new Counter()

/** Counts one shard and tells the pool of each window. */
export function count(task: CountTask): CountAnswer {
  const name = nameOf(task)
  return answer(counter, task, (bytes) => parentPort?.postMessage({ task: name, bytes } satisfies WindowMessage))
}
