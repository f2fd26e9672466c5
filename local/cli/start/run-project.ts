import type { Emulator } from '../../emulator'
import type { Functions } from '../../functions'
import type { Closers } from '../signals'
import type { Project } from './find-project'
import { type DataOptions, openData } from './open-data'
import { type FunctionOptions, openFunctions } from './open-functions'
import { openPreview } from './open-preview'
import { writeRunningRecord } from './running-record'
import { en } from './texts/en'

/** What runs in place of WeChat while `wx-openapi start` is up. */
export interface RunningProject {
  readonly emulator: Emulator
  /** The project's cloud functions, also those that are made while it runs. */
  readonly functions: Functions
  /** The names of the collections that were made, since the code or cloudbaserc.json names them. */
  readonly collections: readonly string[]
  /** Where the database and the storage are kept, in words. */
  readonly data: string
  /** Where the mini program is shown, if the project has one. */
  readonly preview?: string
}

/** Starts the emulator, the functions and the preview of a project, one after the other. */
export async function runProject(
  project: Project,
  options: FunctionOptions & DataOptions,
  closers: Closers,
  tell: (line: string) => void,
): Promise<RunningProject> {
  const opened = await openData(project, options, tell)
  closers.push(() => opened.folder?.close())
  const { emulator, functions, collections, close } = await openFunctions(
    project,
    { ...options, opened, liveTimers: true },
    tell,
  )
  closers.push(close)
  const preview = await openPreview(project, { emulator, functions }, tell)
  if (preview) closers.push(() => preview.close())
  const forget = writeRunningRecord(project.folder, {
    pid: process.pid,
    url: emulator.url,
    appid: emulator.appid,
    secret: emulator.secret,
    startedAt: Date.now(),
  })
  if (forget) closers.push(forget)
  else tell(en.notRecorded)
  const names = collections.map(({ name }) => name)
  return { emulator, functions, collections: names, data: opened.words(), preview: preview?.url }
}
