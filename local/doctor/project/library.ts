import { readFileSync, statSync } from 'node:fs'
import { listEndpoints } from '../../../shared/catalog'
import { isWithin, pathFrom } from '../../project/files'
import type { Place } from '../../project/finding'
import { parseSource, placeOf, type Source, SourceFault } from '../calls/parse-source'
import { en } from '../permissions/texts/en'
import { type Imported, resolveImport } from './resolve-import'

/** A file that is not a program. */
export interface BrokenFile {
  readonly place: Place
  readonly problem: string
}

// What people write is smaller; a file beyond it is data, or a library with everything in it.
const largestBytes = 1024 * 1024
const vendoredBytes = 150_000

/** Whether a file is of a package, or copied from one: large, and without a word about WeChat. */
function isVendored(path: string): boolean {
  if (/[\\/](node_modules|miniprogram_npm)[\\/]/.test(path)) return true
  const { size } = statSync(path)
  if (size > largestBytes) return true
  return size > vendoredBytes && !/openapi|wx-server-sdk|callFunction/.test(readFileSync(path, 'utf8'))
}

/** The files of a project, each read once however many programs share it, and the methods that WeChat offers. */
export class Library {
  private readonly sources = new Map<string, Source | BrokenFile>()
  private readonly imports = new Map<string, Imported>()
  private readonly endpoints = new Map(listEndpoints().map(endpoint => [endpoint.name, endpoint]))
  private readonly names: readonly string[]
  private readonly also: ReadonlySet<string>

  /**
   * @param folder the folder of the project, real
   * @param also methods that WeChat has and this version does not know
   */
  constructor(
    readonly folder: string,
    also: readonly string[] = [],
  ) {
    this.names = [...this.endpoints.keys(), ...also]
    this.also = new Set(also)
  }

  /** The names of all methods. */
  methods = (): readonly string[] => this.names

  isMethod = (name: string): boolean => this.also.has(name) || this.endpoints.has(name)

  isNamespace = (name: string): boolean => this.names.some(one => one.startsWith(`${name}.`))

  /** Whether config.json has a name for a method. */
  isCloudCallable = (name: string): boolean =>
    this.also.has(name) || this.endpoints.get(name)?.cloudCallable === true

  /** Why a method should not be called any more; undefined for one that may. */
  whyWithdrawn = (name: string): string | undefined => this.endpoints.get(name)?.deprecated

  methodsBelow = (name: string): readonly string[] =>
    name === '' ? this.names : this.names.filter(one => one === name || one.startsWith(`${name}.`))

  resolve = (specifier: string, from: string): Imported => {
    const key = `${from} ${specifier}`
    let imported = this.imports.get(key)
    if (!imported) {
      imported = withData(resolveImport(specifier, from, this.folder))
      if (imported.kind === 'file' && isVendored(imported.path))
        imported = { kind: 'package', path: imported.path }
      this.imports.set(key, imported)
    }
    return imported
  }

  /** A file, read, or why it is not a program. */
  read(path: string): Source | BrokenFile {
    let read = this.sources.get(path)
    if (!read) {
      read = this.parse(path)
      this.sources.set(path, read)
    }
    return read
  }

  /** Where a text, such as the path of an import, is in a file. */
  placeOfText(path: string, text: string): Place {
    const read = this.read(path)
    for (const node of isBroken(read) ? [] : read.nodes) {
      if (node.type === 'StringLiteral' && node.value === text) return placeOf(read as Source, node)
    }
    return { file: pathFrom(this.folder, path), line: 1, column: 1 }
  }

  /** Forgets the files of a folder. */
  forget(folder: string): void {
    for (const path of this.sources.keys()) if (isWithin(folder, path)) this.sources.delete(path)
  }

  private parse(path: string): Source | BrokenFile {
    const file = pathFrom(this.folder, path)
    const broken = (problem: string): BrokenFile => ({ place: { file, line: 1, column: 1 }, problem })
    try {
      return parseSource(path, file, readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
    } catch (error) {
      if (error instanceof SourceFault) return { place: error.place, problem: error.message }
      const { code } = error as NodeJS.ErrnoException
      if (typeof code !== 'string') throw error
      return broken(en.program.cannotRead(code))
    }
  }
}

export const isBroken = (read: Source | BrokenFile): read is BrokenFile => 'problem' in read

function withData(imported: Imported): Imported {
  if (imported.kind !== 'json') return imported
  try {
    return { ...imported, data: JSON.parse(readFileSync(imported.path, 'utf8').replace(/^\uFEFF/, '')) }
  } catch {
    return imported
  }
}
