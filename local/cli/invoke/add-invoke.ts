import { type Command, InvalidArgumentError } from 'commander'
import { demoOpenids } from '../../emulator/index'
import type { Screen } from '../output/screen'
import { type InvokeOptions, invoke } from './invoke'

const help = `Exit codes:
  0    the function answered; what it says is the result
  1    the function failed, or took too long
  2    there is no such function, or its event is wrong; nothing ran
  4    no answer came: it may have run
  130  interrupted by Ctrl-C`

/** Adds `invoke` to the command. */
export function addInvoke(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('invoke')
    .summary('call a cloud function of the project on this machine')
    .description(
      'Calls a cloud function as a mini program does: of the running `wx-openapi start`, or one that runs for this call\nalone. Nothing real is used.',
    )
    .argument('<function>', 'the name of its folder')
    .argument('[json]', 'its event: JSON, @file.json, or - for standard input')
    .option('--openid <openid>', `the user who calls (default ${demoOpenids[0]}, who may use the functions)`)
    .option(
      '--project <folder>',
      'the project; by default the nearest with project.config.json or cloudfunctions/',
    )
    .option('--timeout <seconds>', `${timeoutHelp}; not of a running \`wx-openapi start\``, functionTimeout)
    .option('--offline', 'let it reach nothing beyond this machine; not of a running `wx-openapi start`')
    .option('--json', 'one line of JSON on standard output, errors too')
    .addHelpText('after', `\n${help}`)
    .action(async (name: string, json: string | undefined, options: InvokeOptions) =>
      finish(await invoke(name, json, options, screen)),
    )
}

export const timeoutHelp = 'how long a function may take where cloudbaserc.json does not say it (default 20)'

/** Reads the time-out of a function. */
export function functionTimeout(given: string): number {
  if (/^\d{1,3}$/.test(given) && Number(given) >= 1 && Number(given) <= 900) return Number(given)
  throw new InvalidArgumentError(
    'It must be a number of seconds from 1 to 900, the longest that the cloud gives.',
  )
}
