import { join } from 'node:path'
import type { CollectionSeed, Emulator } from '../../emulator/index'
import { type Functions, startFunctions } from '../../functions/index'
import { deploymentFile } from '../../project/read-deployment'
import type { Project } from './find-project'
import { functionEnvironment } from './first-calls'
import { startEmulatorFrom } from './listen'
import { projectCollections } from './project-collections'

/** An emulator with the cloud functions of a project. */
export interface OpenFunctions {
  readonly emulator: Emulator
  /** The project's cloud functions, also those that are made while it runs. */
  readonly functions: Functions
  /** The collections of the database that the project uses. */
  readonly collections: readonly CollectionSeed[]
  close(): Promise<void>
}

/** Starts the emulator and the functions of a project, which reach each other. */
export async function openFunctions(
  project: Project,
  port: number,
  tell: (line: string) => void,
): Promise<OpenFunctions> {
  let functions: Functions
  const collections = projectCollections(project.folder)
  const emulator = await startEmulatorFrom(port, tell, {
    // Functions can call one another through the gateway, and what they may call there is said by their config.json.
    functions: { invoke: call => functions.invoke(call) },
    functionFolder: project.functionFolder,
    collections,
    // wx-server-sdk tells a function the errcode alone.
    onLog: tell,
  })
  const environment = functionEnvironment(emulator)
  functions = startFunctions({
    root: project.functionFolder,
    environment,
    settings: join(project.folder, deploymentFile),
    onLog: tell,
  })
  return {
    emulator,
    functions,
    collections,
    async close() {
      await Promise.all([functions.close(), emulator.close()])
    },
  }
}
