import type { Emulator } from '../../emulator'
import type { Functions } from '../../functions'
import type { Project } from './find-project'
import { type FunctionOptions, openFunctions } from './open-functions'
import { openPreview } from './open-preview'
import { writeRecord } from './stand-record'
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
  options: FunctionOptions,
  closers: Closers,
  tell: (line: string) => void,
): Promise<Stand> {
  const { emulator, functions, close } = await openFunctions(project, options, tell)
  closers.push(close)
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
