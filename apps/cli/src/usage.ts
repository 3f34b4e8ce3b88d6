// What the argument parser finds wrong, as a UsageError in our words.
import { UsageError } from '@genomsyn/hts'
import type { CommanderError } from 'commander'

const problems: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'unknown option',
  'commander.unknownCommand': 'unknown command',
  'commander.missingArgument': 'missing argument',
  'commander.missingMandatoryOptionValue': 'is needed',
  'commander.optionMissingArgument': 'needs a value',
  'commander.excessArguments': 'too many arguments',
  'commander.help': 'name a command',
}

export function usageErrorFrom({ code, message }: CommanderError): UsageError {
  const [text = ''] = message.replace(/^error: /, '').split('\n')
  const choice = /^option '(\S+).*' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/.exec(text)
  if (choice !== null) return new UsageError(choice[1]!, `'${choice[2]}' is none of ${choice[3]}`)
  const [, named = 'genomsyn'] = /'([^' ,]+)/.exec(text) ?? []
  const [, suggestion] = /\(Did you mean (.+)\?\)/.exec(message) ?? []
  const remedy = suggestion === undefined ? 'see --help' : `did you mean ${suggestion}`
  return new UsageError(named, `${problems[code] ?? text}; ${remedy}`)
}
