import type { Place } from '../../project/finding'
import type { Exports } from '../calls/exports'
import { dottedNames } from '../calls/nodes'
import { placeOf, type Source } from '../calls/parse-source'
import {
  type Call,
  type Client,
  type Collection,
  type DynamicName,
  type FunctionCall,
  type HandedOn,
  type Mention,
  Records,
  type SentText,
  type Served,
  type TokenCollection,
} from '../calls/records'
import { Scanner } from '../calls/scan'
import type { World } from '../calls/world'
import { type BrokenFile, isBroken, type Library } from './library'

/** An import that could not be followed. */
interface LostImport {
  readonly from: string
  readonly specifier: string
  readonly why: string
}

/** A package that a file requires. */
export interface Requirement {
  readonly from: string
  readonly specifier: string
}

/** A program of the project: what it calls, with what was met on the way. */
export interface Program {
  /** The methods that it calls. */
  readonly calls: readonly Call[]
  /** Methods that are touched without a call that is seen. */
  readonly touched: ReadonlySet<string>
  /** Methods that config.json lists and nothing calls, where code that does not run, a comment or a text names them. */
  readonly mentions: ReadonlyMap<string, Mention>
  readonly unsure: readonly Omit<Call, 'way'>[]
  readonly dynamics: readonly DynamicName[]
  readonly handedOn: readonly HandedOn[]
  /** Imports whose path is made while the program runs. */
  readonly lost: readonly Place[]
  readonly served: readonly Served[]
  readonly clients: readonly Client[]
  readonly tokenCollections: readonly TokenCollection[]
  readonly collections: readonly Collection[]
  readonly collectionChoices: ReadonlySet<string>
  readonly sentTexts: readonly SentText[]
  readonly functionCalls: readonly FunctionCall[]
  readonly timeouts: readonly { timeoutMs: number; place: Place }[]
  /** The files that were read, absolute. */
  readonly files: readonly string[]
  readonly broken: readonly BrokenFile[]
  readonly lostImports: readonly LostImport[]
  /** The files of the project that it imports, absolute, each with the import. */
  readonly imports: ReadonlyMap<string, Requirement>
  readonly packages: readonly Requirement[]
  /** The files that were skipped: too large, or copied libraries. */
  readonly passedOver: readonly Requirement[]
  /** Whether its entry exports anything: without exports it is not a function. */
  readonly isExporting: boolean
  /** Whether all of it was seen, so that what was not found is not there. */
  readonly isComplete: boolean
}

/**
 * Scans a cloud function from its entry file.
 * @param listed the methods that its config.json lists: of those that nothing calls, the mentions are found
 */
export function readFunctionProgram(
  entry: string,
  library: Library,
  listed: readonly string[] = [],
): Program {
  const { world, met } = openWorld(library, '')
  const scanner = new Scanner(world)
  scanner.enterFile(entry)
  const mentions = findMentions(listed, [...met.sources.values()], scanner)
  const source = met.sources.get(entry)
  return {
    ...programOf(scanner.records, mentions, met),
    isExporting: !source || isExporting(scanner.exportsOf(source)),
  }
}

const isExporting = ({ names, stars, wholes }: Exports): boolean =>
  names.size > 0 || stars.length > 0 || wholes.length > 0

/** Scans a mini program: each of these files may be a page. An absolute import starts from its root. */
export function readMiniProgram(files: readonly string[], root: string, library: Library): Program {
  const { world, met } = openWorld(library, root)
  const scanner = new Scanner(world)
  for (const path of files) scanner.enterFile(path)
  return programOf(scanner.records, new Map(), met)
}

/** What is met while a program is read. */
interface Met {
  readonly sources: Map<string, Source>
  readonly broken: Map<string, BrokenFile>
  readonly lost: Map<string, LostImport>
  readonly imports: Map<string, Requirement>
  readonly packages: Map<string, Requirement>
  readonly passedOver: Map<string, Requirement>
}

function openWorld(library: Library, root: string): { world: World; met: Met } {
  const met: Met = {
    sources: new Map(),
    broken: new Map(),
    lost: new Map(),
    imports: new Map(),
    packages: new Map(),
    passedOver: new Map(),
  }
  const world: World = {
    isMethod: library.isMethod,
    methodsBelow: library.methodsBelow,
    resolve(specifier, from) {
      const imported = library.resolve(specifier.startsWith('/') ? root + specifier : specifier, from)
      const key = `${from} ${specifier}`
      if (imported.kind === 'lost') met.lost.set(key, { from, specifier, why: imported.why })
      if (imported.kind === 'package' && imported.path !== undefined)
        met.passedOver.set(key, { from, specifier })
      else if (imported.kind === 'file' || imported.kind === 'json')
        met.imports.set(imported.path, { from, specifier })
      if (/^[a-z@]/i.test(specifier) && imported.kind !== 'lost') met.packages.set(key, { from, specifier })
      return imported
    },
    load(path) {
      const before = met.sources.get(path)
      if (before || met.broken.has(path)) return before
      const read = library.read(path)
      if (isBroken(read)) {
        met.broken.set(path, read)
        return undefined
      }
      met.sources.set(path, read)
      return read
    },
  }
  return { world, met }
}

function programOf(records: Records, mentions: ReadonlyMap<string, Mention>, met: Met): Program {
  const all = <T>(map: ReadonlyMap<string, T>) => [...map.values()]
  return {
    calls: all(records.calls),
    touched: records.mentions,
    mentions,
    unsure: all(records.unsure),
    dynamics: all(records.dynamics),
    handedOn: all(records.handedOn),
    lost: all(records.lost),
    served: all(records.served),
    clients: all(records.clients),
    tokenCollections: all(records.tokenCollections),
    collections: all(records.collections),
    collectionChoices: records.collectionChoices,
    sentTexts: all(records.sentTexts),
    functionCalls: withoutGuesses(all(records.functionCalls)),
    timeouts: all(records.timeouts),
    files: [...met.sources.keys()],
    broken: all(met.broken),
    lostImports: all(met.lost),
    imports: met.imports,
    packages: all(met.packages),
    passedOver: all(met.passedOver),
    isExporting: true,
    isComplete: met.broken.size === 0 && met.lost.size === 0 && records.lost.size === 0,
  }
}

/** Where a name is known for one caller, that another may give something else is not said. */
function withoutGuesses(calls: readonly FunctionCall[]): FunctionCall[] {
  const key = ({ place: { file, line, column } }: FunctionCall) => `${file}:${line}:${column}`
  const known = new Set(calls.filter(({ name }) => name !== undefined).map(key))
  return calls.filter(call => call.name !== undefined || !known.has(key(call)))
}

/** Where methods are named that nothing calls, each where it is named first. */
function findMentions(
  listed: readonly string[],
  sources: readonly Source[],
  scanner: Scanner,
): Map<string, Mention> {
  const live = scanner.records
  const wanted = new Set(listed)
  for (const { name } of live.calls.values()) wanted.delete(name)
  const found = new Map<string, Mention>()
  const add = (name: string, place: () => Place) => {
    if (wanted.has(name) && scanner.world.isMethod(name) && !found.has(name))
      found.set(name, { name, place: place() })
  }
  scanner.records = new Records()
  for (const source of sources) for (const node of source.nodes) scanner.enterIdle(node, source)
  for (const { name, place } of scanner.records.calls.values()) add(name, () => place)
  scanner.records = live
  if (wanted.size > 0) for (const source of sources) addNamesIn(source, add)
  return found
}

const dotted = /[a-z]\w*(?:\.\w+)+/gi

function addNamesIn(source: Source, add: (name: string, place: () => Place) => void): void {
  for (const { value, loc } of source.comments) {
    for (const { 0: found, index } of value.matchAll(dotted)) {
      const lines = value.slice(0, index).split('\n')
      const place = {
        file: source.file,
        line: (loc?.start.line ?? 1) + lines.length - 1,
        // The two characters that open a comment are not part of its text.
        column: lines[lines.length - 1]!.length + (lines.length === 1 ? (loc?.start.column ?? 0) + 3 : 1),
      }
      for (const name of endings(found.split('.'))) add(name, () => place)
    }
  }
  for (const node of source.nodes) {
    if (node.type === 'StringLiteral') add(node.value, () => placeOf(source, node))
    if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
      for (const name of endings(dottedNames(node))) add(name, () => placeOf(source, node.property))
    }
  }
}

/** `a.b.c` and `b.c` of `a.b.c`. */
const endings = (parts: readonly string[]): string[] =>
  parts.slice(0, -1).map((_, from) => parts.slice(from).join('.'))
