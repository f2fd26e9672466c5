import { setTimeout as wait } from 'node:timers/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { usualOutput } from '../../project/built-functions'
import { exitCodes } from '../exit-codes'
import type { Screen } from '../output/screen'
import { collect } from '../read-options'
import { untilStopped } from '../signals'
import { en as shared } from '../texts/en'
import { type BuildOptions, Builds, oftenMs } from './builds'
import { type Outcome, printBuilds, showBuild, showBuilds } from './show-builds'
import { en } from './texts/en'

/**
 * Builds the functions of a project.
 * @returns the exit code
 * @throws ConfigError when there are no such functions, or the output cannot be used
 */
export async function build(
  names: readonly string[],
  options: BuildOptions,
  screen: Screen,
): Promise<number> {
  const show = (outcome: Outcome) => (options.json ? printBuilds : showBuilds)(outcome, screen)
  if (!options.watch) {
    const outcome = await new Builds(names, options, screen).run()
    show(outcome)
    return isGood(outcome) ? exitCodes.ok : exitCodes.refused
  }
  await untilStopped(async (_, stop) => {
    const builds = new Builds(names, options, screen, stop)
    show(await builds.run())
    screen.note(en.watching)
    while (!stop.aborted) {
      await wait(oftenMs, undefined, { signal: stop }).catch(() => {})
      if (stop.aborted) return
      try {
        const outcome = await builds.again()
        if (!outcome) continue
        if (options.json) printBuilds(outcome, screen)
        else for (const report of outcome.reports) showBuild(report, screen)
      } catch (error) {
        // A project that is being changed is wrong for a moment.
        if (!stop.aborted) screen.note(screen.noteColours.bad((error as Error).message))
      }
    }
  }, screen.note)
  return exitCodes.ok
}

const isGood = ({ reports, findings }: Outcome): boolean =>
  reports.every(({ made }) => made) && !findings.some(({ severity }) => severity === 'fault')

const readTarget = (given: string): string => {
  if (/^node\d{1,2}(\.\d{1,3}){0,2}$/.test(given)) return given
  throw new InvalidArgumentError(en.notATarget)
}

/** Adds `build` to the command. */
export function addBuild(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('build')
    .summary(en.summary)
    .description(en.description)
    .argument('[function...]', en.functions)
    .option('--project <folder>', shared.options.nearestProject)
    .option('--out <folder>', en.out(`${usualOutput}/`))
    .option('--target <runtime>', en.target, readTarget, 'node10')
    .option('--bundle', en.bundle)
    .option('--no-bundle', en.noBundle)
    .option('--external <package>', en.external, collect)
    .option('--sourcemap', en.sourcemap)
    .option('--minify', en.minify)
    .option('--also <method>', shared.options.also, collect)
    .option('--watch', en.watch)
    .addOption(new Option('--dry-run', en.dryRun).conflicts('watch'))
    .option('--json', shared.options.jsonErrors)
    .addHelpText('after', `\n${en.help}`)
    .action(async (names: string[], options: BuildOptions) => finish(await build(names, options, screen)))
}
