import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { ConfigError } from '../../../shared/index'
import type { JsonFile } from '../../project/json/json-file'
import { listFunctions } from '../../project/list-functions'
import { openProject, type Project } from '../../project/open-project'
import { projectFile } from '../../project/project-config'
import { exitCodes } from '../exit-codes'
import { plainText, type Screen, safeJson } from '../output/screen'
import { en as shared } from '../texts/en'
import { type Consent, declined } from './confirm'
import { functionFiles } from './function-files'
import {
  type Edit,
  hasScript,
  isModule,
  missingLines,
  missingPackages,
  readPackage,
  requireRead,
  runnerOf,
} from './missing-lines'
import { ignoredLines, launchFile, packageFile, projectConfigFile, testFile } from './project-files'
import { en } from './texts/en'
import { isThere, type NewFile, writeFiles } from './write-files'

/** The options of `wx-openapi init`. */
interface InitOptions extends Consent {
  readonly edit?: boolean
  readonly typescript?: boolean
  readonly json?: boolean
}

/**
 * Makes a project ready: writes the files that are missing, and none that is there.
 * @returns the exit code
 * @throws ConfigError when a configuration file is broken, or the folder cannot be written
 */
export async function init(
  folder: string | undefined,
  options: InitOptions,
  screen: Screen,
): Promise<number> {
  const project = openUsable(folder)
  const manifest = readPackage(project)
  const files = missingFiles(project, manifest, options.typescript)
  const edits = missingLines(project, manifest)
  const wanted = options.edit ? edits : []
  const next = nextCommands(project, manifest, files, wanted)
  if (!options.json) show(project, files, edits, options, screen)
  const count = files.length + wanted.length
  if (count > 0) {
    const code = await declined(count, options, screen)
    if (code !== undefined) {
      if (options.json) printJson(project, { written: [], files, edits, next }, screen)
      return code
    }
  }
  writeFiles(project.folder, files)
  const changed = wanted.filter(writeLines)
  if (options.json) {
    printJson(
      project,
      { written: [...files, ...changed.map(({ file }) => ({ path: file }))], files, edits, next },
      screen,
    )
    return exitCodes.ok
  }
  for (const { file } of changed) screen.note(en.edited(plainText(file)))
  for (const { file } of wanted.filter(edit => !changed.includes(edit)))
    screen.note(screen.noteColours.bad(en.changedMeanwhile(plainText(file))))
  if (files.length > 0) screen.note(en.wrote(files.length))
  else if (edits.length === 0) screen.note(en.done)
  else if (!options.edit) screen.note(en.onlyLines)
  if (files.some(({ path }) => path === projectFile)) screen.note(en.giveAppid)
  screen.note(en.next)
  for (const command of next) screen.print(`  ${command}`)
  return exitCodes.ok
}

/** @throws ConfigError when the disk refuses it */
function writeLines(edit: Edit): boolean {
  try {
    return edit.write()
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new ConfigError({ what: en.notEdited(edit.file, code), fix: en.letWrite })
  }
}

/** @throws ConfigError naming the place of a broken project.config.json, or a folder of functions that is elsewhere */
export function openUsable(folder: string | undefined): Project {
  const project = openProject(folder ?? '.')
  for (const file of [project.config, project.privateConfig]) requireRead(file)
  const { functions } = project
  if (functions.state === 'outside')
    throw new ConfigError({ what: en.rootOutside(functions.written, project.folder), fix: en.setRoot })
  return project
}

/** The folder of functions from the project, with `/` and without one at its end. */
export const functionFolderOf = ({ functions }: Project): string =>
  functions.written.replace(/^\.?\/+/, '').replace(/\/+$/, '')

/** Whether the project is written in TypeScript. */
export const usesTypeScript = ({ folder }: Project, given: boolean | undefined): boolean =>
  given ?? isThere(join(folder, 'tsconfig.json'))

const firstFunction = 'checkText'

function missingFiles(project: Project, manifest: JsonFile, typescript: boolean | undefined): NewFile[] {
  const { folder } = project
  const name =
    basename(folder)
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'mini-program'
  const runner = runnerOf(manifest)
  const isNew = listFunctions(project).functions.length === 0
  const files: NewFile[] = [
    { path: projectFile, text: projectConfigFile(project, name) },
    { path: 'package.json', text: packageFile(name, runner) },
    { path: '.gitignore', text: ignoredLines.map(line => `${line}\n`).join('') },
    launchFile,
  ]
  if (isNew) {
    const place = `${functionFolderOf(project)}/${firstFunction}`
    const isTypeScript = usesTypeScript(project, typescript)
    if (!isThere(join(folder, place)))
      files.push(
        ...functionFiles({ folder: place, name: firstFunction, isTypeScript }),
        testFile(firstFunction, runner, isModule(manifest)),
      )
  }
  return files.filter(({ path }) => !isThere(join(folder, path)))
}

function nextCommands(
  project: Project,
  manifest: JsonFile,
  files: readonly NewFile[],
  edits: readonly Edit[],
): string[] {
  const isWritten = [...files.map(({ path }) => path), ...edits.map(({ file }) => file)].includes(
    'package.json',
  )
  const packages = isWritten ? [] : missingPackages(manifest)
  const invoked = files.some(({ path }) => path.includes(`/${firstFunction}/`))
    ? firstFunction
    : listFunctions(project).functions[0]?.name
  return [
    packages.length > 0 ? `npm install --save-dev ${packages.join(' ')}` : 'npm install',
    'npx wx-openapi start',
    ...(invoked
      ? [`npx wx-openapi invoke ${invoked}${invoked === firstFunction ? ` '{"text":"你好"}'` : ''}`]
      : []),
    ...(isWritten || hasScript(manifest, 'test') ? ['npm test'] : []),
    'npx wx-openapi build',
  ]
}

function show(
  { folder }: Project,
  files: readonly NewFile[],
  edits: readonly Edit[],
  { edit }: InitOptions,
  { note, noteColours }: Screen,
): void {
  note(en.project(plainText(folder)))
  for (const { path } of files) note(noteColours.good(en.willWrite(plainText(path))))
  for (const { file, lines } of edits) {
    note(edit ? noteColours.good(en.willAdd(plainText(file))) : en.lines(plainText(file)))
    for (const line of lines) note(`      ${plainText(line)}`)
  }
}

interface Told {
  readonly written: readonly { readonly path: string }[]
  readonly files: readonly NewFile[]
  readonly edits: readonly Edit[]
  readonly next: readonly string[]
}

const printJson = ({ folder }: Project, { written, files, edits, next }: Told, { print }: Screen): void =>
  print(
    safeJson({
      project: folder,
      missing: files.map(({ path }) => path),
      written: written.map(({ path }) => path),
      lines: edits.map(({ file, lines }) => ({ file, lines })),
      next,
    }),
  )

/** Adds `init` to the command. */
export function addInit(program: Command, screen: Screen, finish: (code: number) => void): void {
  program
    .command('init')
    .summary(en.init.summary)
    .description(en.init.description)
    .argument('[dir]', en.dir)
    .option('--dry-run', en.dryRun)
    .option('--yes', en.yes)
    .option('--edit', en.edit)
    .option('--typescript', en.typescript)
    .option('--json', shared.options.json)
    .addHelpText('after', `\n${en.init.help}`)
    .action(async (folder: string | undefined, options: InitOptions) =>
      finish(await init(folder, options, screen)),
    )
}
