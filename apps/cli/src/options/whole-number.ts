// Parser of options that take a whole number.
import { UsageError } from '@genomsyn/hts'

const MAX = 2 ** 31 - 1

/** @throws UsageError for anything but a whole number within the bounds */
export function wholeNumber(option: string, min: number, max = MAX): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return value
    throw new UsageError(
      option,
      `takes a whole number ${max === MAX ? `from ${min} on` : `from ${min} to ${max}`}, not '${text}'`,
    )
  }
}
