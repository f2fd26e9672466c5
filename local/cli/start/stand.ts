import type { Emulator } from '../../emulator'
import type { Functions } from '../../functions'
import type { Project } from './find-project'
import { openFunctions } from './open-functions'
import { openPreview } from './open-preview'
import { writeRecord } from './stand-record'
import type { Closers } from './until-stopped'

/** All that stands in for WeChat while `wx-openapi start` runs. */
export interface Stand {
  readonly emulator: Emulator
  /** The project's cloud functions, also those that are made while it runs. */
  readonly functions: Functions
  /** The names of the collections that were made, since the code or cloudbaserc.json names them. */
  readonly collections: readonly string[]
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
  const { emulator, functions, collections, close } = await openFunctions(project, port, tell)
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
  const names = collections.map(({ name }) => name)
  return { emulator, functions, collections: names, preview: preview?.url }
}
