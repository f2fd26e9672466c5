import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as catalogue from '../../shared/catalogue'
import { accesses, type CollectionSeed, demoAccount, demoOpenids, type EmulatorOptions } from '../emulator'
import { readSeed, type Seed } from '../emulator/data/read-seed'
import { startEmulatorOf } from '../emulator/start-emulator'
import { startFunctions } from '../functions/start-functions'
import { filesBelow } from '../project/files'
import { openProject, type Project as ProjectFolder } from '../project/open-project'
import { deploymentFile, readDeployment } from '../project/read-deployment'
import { driveProject } from './drive-project'
import type { Documents, Project } from './project'
import { RunningFunctions } from './running-functions'

/** How a project is started for tests. */
export interface ProjectOptions
  extends Pick<
    EmulatorOptions,
    'accounts' | 'answers' | 'calls' | 'clock' | 'faults' | 'onUnhandled' | 'quota' | 'tokenPolicy'
  > {
  /** The folder of the project, or one in it; by default the working directory. */
  readonly folder?: string
  /**
   * What the database has at the start and after each reset: documents by collection, or a folder of files as
   * `wx-openapi start --seed` takes it, with files of the storage.
   */
  readonly seed?: string | Documents
  /** Further environment variables of the functions. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Lets functions reach hosts beyond this machine that the emulator does not play; by default they are refused. */
  readonly online?: boolean
  /** How long a function may take where cloudbaserc.json does not say it, in milliseconds; 20000 by default. */
  readonly eventTimeoutMs?: number
  /** Gets each line that functions write, and what is wrong with their calls; by default `console.log` does. */
  onLog?(line: string): void
}

/**
 * Starts a project for tests: its cloud functions, and an emulator of WeChat with a database and a storage, all in memory
 * and on ports of their own. Nothing of it reaches the network.
 * @throws Error when an option or the seed is wrong
 */
export async function startProject(options: ProjectOptions = {}): Promise<Project> {
  const { folder, seed, environment, online, eventTimeoutMs, onLog = logLine, ...emulatorOptions } = options
  const project = openProject(resolve(folder ?? '.'))
  const root = project.functions.path ?? join(project.folder, project.functions.written)
  const { collections, files } = readSeedOf(seed)
  const described = readDeployment(project.folder).collections
  const running = new RunningFunctions(emulator =>
    startFunctions({
      root,
      environment: { ...emulator.env, OPENAPI_OPERATORS: demoOpenids[0]!, ...environment },
      fence: emulator.fence,
      offline: !online,
      settings: join(project.folder, deploymentFile),
      eventTimeoutMs,
      onLog,
      onWarning: onLog,
    }),
  )
  const accessOf = (name: string) => accesses.find(access => access === described.get(name)?.preset)
  const seeded = new Map(collections.map(one => [one.name, one]))
  const names = new Set([...described.keys(), ...seeded.keys()])
  const emulator = await startEmulatorOf(
    catalogue,
    {
      accounts: [demoAccount],
      ...emulatorOptions,
      functions: running,
      functionFolder: root,
      fence: true,
      collections: Array.from(names, name => ({ access: accessOf(name), ...seeded.get(name), name })),
      onLog,
    },
    { files, findCollection: collectionsNamedIn(project) },
  )
  running.start(emulator)
  return driveProject(emulator, running, options.onUnhandled === 'error')
}

const logLine = (line: string): void => console.log(line)

function readSeedOf(seed: string | Documents | undefined): Seed {
  if (seed === undefined) return { collections: [], files: [] }
  if (typeof seed === 'string') return readSeed(resolve(seed))
  return { collections: Object.entries(seed).map(([name, documents]) => ({ name, documents })), files: [] }
}

/** A larger file is data, or a library with everything in it. */
const largestBytes = 1024 * 1024

/**
 * Finds the collections that people make in the console: those whose names the code of a project holds as a text, and does
 * not create itself. It is read once, when a program first asks for a collection that is not there.
 */
function collectionsNamedIn(project: ProjectFolder): (name: string) => CollectionSeed | undefined {
  let code: string | undefined
  return name => {
    code ??= codeOf(project)
    const quoted = `(['"\`])${name.replace(/[^\w\u0080-\uffff]/g, '\\$&')}\\1`
    if (!new RegExp(quoted).test(code)) return undefined
    return new RegExp(`createCollection\\(\\s*${quoted}`).test(code) ? undefined : { name }
  }
}

function codeOf({ folder, functions, miniprogram }: ProjectFolder): string {
  const isEntered = (_: string, name: string) =>
    !/^(node_modules|miniprogram_npm)$/.test(name) && !name.startsWith('.')
  const roots = [functions.path, miniprogram.path].filter(root => root !== undefined && existsSync(root))
  const files = new Set(roots.flatMap(root => [...filesBelow(root!, folder, isEntered)]))
  return [...files]
    .filter(path => /\.[cm]?[jt]s$/.test(path) && statSync(path).size <= largestBytes)
    .map(path => readFileSync(path, 'utf8'))
    .join('\n')
}
