import { type Command, InvalidArgumentError } from 'commander'
import type { Screen } from '../output/screen'
import { explain } from './explain'

/** Adds `explain <errcode>` to the command. */
export function addExplain(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('explain')
    .summary('show what an errcode means and what to do')
    .description(
      'Shows what an errcode means, what usually lies behind it, what to do, and which methods answer it.',
    )
    .argument('<errcode>', "WeChat's code or the library's own, such as 40164 or -604101", errcode)
    .option('--json', 'as JSON')
    .action((code: number, options: { json?: boolean }) => finish(explain(code, options, screen)))
}

function errcode(given: string): number {
  // The full-width minus is what some phones make of it.
  const text = given.trim().replace(/^[−－–]/, '-')
  if (/^-?\d{1,12}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number, such as 40164 or -604101.')
}
