import { nearest } from '../../../shared/errors/nearest'
import { pathFrom } from '../../project/files'
import type { Place } from '../../project/finding'
import type { CloudFunction } from '../../project/list-functions'
import type { Library } from '../project/library'
import { type Program, readFunctionProgram } from '../project/program'
import { type Permissions, readPermissions } from './read-permissions'

/** Everything about one cloud function that judging its permissions takes. */
export interface FunctionFacts {
  readonly name: string
  readonly on: CloudFunction
  /** Its config.json, from the folder of the project. */
  readonly configFile: string
  readonly permissions: Permissions
  /** Undefined where there is nothing to run. */
  readonly program?: Program
  /** The methods that need a permission, with the places where they are called. */
  readonly required: ReadonlyMap<string, readonly Place[]>
  /** Names that may be listed although no call that needs them is seen. */
  isTolerated(name: string): boolean
}

/** Reads a function: its program and its config.json. */
export function readFacts(on: CloudFunction, library: Library): FunctionFacts {
  const permissions = readPermissions(on.config, library.folder, library.isMethod)
  const listed = permissions.listed.map(({ name }) => name)
  const program = on.entry === undefined ? undefined : readFunctionProgram(on.entry, library, listed)
  return {
    name: on.name,
    on,
    configFile: pathFrom(library.folder, on.config),
    permissions,
    program,
    required: program ? requiredBy(program, library) : new Map(),
    isTolerated: program ? toleratedBy(program, library) : () => true,
  }
}

/** What goes through WeChat's cloud call needs a permission, and what `serve` opens to everyone. */
function requiredBy({ calls, served }: Program, { isCloudCallable }: Library): Map<string, Place[]> {
  const required = new Map<string, Place[]>()
  const add = (name: string, place: Place) => {
    if (isCloudCallable(name)) required.set(name, [...(required.get(name) ?? []), place])
  }
  for (const { name, way, place } of calls) if (way === 'cloudCall') add(name, place)
  for (const { everyone, offered } of served) {
    for (const option of everyone) {
      const name = fullName(option.name, offered)
      if (name !== undefined) add(name, option.place)
    }
  }
  return required
}

/** The full name of a method in the options of `serve`: where one namespace is served, its own is enough. */
export function fullName(name: string, offered: readonly string[]): string | undefined {
  if (offered.includes(name)) return name
  const namespaces = new Set(offered.map(one => one.slice(0, one.lastIndexOf('.') + 1)))
  const [only] = namespaces
  return namespaces.size === 1 && offered.includes(only + name) ? only + name : undefined
}

function toleratedBy(program: Program, library: Library): (name: string) => boolean {
  const { isComplete, calls, touched, unsure, dynamics, handedOn, served } = program
  const names = new Set([
    ...touched,
    ...unsure.map(({ name }) => name),
    // Over HTTPS no permission is needed; the drop-in is left as easily as it was put in, so its list may stay.
    ...calls.filter(({ way }) => way === 'dropIn').map(({ name }) => name),
    ...served.flatMap(({ offered }) => offered),
    // What a misspelt call meant is what the list should have.
    ...calls.flatMap(({ name }) => (library.isMethod(name) ? [] : (meant(name, library.methods()) ?? []))),
  ])
  const overHttps = new Set(calls.filter(({ way }) => way === 'https').map(({ name }) => name))
  const isAny = !isComplete || served.some(({ offersMore }) => offersMore)
  const below = [...dynamics, ...handedOn].map(one => one.below)
  return (name: string): boolean => {
    if (isAny || below.some(space => space === '' || name.startsWith(`${space}.`))) return true
    return names.has(name) && !isOnlyHttps(name)
  }

  function isOnlyHttps(name: string): boolean {
    return overHttps.has(name) && !calls.some(call => call.name === name && call.way !== 'https')
  }
}

/** The name that a wrong one was most likely meant to be: one that differs by a slip of the hand only. */
export function meant(wrong: string, known: readonly string[]): string | undefined {
  const guess = nearest(wrong, known)
  return guess !== undefined && guess !== wrong && isSlip(wrong.toLowerCase(), guess.toLowerCase())
    ? guess
    : undefined
}

// Letters that were omitted, doubled, changed or swapped are next to each other.
const longestSlip = 3

function isSlip(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length)
  let same = 0
  while (same < shorter && one[same] === other[same]) same += 1
  let sameEnd = 0
  while (sameEnd < shorter - same && one[one.length - 1 - sameEnd] === other[other.length - 1 - sameEnd])
    sameEnd += 1
  return Math.max(one.length, other.length) - same - sameEnd <= longestSlip
}
