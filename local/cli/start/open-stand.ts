import type { Emulator } from '../../emulator/index'
import { type Functions, startFunctions } from '../../functions/index'
import type { Project } from './find-project'
import { startEmulatorFrom } from './listen'
import { functionEnvironment } from './mission'
import { openPreview } from './open-preview'
import { writeRecord } from './record'
import type { Closers } from './until-stopped'

/** All that stands in for WeChat while `wx-openapi start` runs. */
export interface Stand {
  readonly emulator: Emulator
  /** The project's cloud functions, also those that are made while it runs. */
  readonly functions: Functions
  /** Where the mini program is shown, if the project has one. */
  readonly preview?: string
}

/** Starts the parts of a stand one after the other. */
export async function openStand(
  project: Project,
  port: number,
  closers: Closers,
  tell: (line: string) => void,
): Promise<Stand> {
  let functions: Functions
  const emulator = await startEmulatorFrom(port, tell, {
    // Functions can call one another through the gateway, and what they may call there is said by their config.json.
    functions: { invoke: call => functions.invoke(call) },
    functionFolder: project.functionFolder,
  })
  closers.push(() => emulator.close())
  const environment = functionEnvironment(emulator)
  functions = startFunctions({ root: project.functionFolder, environment, onLog: tell })
  closers.push(() => functions.close())
  const preview = await openPreview(project, { emulator, functions }, tell)
  if (preview) closers.push(() => preview.close())
  const forget = writeRecord(project.folder, {
    pid: process.pid,
    url: emulator.url,
    appid: emulator.appid,
    secret: emulator.secret,
    startedAt: Date.now(),
  })
  if (forget) closers.push(forget)
  else tell('The place where it listens could not be written down; give `call` the option --base-url.')
  return { emulator, functions, preview: preview?.url }
}
