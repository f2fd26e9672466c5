import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../../shared/errors/config-error'
import type { Access } from '../gateway/database/access'
import { type Document, isObject, setOwn } from '../gateway/database/document'
import { isDevice } from '../gateway/storage/shelf'
import { placesIn } from './folder-shelf'
import { format } from './log-lines'
import { manifestName, storageName } from './read-seed'
import { en } from './texts/en'
import { refusalIn, removeUnfinished, writeWhole } from './write-whole'

const texts = en.export

/** A collection, with its documents in extended JSON. */
export interface ExportedCollection {
  readonly name: string
  readonly access?: Access
  readonly documents: readonly unknown[]
}

/**
 * Writes a folder that `readSeed` reads, and the console of the cloud imports: one document a line. An export that was
 * there is replaced, file by file.
 * @param storage the folder of the files, which may be absent
 * @param isDryRun whether it only looks whether that can be done
 * @returns how many files of the storage there are
 * @throws ConfigError when the folder holds anything else, or cannot be written
 */
export function writeExport(
  folder: string,
  collections: readonly ExportedCollection[],
  storage: string,
  isDryRun = false,
): number {
  const isExport = existsSync(join(folder, manifestName))
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!isExport && found && (!found.isDirectory() || readdirSync(folder).some(isContent))) {
    throw new ConfigError({ what: texts.notEmpty(folder), fix: texts.giveEmpty })
  }
  if (isDryRun) return existsSync(storage) ? [...placesIn(storage)].length : 0
  try {
    const sorted = [...collections].sort((a, b) => (a.name < b.name ? -1 : 1))
    const names = fileNames(sorted.map(({ name }) => name))
    const access = Object.fromEntries(sorted.flatMap(one => (one.access ? [[one.name, one.access]] : [])))
    writeWhole(join(folder, manifestName), [`${JSON.stringify({ format, access }, null, 2)}\n`])
    removeUnfinished(folder)
    for (const [at, { documents }] of sorted.entries()) {
      writeWhole(join(folder, names[at]!), linesOf(documents))
    }
    for (const name of readdirSync(folder)) {
      if (isContent(name) && name.endsWith('.json') && !names.includes(name)) rmSync(join(folder, name))
    }
    return copyFiles(storage, join(folder, storageName))
  } catch (error) {
    const why = refusalIn(error)
    if (typeof why !== 'string') throw error
    throw new ConfigError({ what: texts.cannot(folder, why), fix: texts.giveOther, cause: error })
  }
}

const isContent = (name: string): boolean => !name.startsWith('.') && !name.endsWith('.tmp')

/** A file for each collection, which no system takes for that of another one. */
function fileNames(collections: readonly string[]): string[] {
  const taken = new Set<string>()
  return collections.map(collection => {
    const usual = encodeURIComponent(collection).replace(/[*.~!'()]/g, escaped)
    const isSafe = !isDevice(usual) && !taken.has(usual.toLowerCase())
    const name = isSafe ? usual : usual.replace(/%..|[A-Za-z]/g, one => (one.length > 1 ? one : escaped(one)))
    taken.add(name.toLowerCase())
    return `${name}.json`
  })
}

const escaped = (sign: string): string => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`

function* linesOf(documents: readonly unknown[]): Generator<string> {
  for (const document of documents) yield `${JSON.stringify(withDates(document))}\n`
}

/** A value with its dates as the console of the cloud writes them: texts that people read. */
function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates)
  if (!isObject(value)) return value
  const { $date } = value
  const moment = isObject($date) && Object.keys(value).length === 1 ? Number($date.$numberLong) : Number.NaN
  if (!Number.isNaN(moment)) return { $date: new Date(moment).toISOString() }
  const written: Document = {}
  for (const name of Object.keys(value)) setOwn(written, name, withDates(value[name]))
  return written
}

/** Makes a folder hold the same files as another, and says how many. */
function copyFiles(from: string, to: string): number {
  const places = new Set(existsSync(from) ? placesIn(from) : [])
  for (const place of places) writeWhole(join(to, place), [readFileSync(join(from, place))])
  const before = existsSync(to) ? [...placesIn(to)] : []
  for (const place of before) if (!places.has(place)) rmSync(join(to, place))
  return places.size
}
