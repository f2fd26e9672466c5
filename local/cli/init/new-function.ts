import { readdirSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { type EndpointInfo, listEndpoints } from '../../../shared/catalog'
import { nearest } from '../../../shared/errors/nearest'
import { ConfigError } from '../../../shared/index'
import { exitCodes } from '../exit-codes'
import { plainText, type Screen, safeJson } from '../output/screen'
import { en as shared } from '../texts/en'
import { functionFiles } from './function-files'
import { functionFolderOf, openUsable, usesTypeScript } from './init'
import { missingPackages, readPackage } from './missing-lines'
import { en } from './texts/en'
import { writeFiles } from './write-files'

/** The options of `wx-openapi new`. */
interface NewOptions {
  readonly dryRun?: boolean
  readonly methods?: readonly string[]
  readonly catalogue?: boolean
  readonly typescript?: boolean
  readonly project?: string
  readonly json?: boolean
}

/**
 * Makes a cloud function.
 * @returns the exit code
 * @throws ConfigError when the name is not one, a function has it, or a method is not known
 */
export function newFunction(name: string, options: NewOptions, screen: Screen): number {
  if (options.catalogue && options.methods) throw new ConfigError({ what: en.new.both })
  const project = openUsable(options.project)
  const manifest = readPackage(project)
  const own = options.catalogue ? name.replaceAll('.', '-') : name
  if (!/^[A-Za-z][\w-]{0,59}$/.test(own))
    throw new ConfigError({ what: en.new.badName(own), fix: en.new.nameRule })
  const place = `${functionFolderOf(project)}/${own}`
  // The disks of Windows and macOS take names that differ in case alone for one.
  const { path: root } = project.functions
  const taken = root && readdirSync(root).find(one => one.toLowerCase() === own.toLowerCase())
  if (taken !== undefined)
    throw new ConfigError({
      what: en.new.isThere(`${functionFolderOf(project)}/${taken}`),
      fix: en.new.chooseName,
    })
  const endpoints = options.catalogue ? methodsOf(`${name}.*`) : options.methods?.flatMap(methodsOf)
  const methods = endpoints && [...new Set(endpoints.filter(isCallable).map(one => one.name))].sort()
  const rest = endpoints?.filter(one => !isCallable(one)).map(one => one.name) ?? []
  if (methods?.length === 0) throw new ConfigError({ what: en.new.noneCallable(name), fix: en.new.httpsOnly })
  const files = functionFiles({
    folder: place,
    name: own,
    isTypeScript: usesTypeScript(project, options.typescript),
    methods,
  })
  if (!options.json) {
    for (const { path } of files) screen.note(screen.noteColours.good(en.willWrite(plainText(path))))
    if (rest.length > 0) screen.note(`${en.new.leftOut(rest)} ${en.new.httpsOnly}`)
  }
  const isDry = options.dryRun === true
  if (isDry) screen.note(en.dry)
  else writeFiles(project.folder, files)
  const command = commandOf(!missingPackages(manifest).includes('wx-openapi-shim'))
  const next = [
    `${command} start`,
    `${command} invoke ${own} '${methods ? '{"method":"whoami"}' : '{"text":"你好"}'}'`,
    `${command} build ${own}`,
  ]
  if (options.json) {
    const paths = files.map(({ path }) => path)
    screen.print(
      safeJson({
        project: project.folder,
        missing: paths,
        written: isDry ? [] : paths,
        next,
      }),
    )
  } else if (!isDry) {
    screen.note(en.wrote(files.length))
    screen.note(en.next)
    for (const line of next) screen.print(`  ${line}`)
  }
  return exitCodes.ok
}

/** How the command is called: by its package where it is not installed, for another package has its name. */
const commandOf = (isInstalled: boolean): string =>
  isInstalled ? 'npx wx-openapi' : 'npx -p wx-openapi-shim wx-openapi'

const isCallable = ({ cloudCallable }: EndpointInfo): boolean => cloudCallable

/** The methods of a pattern: `logistics.*`, all below it; or a single name. */
function methodsOf(pattern: string): EndpointInfo[] {
  const all = listEndpoints()
  const found = pattern.endsWith('.*')
    ? all.filter(({ name }) => name.startsWith(pattern.slice(0, -1)))
    : all.filter(({ name }) => name === pattern)
  if (found.length > 0) return found
  const names = all.flatMap(({ name, namespace }) => [name, `${namespace}.*`])
  const meant = nearest(pattern, [...new Set(names)])
  throw new ConfigError({
    what: en.new.noMethods(plainText(pattern.slice(0, 100))),
    ...(meant !== undefined && { fix: en.new.meant(meant) }),
  })
}

const readMethods = (given: string, before: readonly string[] = []): string[] => [
  ...before,
  ...given.split(/[\s,]+/).filter(Boolean),
]

/** Adds `new` to the command. */
export function addNew(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('new')
    .summary(en.new.summary)
    .description(en.new.description)
    .argument('<function>', en.new.name)
    .addOption(new Option('--methods <methods>', en.new.methods).argParser(readMethods))
    .option('--catalogue', en.new.catalogue)
    .option('--typescript', en.typescript)
    .option('--project <folder>', shared.options.nearestProject)
    .option('--dry-run', en.dryRun)
    .option('--json', shared.options.json)
    .addHelpText('after', `\n${en.new.help}`)
    .action((name: string, options: NewOptions) => finish(newFunction(name, options, screen)))
}
