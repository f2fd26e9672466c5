import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { ConfigError } from '../../shared/index'
import { isRecord } from '../../shared/schema/objects'
import {
  demoAccount,
  type Emulator,
  type EmulatorOptions,
  type ProfileName,
  profileNames,
  startEmulator,
  type TokenPolicy,
  tokenPolicies,
} from '../emulator'
import { sdkEnvironment } from '../emulator/gateway/environment'
import { findJsonFault } from '../project/json/read-json'
import { explained, placeOf } from './call/read-params'
import { exitCodes } from './exit-codes'
import type { Screen } from './output/screen'
import { formatPairs } from './output/table'
import { readPort, usualPort } from './read-options'
import { untilStopped } from './signals'
import { en } from './texts/en'

/** Adds `emulator` to the command. */
export function addEmulator(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('emulator')
    .summary(en.emulator.summary)
    .description(en.emulator.description)
    .option('--port <port>', en.emulator.port, readPort)
    .option('--appid <appid>', en.emulator.appid)
    .option('--secret <secret>', en.emulator.secret)
    .option('--token-policy <policy>', en.emulator.tokenPolicy(tokenPolicies.join(', ')))
    .option('--profile <name>', en.emulator.profile(profileNames.join(', ')))
    .option('--seed <file>', en.emulator.seed)
    .addHelpText('after', `\n${en.emulator.help}`)
    .action(async (options: EmulatorCommandOptions) => {
      await emulator(options, screen)
      finish(exitCodes.ok)
    })
}

/** The options of `wx-openapi emulator`. */
interface EmulatorCommandOptions {
  readonly port?: number
  readonly appid?: string
  readonly secret?: string
  readonly tokenPolicy?: string
  readonly seed?: string
  readonly profile?: string
}

/**
 * Starts an emulator alone, and stays up until Ctrl-C or SIGTERM.
 * @throws ConfigError when the seed or an option is wrong, or the port is taken
 */
export async function emulator(options: EmulatorCommandOptions, screen: Screen): Promise<void> {
  const asked = optionsOf(options)
  await untilStopped(
    async (closers, stop) => {
      const running = await open(asked, options.seed)
      closers.push(() => running.close())
      if (!stop.aborted) show(running, screen)
    },
    line => screen.note(`\n${line}`),
  )
}

function optionsOf({
  port = usualPort,
  appid,
  secret,
  tokenPolicy,
  seed,
  profile,
}: EmulatorCommandOptions): EmulatorOptions {
  const seeded = seed === undefined ? {} : readSeed(seed)
  const { accounts = [demoAccount] } = seeded
  const own = { ...(appid !== undefined && { appid }), ...(secret !== undefined && { secret }) }
  return {
    ...seeded,
    port,
    // What the command line says goes before the seed; it speaks of the first account.
    accounts: accounts.map((account, at) => (at === 0 ? { ...account, ...own } : account)),
    ...(tokenPolicy !== undefined && { tokenPolicy: tokenPolicy as TokenPolicy }),
    ...(profile !== undefined && { profile: profile as ProfileName }),
  }
}

async function open(options: EmulatorOptions, seed: string | undefined): Promise<Emulator> {
  try {
    return await startEmulator(options)
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException
    // A fault of this command has a type of its own; what the emulator says of its options are plain sentences.
    if ((error as Error).constructor !== Error) throw error
    const isOfSeed = seed !== undefined && !code
    throw new ConfigError({ what: isOfSeed ? en.emulator.inSeed(seed, message) : message })
  }
}

/** Variables as they stand before a command. */
const forShell = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${/^[\w-]+$/.test(value) ? value : `'${value}'`}`)
    .join(' ')

function show({ url, gatewayUrl, appid, secret }: Emulator, screen: Screen): void {
  const { strong, name, faint } = screen.colours
  // A secret that was given may be real, and the output of a terminal is kept and shared.
  const isDemo = secret === demoAccount.secret
  screen.print(strong(en.emulator.running))
  screen.print()
  const pairs: [string, string][] = [
    [en.emulator.baseUrl, url],
    ['appid', appid],
    ['secret', isDemo ? secret : en.emulator.asGiven],
    ['page', en.emulator.page(`${url}/__emu/`)],
    ['wx-server-sdk', forShell(sdkEnvironment(gatewayUrl))],
    [
      en.emulator.firstCall,
      name(
        `curl '${url}/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${isDemo ? secret : '…'}'`,
      ),
    ],
  ]
  for (const line of formatPairs(pairs, { width: Number.POSITIVE_INFINITY, paint: faint })) screen.print(line)
  screen.print(`\n${en.emulator.ctrlC}`)
}

/** What a seed may say, of the options of an emulator. */
const known = [
  'accounts',
  'tokenPolicy',
  'quota',
  'faults',
  'answers',
  'calls',
  'collections',
  'clock',
  'logSize',
  'profile',
] as const

const lists: readonly string[] = ['accounts', 'faults', 'calls', 'collections']

/**
 * Reads a seed file.
 * @throws ConfigError that says which file, which line, and what is wrong
 */
function readSeed(file: string): EmulatorOptions {
  const text = read(file)
  const fault = findJsonFault(text)
  if (fault) {
    throw refused(file, en.emulator.seedNotJson(placeOf(text, fault.at), explained(fault)))
  }
  const seed: unknown = JSON.parse(text)
  if (!isRecord(seed)) {
    throw refused(file, en.emulator.seedNotObject)
  }
  for (const [name, value] of Object.entries(seed)) {
    if (!known.includes(name as (typeof known)[number])) {
      throw refused(file, en.emulator.seedUnknown(name.slice(0, 40), known.join(', ')))
    }
    if (lists.includes(name) && !Array.isArray(value)) throw refused(file, en.emulator.seedNotList(name))
  }
  return seed as EmulatorOptions
}

function read(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw refused(
      file,
      code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? en.emulator.seedNotUtf8
        : en.emulator.seedUnreadable(code),
    )
  }
}

const refused = (file: string, problem: string): ConfigError =>
  new ConfigError({ what: en.emulator.seedFile(file, problem) })
