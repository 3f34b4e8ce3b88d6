// The control groups around this process, which limit its CPU time and its memory (cgroups(7), Linux man-pages 6.9).

/** Text of a file, null when it is absent; given in tests. */
export type ReadIfPresent = (path: string) => string | null

/**
 * Folders of the groups of a controller from the root to this process's own; in a container the root already is its own.
 * @param controller its version 1 name; version 2 has one tree for all
 */
export function controlGroups(read: ReadIfPresent, controller: 'cpu' | 'memory'): string[] {
  return (read('/proc/self/cgroup') ?? '')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([, controllers]) => controllers === '' || controllers?.split(',').includes(controller))
    .flatMap(([, controllers, path = '']) => {
      const root = controllers === '' ? '/sys/fs/cgroup' : `/sys/fs/cgroup/${controller}`
      const names = path.split('/').filter((name) => name !== '')
      return [root, ...names.map((_, i) => [root, ...names.slice(0, i + 1)].join('/'))]
    })
}
