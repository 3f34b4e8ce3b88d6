// Runs the `test` target of every project. Results of projects that did not change come from the cache of nx, output included.
import { runTallied } from './tally.mjs'

await runTallied(['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'test', '--output-style=stream', ...process.argv.slice(2)])
