import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The files of folders, each listed once a build: most names that are tried are not there. */
export class Listings {
  readonly #listings = new Map<string, Set<string>>()

  /** The names of the files in a folder; none when there is no such folder. */
  of(folder: string): Set<string> {
    const files = this.#listings.get(folder) ?? listFiles(folder)
    this.#listings.set(folder, files)
    return files
  }

  hasFile(file: string): boolean {
    return this.of(dirname(file)).has(basename(file))
  }

  /** Lists anew from now on. */
  clear(): void {
    this.#listings.clear()
  }
}

function listFiles(folder: string): Set<string> {
  try {
    const isFile = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile()
    const files = readdirSync(folder, { withFileTypes: true }).filter(
      entry => entry.isFile() || (entry.isSymbolicLink() && isFile(entry.name)),
    )
    return new Set(files.map(({ name }) => name))
  } catch {
    return new Set()
  }
}
