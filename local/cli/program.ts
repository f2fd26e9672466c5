import { Command, InvalidArgumentError } from 'commander'
import { type CallCommandOptions, call } from './call/call'
import { describe } from './describe/describe'
import { addDoctor } from './doctor/add-doctor'
import { addEmulator } from './emulator/emulator'
import { exitCodeHelp, exitCodes } from './exit-codes'
import { addExplain } from './explain/explain'
import { addInvoke, functionTimeout, timeoutHelp } from './invoke/add-invoke'
import { list } from './list/list'
import type { Screen } from './output/screen'
import { addPermissions } from './permissions/add-permissions'
import { usualPort } from './start/listen'
import { type StartOptions, start } from './start/start'

/**
 * The `wx-openapi` command with all it can do.
 * @param finish takes the exit code of the command that ran
 */
export function makeProgram(screen: Screen, finish: (code: number) => void): Command {
  const program = new Command('wx-openapi')
    .description("WeChat's server API on this machine: a stand-in to try it with, and calls of every method.")
    .helpOption('-h, --help', 'show this')
    .helpCommand(false)
    .addHelpText('after', `\n${exitCodeHelp}`)
    .showSuggestionAfterError()
    .exitOverride()
  addStart(program, screen, finish)
  addEmulator(program, screen, finish)
  addCall(program, screen, finish)
  addInvoke(program, screen, finish)
  addCatalogue(program, screen, finish)
  addExplain(program, screen, finish)
  addPermissions(program, screen, finish)
  addDoctor(program, screen, finish)
  return program
}

const signingHelp = `Signed methods take their keys, with --live, from WX_PAY_APP_KEY and WX_SESSION_KEY.`

type Finish = (code: number) => void

function addStart(program: Command, screen: Screen, finish: Finish): void {
  program
    .command('start')
    .summary('start the stand-in for WeChat and the cloud functions of a project')
    .description(
      'Starts the emulator on this machine and the cloud functions of the project, shows two calls, and stays up.\nNothing real is used.',
    )
    .option(
      '--port <port>',
      `where the emulator listens; the next free one if it is taken (default ${usualPort})`,
      port,
    )
    .option(
      '--project <folder>',
      'the project; by default the nearest with project.config.json or cloudfunctions/',
    )
    .option('--offline', 'let the functions reach nothing beyond this machine')
    .option('--timeout <seconds>', timeoutHelp, functionTimeout)
    .action(async (options: StartOptions) => {
      await start(options, screen)
      finish(exitCodes.ok)
    })
}

function addCall(program: Command, screen: Screen, finish: Finish): void {
  program
    .command('call')
    .summary('call a method, on the emulator unless --live')
    .description(
      'Calls a method: on the running emulator, or on one for this call alone; with --live at WeChat itself.',
    )
    .argument('<method>', 'its dotted name, such as logistics.getAllAccount')
    .argument(
      '[json]',
      'its parameters: JSON, @file.json, or - for standard input; a file in them is "@picture.png"',
    )
    .option('--live', 'go to WeChat itself, with WX_APPID and WX_SECRET of the environment')
    .option('--yes', 'with --live: go ahead although the method changes something')
    .option('--base-url <url>', 'an emulator at this address; with --live, WeChat through it')
    .option('--project <folder>', 'the project whose running emulator is meant')
    .option('--timeout <milliseconds>', 'the longest the call may take (default 10000)', milliseconds)
    .option('--strict', 'check the parameters in full before anything is sent')
    .option('--out <file>', 'write the answer, or the file that it is, to a file')
    .option('--json', 'one line of JSON on standard output, errors too')
    .option('--verbose', 'show requests and answers on standard error, secrets masked')
    .addHelpText('after', `\n${signingHelp}\n\n${exitCodeHelp}`)
    .action(async (name: string, json: string | undefined, options: CallCommandOptions) =>
      finish(await call(name, json, options, screen)),
    )
}

function addCatalogue(program: Command, screen: Screen, finish: Finish): void {
  program
    .command('list')
    .summary('list the methods')
    .description('Lists the methods of a namespace, or all.')
    .argument('[namespace]', 'such as logistics, or officialAccount for all below it')
    .option('--json', 'as JSON')
    .action((namespace: string | undefined, options: { json?: boolean }) => {
      list(namespace, options, screen)
      finish(exitCodes.ok)
    })
  program
    .command('describe')
    .summary('show the parameters, the result and the errcodes of a method')
    .description('Shows all that is known about a method, and a call that can be pasted.')
    .argument('<method>', 'its dotted name, such as logistics.addOrder')
    .option('--json', 'as JSON')
    .action((name: string, options: { json?: boolean }) => {
      describe(name, options, screen)
      finish(exitCodes.ok)
    })
}

function port(given: string): number {
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given)
  throw new InvalidArgumentError('It must be a number from 0 to 65535.')
}

function milliseconds(given: string): number {
  // A timer beyond 2^31-1 would fire at once.
  if (/^\d{1,10}$/.test(given) && Number(given) > 0 && Number(given) < 2 ** 31) return Number(given)
  throw new InvalidArgumentError('It must be a number of milliseconds above 0.')
}
