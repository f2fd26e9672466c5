import { join } from 'node:path'
import type { Emulator } from '../../emulator/index'
import { type Functions, startFunctions } from '../../functions/index'
import { deploymentFile } from '../../project/read-deployment'
import type { Project } from './find-project'
import { functionEnvironment } from './first-calls'
import { startEmulatorFrom } from './listen'

/** An emulator with the cloud functions of a project. */
export interface OpenFunctions {
  readonly emulator: Emulator
  /** The project's cloud functions, also those that are made while it runs. */
  readonly functions: Functions
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
}

/** Says how long a function took. */
export const tookLine = (name: string, milliseconds: number): string => `${name}: took ${milliseconds} ms`

/** Starts the emulator and the functions of a project, which reach each other. */
export async function openFunctions(
  project: Project,
  { port, offline, timeoutMs }: FunctionOptions,
  tell: (line: string) => void,
): Promise<OpenFunctions> {
  let functions: Functions
  const emulator = await startEmulatorFrom(port, tell, {
    // Functions can call one another through the gateway, and what they may call there is said by their config.json.
    functions: { invoke: call => functions.invoke(call) },
    functionFolder: project.functionFolder,
    fence: true,
    // wx-server-sdk tells a function the errcode alone.
    onLog: tell,
  })
  const environment = functionEnvironment(emulator)
  functions = startFunctions({
    root: project.functionFolder,
    environment,
    fence: emulator.fence,
    offline,
    eventTimeoutMs: timeoutMs,
    onEnd: (name, milliseconds) => tell(tookLine(name, milliseconds)),
    settings: join(project.folder, deploymentFile),
    onLog: tell,
    onWarning: tell,
  })
  return {
    emulator,
    functions,
    async close() {
      await Promise.all([functions.close(), emulator.close()])
    },
  }
}
