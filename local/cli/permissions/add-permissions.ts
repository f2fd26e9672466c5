import { Argument, type Command, Option } from 'commander'
import type { Screen } from '../output/screen'
import { type PermissionsOptions, permissions } from './permissions'

const help = `check    says what is missing, unused, misspelt or in the wrong place, for each cloud function
fix      writes it into config.json; everything else in the file stays as it is
explain  shows what each function calls, where, and what it needs for that

WeChat takes about ten minutes to see a changed config.json after the upload.

Exit codes:
  0    nothing is wrong
  1    something is wrong, or with --strict there is a warning; each line on standard output is file:line:column: what
  2    the command or its input is wrong, or fix may not write
  70   a fault of this command`

/** Adds `permissions` to the command. */
export function addPermissions(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('permissions')
    .summary('check the permissions of the cloud functions in config.json')
    .description(
      'Reads the code of each cloud function and compares what it calls with its config.json. Needs no network.',
    )
    .addArgument(new Argument('<action>', 'what to do').choices(['check', 'fix', 'explain']))
    .argument('[dir]', 'a folder of the project; by default this one')
    .option(
      '--also <method>',
      'a method that WeChat has and this version does not know; may be repeated',
      collect,
    )
    .option('--prune', 'with fix: remove what nothing calls too')
    .option('--strict', 'warnings count in the exit code')
    // What `fix` does anyway; an earlier version needed it.
    .addOption(new Option('--keep-unused').hideHelp())
    .option('--json', 'one line of JSON on standard output')
    .addHelpText('after', `\n${help}`)
    .action((action: string, folder: string | undefined, options: PermissionsOptions) =>
      finish(permissions(action, folder, options, screen)),
    )
}

const collect = (method: string, before: readonly string[] = []): string[] => [...before, method]
