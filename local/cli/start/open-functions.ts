import { join } from 'node:path'
import * as catalogue from '../../../shared/catalogue'
import { ConfigError } from '../../../shared/index'
import { type CollectionSeed, demoAccount, type Emulator, type EmulatorOptions } from '../../emulator/index'
import { type Kept, startEmulatorOf } from '../../emulator/start-emulator'
import { type Functions, startFunctions } from '../../functions/start-functions'
import { deploymentFile } from '../../project/read-deployment'
import type { Project } from './find-project'
import { functionEnvironment } from './first-calls'
import type { OpenData } from './open-data'
import { collectionFinder, projectCollections, withSeed } from './project-collections'
import { en } from './texts/en'

/** An emulator with the cloud functions of a project. */
interface OpenFunctions {
  readonly emulator: Emulator
  /** The project's cloud functions, also those that are made while it runs. */
  readonly functions: Functions
  /** The collections of the database that the project uses. */
  readonly collections: readonly CollectionSeed[]
  close(): Promise<void>
}

/** How they are run. */
export interface FunctionOptions {
  /** Where the emulator listens. */
  readonly port: number
  /** Whether functions may reach nothing beyond this machine. */
  readonly offline?: boolean
  /** How long a function may take where cloudbaserc.json does not say it, in milliseconds. */
  readonly timeoutMs?: number
  /** Whether their timers fire by real time. */
  readonly liveTimers?: boolean
  /** Whether they answer requests of HTTP, and which pages from elsewhere may send some. */
  readonly http?: EmulatorOptions['http']
  /** The first port for debuggers of functions. */
  readonly inspectPort?: number
  /** What the database and the storage begin with, and where they are kept; in memory by default. */
  readonly opened?: OpenData
}

/** Says how long a function took. */
export const tookLine = (name: string, milliseconds: number): string => `${name}: took ${milliseconds} ms`

/** Starts the emulator and the functions of a project, which reach each other. */
export async function openFunctions(
  project: Project,
  { port, offline, timeoutMs, liveTimers, http, inspectPort, opened }: FunctionOptions,
  tell: (line: string) => void,
): Promise<OpenFunctions> {
  let functions: Functions
  const named = projectCollections(project.folder)
  const collections = withSeed(named, opened?.seed.collections ?? [])
  const emulatorOptions: EmulatorOptions = {
    // Functions can call one another through the gateway, and what they may call there is said by their config.json.
    functions: { invoke: call => functions.invoke(call), timers: () => functions.timers() },
    liveTimers,
    http,
    functionFolder: project.functionFolder,
    collections,
    fence: true,
    // wx-server-sdk tells a function the errcode alone.
    onLog: tell,
  }
  const emulator = await startEmulatorFrom(port, tell, emulatorOptions, {
    data: opened?.folder,
    files: opened?.seed.files,
    findCollection: collectionFinder(project, tell),
  })
  opened?.folder?.announce(emulator.url)
  const environment = functionEnvironment(emulator)
  functions = startFunctions({
    root: project.functionFolder,
    environment,
    fence: emulator.fence,
    offline,
    eventTimeoutMs: timeoutMs,
    onEnd: (name, milliseconds) => tell(tookLine(name, milliseconds)),
    settings: join(project.folder, deploymentFile),
    inspectPort,
    onLog: tell,
    onWarning: tell,
  })
  return {
    emulator,
    functions,
    collections: named,
    async close() {
      await Promise.all([functions.close(), emulator.close()])
    },
  }
}

const mostTries = 100

/**
 * Starts the emulator on a port, or on the next one that is free.
 * @param tell takes the sentence that says so
 * @throws ConfigError when none of the next hundred is free
 */
async function startEmulatorFrom(
  wanted: number,
  tell: (line: string) => void,
  options: EmulatorOptions,
  kept: Kept,
): Promise<Emulator> {
  const last = Math.min(wanted + mostTries - 1, 65_535)
  for (let port = wanted; port <= last; port += 1) {
    try {
      const emulator = await startEmulatorOf(catalogue, { accounts: [demoAccount], ...options, port }, kept)
      if (emulator.port !== wanted && wanted !== 0) {
        tell(en.portTaken(wanted, emulator.port))
      }
      return emulator
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRINUSE') continue
      if (code !== 'EACCES') throw error
      throw new ConfigError({
        what: en.portForbidden(port),
        fix: en.highPort,
      })
    }
  }
  throw new ConfigError({
    what: en.allTaken(wanted, last),
    fix: en.otherPort,
  })
}
