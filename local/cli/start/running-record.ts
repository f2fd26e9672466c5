import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { askEmulator } from './ask-emulator'

/** A running `wx-openapi start`, as it tells other commands of itself. */
export interface RunningRecord {
  readonly pid: number
  /** Where its emulator answers. */
  readonly url: string
  readonly appid: string
  /** Secret of the emulator's account; it opens nothing but the emulator. */
  readonly secret: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

const loopbackUrl = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+$/

/** A folder of this user's own, outside the project: nothing there to commit, nothing for others to write. */
function recordFolder(): string {
  const user = createHash('sha256').update(userInfo().username).digest('hex').slice(0, 12)
  return join(tmpdir(), `wx-openapi-${user}`)
}

/** Others can write to the folder for temporary files too: what is not this user's alone is not believed. */
function isOurs(folder: string): boolean {
  try {
    const { mode, uid } = lstatSync(folder)
    const isFolder = (mode & 0o170000) === 0o040000
    return isFolder && (process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0))
  } catch {
    return false
  }
}

const beginningFor = (project: string): string =>
  `${createHash('sha256').update(project).digest('hex').slice(0, 16)}.`

/**
 * Writes down where a running `wx-openapi start` of this project listens, readable for this user alone.
 * @returns takes the record away again; undefined when it could not be written, so that `call` will not find it
 */
export function writeRunningRecord(project: string, record: RunningRecord): (() => void) | undefined {
  const folder = recordFolder()
  const path = join(folder, `${beginningFor(project)}${record.pid}.json`)
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true })
    if (!isOurs(folder)) return undefined
    // Written to another file and renamed, so that no reader sees half of it.
    rmSync(`${path}.new`, { force: true })
    writeFileSync(`${path}.new`, JSON.stringify(record), { mode: 0o600, flag: 'wx' })
    renameSync(`${path}.new`, path)
  } catch {
    return undefined
  }
  return () => rmSync(path, { force: true })
}

/** The newest `wx-openapi start` of a project that responds. Records of processes that were killed are removed. */
export async function findRunning(project: string): Promise<RunningRecord | undefined> {
  const folder = recordFolder()
  if (!isOurs(folder)) return undefined
  const found: RunningRecord[] = []
  for (const name of readdirSync(folder).filter(one => one.endsWith('.json'))) {
    const record = readRecord(join(folder, name))
    if (!record || !isAlive(record.pid)) rmSync(join(folder, name), { force: true })
    else if (name.startsWith(beginningFor(project))) found.push(record)
  }
  found.sort((a, b) => b.startedAt - a.startedAt)
  for (const record of found) if (await isEmulator(record.url)) return record
  return undefined
}

function readRecord(path: string): RunningRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(path, 'utf8')) as RunningRecord
    const isWhole =
      loopbackUrl.test(record.url) &&
      Number.isInteger(record.pid) &&
      record.pid > 0 &&
      typeof record.appid === 'string' &&
      typeof record.secret === 'string' &&
      typeof record.startedAt === 'number'
    return isWhole ? record : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The process of a record may be another by now, and so may be who listens on its port. */
async function isEmulator(url: string): Promise<boolean> {
  try {
    const clock = (await askEmulator(url, '/__emu/clock')) as { now?: unknown } | null
    return typeof clock?.now === 'number'
  } catch {
    return false
  }
}
