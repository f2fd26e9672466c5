import { existsSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { listEndpoints } from '../../../shared/catalog'
import { isWithin, pathFrom, realPathWithin } from '../../project/files'
import { en } from '../permissions/texts/en'

/** What an import of a file means. */
export type Imported =
  /** A file of the project, TypeScript or JavaScript. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'json'; readonly path: string; readonly data: unknown }
  | { readonly kind: 'cloud' }
  /** Our library: its main entry, or that of chosen rows, its functions or its token stores. */
  | { readonly kind: 'ours'; readonly entry: 'main' | 'functions' | 'stores' }
  /** A piece of our catalogue. */
  | { readonly kind: 'rows'; readonly path: readonly string[] }
  /** A package, or a part of node. */
  | {
      readonly kind: 'package' /** Its file, where somebody copied it into the project. */
      readonly path?: string
    }
  /** A path that leads nowhere, or out of the project. */
  | { readonly kind: 'lost'; readonly why: string }

const ourName = 'wx-openapi-shim'
const sdkName = 'wx-server-sdk'
const isProgram = /\.[mc]?[jt]sx?$/
const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json']

/**
 * What an import means.
 * @param folder the folder of the project, real; nothing outside of it is read
 * @param from the file that imports
 */
export function resolveImport(specifier: string, from: string, folder: string): Imported {
  if (specifier === sdkName) return { kind: 'cloud' }
  if (specifier === ourName) return { kind: 'ours', entry: 'main' }
  if (specifier.startsWith(`${ourName}/`))
    return oursAt(specifier.slice(ourName.length + 1)) ?? { kind: 'package' }
  if (/^(@|~|#)\//.test(specifier) || specifier.startsWith('#')) {
    return { kind: 'lost', why: en.imports.buildName(specifier) }
  }
  if (!/^\.{0,2}(\/|$)/.test(specifier) && !isAbsolute(specifier)) return { kind: 'package' }
  const found = resolvePath(specifier, from, folder)
  return 'why' in found ? { kind: 'lost', why: found.why } : ofPath(found.path, folder)
}

/** The file of the project that a path means, or why there is none. */
export function resolvePath(
  specifier: string,
  from: string,
  folder: string,
): { path: string } | { why: string } {
  const wanted = isAbsolute(specifier) ? specifier : resolve(dirname(from), specifier)
  if (!isWithin(folder, wanted)) return { why: en.imports.outside(specifier) }
  const found = findFile(wanted)
  const real = found === undefined ? undefined : realPathWithin(folder, found)
  if (real === 'outside') return { why: en.imports.linkOut(specifier) }
  return real ?? { why: en.imports.noFile(specifier) }
}

function ofPath(path: string, folder: string): Imported {
  const ours = ofOurs(path, folder)
  if (ours) return ours
  if (isProgram.test(path)) return { kind: 'file', path }
  // What is in a file of JSON is read by the library.
  return path.endsWith('.json') ? { kind: 'json', path, data: undefined } : { kind: 'package' }
}

/** A file as node and the bundlers look for it; TypeScript before what was made of it. */
function findFile(wanted: string): string | undefined {
  const typescript = wanted.replace(/\.([mc]?)js(x?)$/, '.$1ts$2')
  const candidates = [
    ...(typescript === wanted ? [] : [typescript]),
    wanted,
    ...endings.map(ending => wanted + ending),
    ...endings.map(ending => join(wanted, `index${ending}`)),
  ]
  return candidates.find(isFile)
}

const isFile = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    return false
  }
}

const ourSources = new Map<string, boolean>()

/** Whether a folder holds our own source; each folder is looked at once. */
function isOurSource(folder: string): boolean {
  let is = ourSources.get(folder)
  if (is === undefined) {
    is = existsSync(join(folder, 'gateway/serve.ts')) && existsSync(join(folder, 'catalogue/index.ts'))
    ourSources.set(folder, is)
  }
  return is
}

/** Our own source, when the project holds it: a folder with the gateway and the catalogue. */
function ofOurs(path: string, folder: string): Imported | undefined {
  for (let root = dirname(path); isWithin(folder, root); root = dirname(root)) {
    if (isOurSource(root)) {
      return oursAt(pathFrom(root, path).replace(/\.ts$/, ''))
    }
    if (dirname(root) === root) break
  }
  return undefined
}

let known: Set<string> | undefined
/** The namespaces that hold methods; each is a file of the catalogue. */
const namespaces = () => (known ??= new Set(listEndpoints().map(({ namespace }) => namespace)))

/** A piece of our library by its path in it. */
function oursAt(path: string): Imported | undefined {
  const at = path.replace(/(^|\/)index$/, '')
  if (at === '' || at === 'client' || at === 'cloud') return { kind: 'ours', entry: 'main' }
  if (at === 'functions' || at === 'gateway' || at === 'gateway/serve')
    return { kind: 'ours', entry: 'functions' }
  if (at === 'stores' || at === 'auth/stores/cloudbase-store') return { kind: 'ours', entry: 'stores' }
  if (at === 'cloud/create-cloud') return { kind: 'ours', entry: 'main' }
  const rows = /^catalogue(?:\/(.*))?$/.exec(at)
  if (!rows) return { kind: 'package' }
  const names = (rows[1] ?? '').split('/').filter(name => name !== '')
  // A file exports the last name of its path, an index every name below it.
  return { kind: 'rows', path: namespaces().has(names.join('.')) ? names.slice(0, -1) : names }
}
