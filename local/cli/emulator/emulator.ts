import { type Command, InvalidArgumentError } from 'commander'
import { ConfigError } from '../../../shared/index'
import { profileNames, tokenPolicies } from '../../emulator'
import { sdkEnvironment } from '../../emulator/gateway/environment'
import {
  demoAccount,
  type Emulator,
  type EmulatorOptions,
  type ProfileName,
  startEmulator,
  type TokenPolicy,
} from '../../emulator/index'
import { exitCodes } from '../exit-codes'
import type { Screen } from '../output/screen'
import { formatPairs } from '../output/table'
import { usualPort } from '../start/listen'
import { untilStopped } from '../start/until-stopped'
import { readSeed } from './read-seed'

const help = `The seed is JSON with any of: accounts, tokenPolicy, quota, faults, answers, calls, collections, clock,
logSize, profile.
  { "calls": [{ "method": "logistics.updatePrinter", "params": { "openid": "oABC", "update_type": "bind" } }],
    "answers": { "logistics.getQuota": { "quota_num": 7 } },
    "faults": [{ "match": { "method": "logistics.addOrder", "nth": 3 }, "action": { "errcode": -1 } }] }`

/** Adds `emulator` to the command. */
export function addEmulator(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('emulator')
    .summary("start the stand-in for WeChat's server API alone, for programs in any language")
    .description(
      "Starts the stand-in for WeChat's server API on this machine, and stays up.\nNothing real is used; never give it a real secret.",
    )
    .option('--port <port>', 'where it listens (default 8686; 0 for any that is free)', port)
    .option('--appid <appid>', 'appid of its first account (default wxdemo0000000000)')
    .option('--secret <secret>', 'secret of its first account (default demo-secret-that-is-not-one)')
    .option('--token-policy <policy>', `what a new token does to the old: ${tokenPolicies.join(', ')}`)
    .option('--profile <name>', `answers as an old test suite expects: ${profileNames.join(', ')}`)
    .option('--seed <file>', 'a JSON file with what it starts with')
    .addHelpText('after', `\n${help}`)
    .action(async (options: EmulatorCommandOptions) => {
      await emulator(options, screen)
      finish(exitCodes.ok)
    })
}

function port(given: string): number {
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given)
  throw new InvalidArgumentError('It must be a number from 0 to 65535.')
}

/** The options of `wx-openapi emulator`. */
export interface EmulatorCommandOptions {
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
    const where = seed === undefined || code ? '' : `the seed ${seed}: `
    throw new ConfigError({ what: `${where}${message}` })
  }
}

/** Variables as they stand before a command. */
const forShell = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${/^[\w-]+$/.test(value) ? value : `'${value}'`}`)
    .join(' ')

function show({ url, gatewayUrl, appid, secret }: Emulator, screen: Screen): void {
  const { strong, name, faint } = screen.colours
  // What somebody gave could be real after all, and a terminal's lines are kept and shared.
  const isDemo = secret === demoAccount.secret
  screen.print(
    strong("A stand-in for WeChat's server API is running on this machine. Nothing of it is real."),
  )
  screen.print()
  const pairs: [string, string][] = [
    ['base URL', url],
    ['appid', appid],
    ['secret', isDemo ? secret : '(as given)'],
    ['page', `${url}/__emu/ (open it in a browser)`],
    ['wx-server-sdk', forShell(sdkEnvironment(gatewayUrl))],
    [
      'first call',
      name(
        `curl '${url}/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${isDemo ? secret : '…'}'`,
      ),
    ],
  ]
  for (const line of formatPairs(pairs, { width: Number.POSITIVE_INFINITY, paint: faint })) screen.print(line)
  screen.print('\nCtrl-C ends it.')
}
