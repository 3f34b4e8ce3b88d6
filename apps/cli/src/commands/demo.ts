// genomsyn demo: tries a job of genomsyn on samples that are made for it, in a folder of their own.
import { Command } from 'commander'
import { demoFacility } from '../demo/facility.ts'

export function command(exitWith: (code: number) => void): Command {
  const demo = new Command('demo').description('try genomsyn on small made-up samples')
  demo
    .command('facility')
    .description('three samples of a sequencing facility - good, shallow, and of two people - measured and judged')
    .argument('[dir]', 'folder to make the samples in', 'genomsyn-demo')
    .action(async (folder: string) => exitWith(await demoFacility(folder)))
  return demo
}
