import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { ConfigError } from '../../../shared/index'
import { DataFolder } from '../../emulator/data/data-folder'
import { readSeed, type Seed } from '../../emulator/data/read-seed'
import { type ExportedCollection, writeExport } from '../../emulator/data/write-export'
import { usualAccess } from '../../emulator/gateway/database/access'
import { type CollectionSeed, textsOfSeed } from '../../emulator/gateway/database/backing'
import { mostDocuments } from '../../emulator/gateway/database/store'
import { exitCodes } from '../exit-codes'
import type { Screen } from '../output/screen'
import { askEmulator } from '../start/ask-emulator'
import { findProject } from '../start/find-project'
import { dataFolderOf } from '../start/open-data'
import { en as commandTexts } from '../texts/en'
import { en } from './texts/en'

/** The options of `wx-openapi data`. */
interface DataCommandOptions {
  readonly project?: string
  readonly data?: string
  readonly dryRun?: boolean
}

/** Adds `data export` and `data import` to the command. */
export function addData(program: Command, screen: Screen, finish: (code: number) => void): void {
  const data = program.command('data').summary(en.summary).description(en.description)
  const add = (
    name: 'export' | 'import',
    run: (folder: string, options: DataCommandOptions, screen: Screen) => Promise<void>,
  ) =>
    data
      .command(name)
      .summary(en[name].summary)
      .description(en[name].description)
      .argument('<folder>', en[name].folder)
      .option('--project <folder>', commandTexts.options.nearestProject)
      .option('--data <folder>', en.option)
      .option('--dry-run', en.dryRun)
      .action(async (folder: string, options: DataCommandOptions) => {
        await run(folder, options, screen)
        finish(exitCodes.ok)
      })
  add('export', exportData)
  add('import', importData)
}

const pathOf = ({ project, data }: DataCommandOptions): string =>
  dataFolderOf(findProject(project, process.cwd()), data)

const shown = (path: string): string => relative(process.cwd(), path) || '.'

/**
 * Writes the data of a project to a folder, as they are now.
 * @throws ConfigError when there are none, or one of the folders cannot be used
 */
async function exportData(given: string, options: DataCommandOptions, screen: Screen): Promise<void> {
  const path = pathOf(options)
  if (!DataFolder.isThere(path)) throw new ConfigError({ what: en.none(path), fix: en.startFirst })
  const target = resolve(given)
  const collections = await readCollections(path, screen)
  const files = writeExport(target, collections, DataFolder.storageOf(path), options.dryRun)
  const documents = collections.reduce((sum, one) => sum + one.documents.length, 0)
  const say = options.dryRun ? en.wouldExport : en.exported
  screen.print(say(shown(target), collections.length, documents, files))
}

async function readCollections(path: string, screen: Screen): Promise<readonly ExportedCollection[]> {
  const folder = await DataFolder.open(path, { tell: screen.note })
  if (!folder) {
    const { collections } = (await askHolder(path)) as { collections: ExportedCollection[] }
    return collections.map(one => ({ ...one, access: one.access === usualAccess ? undefined : one.access }))
  }
  try {
    return folder.database.take().map(({ name, access, texts }) => ({
      name,
      access,
      documents: Array.from(texts, ([, text]) => JSON.parse(text)),
    }))
  } finally {
    await folder.close()
  }
}

/** Asks the emulator that holds the data. @throws ConfigError when it does not respond */
async function askHolder(path: string, json?: unknown): Promise<unknown> {
  const url = DataFolder.holderOf(path)
  try {
    if (url === undefined) throw new Error(en.starting)
    const answer = await askEmulator(url, '/__emu/database/documents', { json, timeoutMs: 0 })
    // What the database refuses has the cloud's code.
    const { code, message } = answer as { code?: string; message?: string }
    if (code !== undefined) throw new ConfigError({ what: en.refused(path, String(message)) })
    return answer
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError({
      what: en.held(path, (error as Error).message),
      fix: en.tryAgain,
      cause: error,
    })
  }
}

/**
 * Puts the documents and files of a folder into the data of a project; what has the same id is replaced.
 * @throws ConfigError when anything of the folder is not right: then nothing was put in
 */
async function importData(given: string, options: DataCommandOptions, screen: Screen): Promise<void> {
  const source = resolve(given)
  const seed = withIds(readSeed(source))
  const path = pathOf(options)
  // What is not there yet is not made for a look.
  const isTouched = !options.dryRun || DataFolder.isThere(path)
  const folder = isTouched ? await DataFolder.open(path, { tell: screen.note }) : undefined
  if (folder) await putInto(folder, seed, options.dryRun)
  else if (options.dryRun)
    requireRoom(seed.collections.reduce((sum, one) => sum + textsOfSeed(one).length, 0))
  else {
    for (const collections of inParts(seed.collections)) await askHolder(path, { collections })
    // Each file is there in whole or not at all, so that the emulator that holds the folder reads it right.
    const storage = DataFolder.openStorage(path)
    for (const { place, path: file } of seed.files) storage.write(place, readFileSync(file))
  }
  const documents = seed.collections.reduce((sum, { documents: all = [] }) => sum + all.length, 0)
  const say = options.dryRun ? en.wouldImport : en.imported
  screen.print(say(shown(path), seed.collections.length, documents, seed.files.length))
}

/** A document without an id gets one that no other has: it is put in beside others. */
const withIds = (seed: Seed): Seed => ({
  ...seed,
  collections: seed.collections.map(one => ({
    ...one,
    documents: one.documents?.map(document => ({ _id: randomBytes(16).toString('hex'), ...document })),
  })),
})

function requireRoom(count: number): void {
  if (count > mostDocuments) throw new ConfigError({ what: en.tooMany(count, mostDocuments) })
}

async function putInto(folder: DataFolder, seed: Seed, isDryRun = false): Promise<void> {
  const { database, files } = folder
  try {
    const ids = new Map(database.take().map(one => [one.name, new Set(Array.from(one.texts, ([id]) => id))]))
    const changes = seed.collections.map(one =>
      textsOfSeed(one).map(([id, text]) => [one.name, id, text] as const),
    )
    for (const [name, id] of changes.flat()) ids.set(name, (ids.get(name) ?? new Set()).add(id))
    requireRoom([...ids.values()].reduce((sum, { size }) => sum + size, 0))
    if (isDryRun) return
    for (const [at, { name, access }] of seed.collections.entries()) {
      database.noteCollection(name, access)
      database.noteChanges(changes[at]!)
    }
    for (const { place, path } of seed.files) files.write(place, readFileSync(path))
  } finally {
    await folder.close()
  }
}

/** The longest request that the emulator takes is longer than this and one document. */
const partLength = 2 * 1024 * 1024

/** The collections in parts that fit into a request. */
function* inParts(collections: readonly CollectionSeed[]): Generator<object[]> {
  for (const { name, access, ...seed } of collections) {
    let documents: unknown[] = []
    let length = 0
    for (const [, text] of textsOfSeed({ name, ...seed })) {
      documents.push(JSON.parse(text))
      length += text.length
      if (length < partLength) continue
      yield [{ name, access, documents }]
      documents = []
      length = 0
    }
    yield [{ name, access, documents }]
  }
}
