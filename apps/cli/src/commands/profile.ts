// genomsyn profile: what profiles there are, what they say, and what a change of one would do.
import { formatJson, type JsonObject, profiles } from '@genomsyn/standard'
import { profileHtml, profileMarkdown } from '@genomsyn/writers'
import { Command, Option } from 'commander'
import { addOutputOption, type OutputOptions, requireOutput, writeOutput } from '../options/output.ts'
import { chooseProfile } from '../profile-choice.ts'
import { print } from '../standard-output.ts'
import { asJson } from '../as-json.ts'
import { command as backtest } from './profile/backtest.ts'

const EXAMPLES = `
Examples:
  genomsyn profile show dk-wgs-example --out limits-2027.json
  genomsyn profile render limits-2027.json --format html --out limits-2027.html
  genomsyn profile backtest dk-wgs-example limits-2027.json --metrics run42/`

interface RenderOptions extends OutputOptions {
  readonly format: 'md' | 'html'
}

export function command(): Command {
  return new Command('profile')
    .description('list, show, render and back-test the profiles that decide verdicts')
    .addCommand(list())
    .addCommand(show())
    .addCommand(render())
    .addCommand(backtest())
    .addHelpText('after', EXAMPLES)
}

function list(): Command {
  return new Command('list').description('name the profiles that come with genomsyn').action(async () => {
    const width = Math.max(...profiles.map(({ name }) => name.length))
    await print(profiles.map(({ name, version, title }) => `${name.padEnd(width)}  ${version}  ${title}\n`).join(''))
  })
}

function show(): Command {
  const command = new Command('show').description('write a profile as JSON').argument('<profile>', 'name or JSON file')
  return addOutputOption(command).action(async (choice: string, options: OutputOptions) => {
    await requireOutput(options)
    await writeOutput(formatJson(asJson(await chooseProfile(choice)) as JsonObject), options)
  })
}

function render(): Command {
  const format = new Option('--format <format>', 'form of the page').choices(['md', 'html']).default('md')
  const command = new Command('render')
    .description('write a profile as a page for people')
    .argument('<profile>', 'name or JSON file')
  return addOutputOption(command.addOption(format)).action(async (choice: string, options: RenderOptions) => {
    await requireOutput(options)
    const profile = await chooseProfile(choice)
    await writeOutput(options.format === 'html' ? profileHtml(profile) : profileMarkdown(profile), options)
  })
}
