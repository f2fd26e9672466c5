import { type Command, InvalidArgumentError } from 'commander'
import { profileNames, tokenPolicies } from '../../emulator/index'
import { exitCodes } from '../exit-codes'
import type { Screen } from '../output/screen'
import { type EmulatorCommandOptions, emulator } from './emulator'

const help = `The seed is JSON with any of: accounts, tokenPolicy, quota, faults, answers, calls, clock, logSize, profile.
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
