// Which samples a task counts. A task is a whole sample, or several small ones: a file is opened once, and its shards are saved as they
// are finished, so a task that is lost loses a shard for each worker and no more.
import type { SheetSample } from '../../sheet/sample-sheet.ts'
import type { Sized } from '../feed.ts'

/** Samples are put together up to about so many bytes: 5 to 20 s of counting, against about 1 s for the start of a task. */
const TASK_BYTES = 2 ** 30

/**
 * The samples of each task, by name. Tasks are about equally large, those with the largest samples first.
 * @param asked how many tasks were asked for
 * @param limit how many an array may have
 */
export function divideIntoTasks(files: readonly Sized<SheetSample>[], asked: number | undefined, limit: number): string[][] {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const wanted = asked ?? Math.ceil(total / TASK_BYTES)
  const tasks = Array.from({ length: Math.min(files.length, limit, Math.max(1, wanted)) }, () => new Task())
  for (const { item, bytes } of files.toSorted((a, b) => b.bytes - a.bytes)) smallest(tasks).add(item.sample, bytes)
  return tasks.map(({ samples }) => samples)
}

class Task {
  readonly samples: string[] = []
  bytes = 0

  add(sample: string, bytes: number): void {
    this.samples.push(sample)
    this.bytes += bytes
  }
}

/** The one with the fewest bytes; of several such, with the fewest samples. */
function smallest(tasks: readonly Task[]): Task {
  const isSmaller = (a: Task, b: Task): boolean => (a.bytes === b.bytes ? a.samples.length < b.samples.length : a.bytes < b.bytes)
  return tasks.reduce((least, task) => (isSmaller(task, least) ? task : least))
}
