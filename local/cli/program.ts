import { Command, InvalidArgumentError } from 'commander'
import { type CallCommandOptions, call } from './call/call'
import { addData } from './data/data'
import { describe, list } from './describe/describe'
import { addDoctor } from './doctor'
import { addEmulator } from './emulator'
import { exitCodes } from './exit-codes'
import { addExplain } from './explain'
import { addInvoke, functionTimeout } from './invoke'
import type { Screen } from './output/screen'
import { addPermissions } from './permissions/permissions'
import { readPort, usualPort } from './start/open-functions'
import { type StartOptions, start } from './start/start'
import { en as startTexts } from './start/texts/en'
import { en } from './texts/en'

/**
 * The `wx-openapi` command with all it can do.
 * @param finish takes the exit code of the command that ran
 */
export function makeProgram(screen: Screen, finish: (code: number) => void): Command {
  const program = new Command('wx-openapi')
    .description(en.program.description)
    .helpOption('-h, --help', en.program.help)
    .helpCommand(false)
    .addHelpText('after', `\n${en.program.exitCodes}`)
    .showSuggestionAfterError()
    .exitOverride()
  addStart(program, screen, finish)
  addEmulator(program, screen, finish)
  addCall(program, screen, finish)
  addInvoke(program, screen, finish)
  addData(program, screen, finish)
  addCatalogue(program, screen, finish)
  addExplain(program, screen, finish)
  addPermissions(program, screen, finish)
  addDoctor(program, screen, finish)
  return program
}

type Finish = (code: number) => void

function addStart(program: Command, screen: Screen, finish: Finish): void {
  program
    .command('start')
    .summary(startTexts.summary)
    .description(startTexts.description)
    .option('--port <port>', startTexts.port(usualPort), readPort)
    .option('--project <folder>', en.options.nearestProject)
    .option('--offline', startTexts.offline)
    .option('--timeout <seconds>', en.invoke.timeout, functionTimeout)
    .option('--inspect [port]', startTexts.inspect, readInspectPort)
    .option('--http-origin <origin>', startTexts.httpOrigin, readOrigin)
    .option('--data <folder>', startTexts.data.option)
    .option('--no-data', startTexts.data.none)
    .option('--fresh', startTexts.data.fresh)
    .option('--seed <folder>', startTexts.data.seed)
    .action(async (options: StartOptions) => {
      await start(options, screen)
      finish(exitCodes.ok)
    })
}

function addCall(program: Command, screen: Screen, finish: Finish): void {
  program
    .command('call')
    .summary(en.call.summary)
    .description(en.call.description)
    .argument('<method>', en.call.method)
    .argument('[json]', en.call.params)
    .option('--live', en.call.live)
    .option('--yes', en.call.yes)
    .option('--base-url <url>', en.call.baseUrl)
    .option('--project <folder>', en.call.project)
    .option('--timeout <milliseconds>', en.call.timeout, milliseconds)
    .option('--strict', en.call.strict)
    .option('--out <file>', en.call.out)
    .option('--json', en.options.jsonErrors)
    .option('--verbose', en.call.verbose)
    .addHelpText('after', `\n${en.call.signing}\n\n${en.program.exitCodes}`)
    .action(async (name: string, json: string | undefined, options: CallCommandOptions) =>
      finish(await call(name, json, options, screen)),
    )
}

function addCatalogue(program: Command, screen: Screen, finish: Finish): void {
  program
    .command('list')
    .summary(en.list.summary)
    .description(en.list.description)
    .argument('[namespace]', en.list.namespace)
    .option('--json', en.options.asJson)
    .action((namespace: string | undefined, options: { json?: boolean }) => {
      list(namespace, options, screen)
      finish(exitCodes.ok)
    })
  program
    .command('describe')
    .summary(en.describe.summary)
    .description(en.describe.description)
    .argument('<method>', en.describe.method)
    .option('--json', en.options.asJson)
    .action((name: string, options: { json?: boolean }) => {
      describe(name, options, screen)
      finish(exitCodes.ok)
    })
}

function readInspectPort(given: string): number {
  const port = readPort(given)
  if (port === 0) throw new InvalidArgumentError(startTexts.notAFixedPort)
  return port
}

function readOrigin(given: string, before: readonly string[] = []): readonly string[] {
  const url = URL.canParse(given) ? new URL(given) : undefined
  const isOrigin =
    url && /^https?:$/.test(url.protocol) && given.toLowerCase().replace(/\/$/, '') === url.origin
  if (!isOrigin) throw new InvalidArgumentError(startTexts.notAnOrigin)
  return [...before, url.origin]
}

function milliseconds(given: string): number {
  // A timer beyond 2^31-1 would fire at once.
  if (/^\d{1,10}$/.test(given) && Number(given) > 0 && Number(given) < 2 ** 31) return Number(given)
  throw new InvalidArgumentError(en.program.notMilliseconds)
}
