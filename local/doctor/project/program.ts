import { type Depth, type Followed, follow } from '../follow/follow'
import type { Source } from '../syntax/parse-source'
import { type BrokenFile, isBroken, type Library } from './library'

/** An import that could not be followed. */
export interface LostImport {
  readonly from: string
  readonly specifier: string
  readonly why: string
}

/** A program of the project: followed, with what was met on the way. */
export interface Program extends Followed {
  /** The files that were read, absolute. */
  readonly files: readonly string[]
  readonly broken: readonly BrokenFile[]
  readonly lostImports: readonly LostImport[]
  /** Whether all of it was seen, so that what was not found is not there. */
  readonly isComplete: boolean
}

const asFunction: Depth = { mostFrames: 24, looksAtIdle: true }
// A mini program is larger than a function, and what it calls is told by few names.
const asMiniProgram: Depth = { mostFrames: 4, looksAtIdle: false }

/** Follows a cloud function from its entry file. */
export const readFunctionProgram = (entry: string, library: Library): Program =>
  readProgram([entry], library, asFunction, '')

/** Follows a mini program: each of its files may be a page. An absolute import starts from its root. */
export const readMiniProgram = (files: readonly string[], root: string, library: Library): Program =>
  readProgram(files, library, asMiniProgram, root)

function readProgram(entries: readonly string[], library: Library, depth: Depth, root: string): Program {
  const sources = new Map<string, Source>()
  const broken = new Map<string, BrokenFile>()
  const lost = new Map<string, LostImport>()
  const { isMethod, methodsBelow } = library
  const followed = follow(
    entries,
    {
      isMethod,
      methodsBelow,
      resolve(specifier, from) {
        const imported = library.resolve(specifier.startsWith('/') ? root + specifier : specifier, from)
        if (imported.kind === 'lost') lost.set(`${from} ${specifier}`, { from, specifier, why: imported.why })
        return imported
      },
      load(path) {
        const read = library.read(path)
        if (isBroken(read)) {
          broken.set(path, read)
          return undefined
        }
        sources.set(path, read)
        return read
      },
    },
    () => sources.values(),
    depth,
  )
  const lostImports = [...lost.values()]
  const isComplete =
    !followed.isTooLarge && broken.size === 0 && lostImports.length === 0 && followed.lost.length === 0
  return { ...followed, files: [...sources.keys()], broken: [...broken.values()], lostImports, isComplete }
}
