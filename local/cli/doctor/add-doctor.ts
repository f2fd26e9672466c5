import type { Command } from 'commander'
import type { Screen } from '../output/screen'
import { type DoctorOptions, doctor } from './doctor'

const help = `Exit codes:
  0    nothing is wrong; what cannot be known from here is noted
  1    something is wrong, or with --strict there is a warning
  2    the command or its input is wrong
  70   a fault of this command`

/** Adds `doctor` to the command. */
export function addDoctor(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('doctor')
    .summary('examine the set-up of a project before the upload')
    .description(
      'Examines project.config.json, permissions, functions, bundles, variables, secrets and time-outs.\nNeeds no network and shows no value of anything secret.',
    )
    .argument('[dir]', 'a folder of the project; by default this one')
    .option(
      // Not --env-file: node takes that one for itself, even behind the name of a script.
      '--variables <file>',
      'NAME=value lines with the variables of the functions; only the names are used',
    )
    .option(
      '--token-rule <file>',
      'the access rule of the collection that holds tokens, as the cloud console shows it',
    )
    .option(
      '--also <method>',
      'a method that WeChat has and this version does not know; may be repeated',
      collect,
    )
    .option('--strict', 'warnings count in the exit code')
    .option('--json', 'one line of JSON on standard output')
    .addHelpText('after', `\n${help}`)
    .action((folder: string | undefined, options: DoctorOptions) => finish(doctor(folder, options, screen)))
}

const collect = (method: string, before: readonly string[] = []): string[] => [...before, method]
