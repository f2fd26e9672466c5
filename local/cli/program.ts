import { Command } from 'commander'
import { version } from '../../package.json'
import type { CallCommandOptions } from './call/call'
import { exitCodes } from './exit-codes'
import type { Screen } from './output/screen'
import {
  readAllowed,
  readFunctionTimeout,
  readInspectPort,
  readMilliseconds,
  readOrigin,
  readPort,
  usualPort,
} from './read-options'
import type { StartOptions } from './start/start'
import { en as startTexts } from './start/texts/en'
import { en } from './texts/en'

/** Takes the exit code of the command that ran. */
type Finish = (code: number) => void
type Add = (program: Command, screen: Screen, finish: Finish) => void

/** The commands in the order of the help. Each is loaded when it is wanted: an errcode needs no emulator. */
const commands: { readonly [name: string]: () => Add | Promise<Add> } = {
  init: async () => (await import('./init/init')).addInit,
  new: async () => (await import('./init/new-function')).addNew,
  start: () => addStart,
  emulator: async () => (await import('./emulator')).addEmulator,
  call: () => addCall,
  invoke: async () => (await import('./invoke')).addInvoke,
  data: async () => (await import('./data/data')).addData,
  list: () => addList,
  describe: () => addDescribe,
  explain: async () => (await import('./explain')).addExplain,
  permissions: async () => (await import('./permissions/permissions')).addPermissions,
  build: async () => (await import('./build/build')).addBuild,
  doctor: async () => (await import('./doctor')).addDoctor,
}

/** The command that shows the help for what was wanted. */
export const helpCommand = (wanted: string | undefined): string =>
  [
    'npx wx-openapi',
    ...(wanted !== undefined && Object.hasOwn(commands, wanted) ? [wanted] : []),
    '--help',
  ].join(' ')

/**
 * The `wx-openapi` command, with the one command that is wanted, or with all where there is none of this name.
 * @param finish takes the exit code of the command that ran
 */
export async function makeProgram(
  wanted: string | undefined,
  screen: Screen,
  finish: Finish,
): Promise<Command> {
  const program = new Command('wx-openapi')
    .description(en.program.description)
    .helpOption('-h, --help', en.program.help)
    .version(version, '--version', en.program.version)
    .helpCommand(false)
    .addHelpText('after', `\n${en.program.exitCodes}`)
    .showSuggestionAfterError()
    .exitOverride()
  const only = wanted !== undefined && Object.hasOwn(commands, wanted) ? [commands[wanted]!] : undefined
  for (const load of only ?? Object.values(commands)) {
    const add = await load()
    add(program, screen, finish)
  }
  return program
}

function addStart(program: Command, screen: Screen, finish: Finish): void {
  program
    .command('start')
    .summary(startTexts.summary)
    .description(startTexts.description)
    .option('--port <port>', startTexts.port(usualPort), readPort)
    .option('--project <folder>', en.options.nearestProject)
    .option('--offline', startTexts.offline)
    .option('--allow <host>', startTexts.network.allow, readAllowed)
    .option('--allow-images', startTexts.network.allowImages)
    .option('--timeout <seconds>', en.invoke.timeout, readFunctionTimeout)
    .option('--inspect [port]', startTexts.inspect, readInspectPort)
    .option('--http-origin <origin>', startTexts.httpOrigin, readOrigin)
    .option('--data <folder>', startTexts.data.option)
    .option('--no-data', startTexts.data.none)
    .option('--fresh', startTexts.data.fresh)
    .option('--seed <folder>', startTexts.data.seed)
    .action(async (options: StartOptions) => {
      const { start } = await import('./start/start')
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
    .option('--timeout <milliseconds>', en.call.timeout, readMilliseconds)
    .option('--strict', en.call.strict)
    .option('-o, --out <file>', en.call.out)
    .option('--dry-run', en.call.dryRun)
    .option('--json', en.options.jsonErrors)
    .option('--verbose', en.call.verbose)
    .addHelpText('after', `\n${en.call.signing}\n\n${en.program.exitCodes}`)
    .action(async (name: string, json: string | undefined, options: CallCommandOptions) => {
      const { call } = await import('./call/call')
      finish(await call(name, json, options, screen))
    })
}

function addList(program: Command, screen: Screen, finish: Finish): void {
  program
    .command('list')
    .summary(en.list.summary)
    .description(en.list.description)
    .argument('[namespace]', en.list.namespace)
    .option('--json', en.options.asJson)
    .action(async (namespace: string | undefined, options: { json?: boolean }) => {
      const { list } = await import('./describe/describe')
      list(namespace, options, screen)
      finish(exitCodes.ok)
    })
}

function addDescribe(program: Command, screen: Screen, finish: Finish): void {
  program
    .command('describe')
    .summary(en.describe.summary)
    .description(en.describe.description)
    .argument('<method>', en.describe.method)
    .option('--json', en.options.asJson)
    .action(async (name: string, options: { json?: boolean }) => {
      const { describe } = await import('./describe/describe')
      describe(name, options, screen)
      finish(exitCodes.ok)
    })
}
