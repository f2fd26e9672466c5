import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { bytesOf, pathFrom, readText, realPathWithin, syncFolder, writeAll } from '../../project/files'
import { addMember, editList, removeMember, replace } from '../../project/json/edit-json'
import { type JsonNode, type JsonObject, memberOf, plainOf, readJson } from '../../project/json/read-json'
import type { Library } from '../project/library'
import type { Change, Judged } from './judge'
import { holdsNames } from './read-permissions'
import { en } from './texts/en'

/** What was done to a config.json. */
export interface Fixed {
  /** From the folder of the project. */
  readonly file: string
  readonly change: Change
  /** Why it was left as it is. */
  readonly left?: string
  /** Whether it could not be written: the folder or the disk refuses it. */
  readonly isRefused?: boolean
}

/**
 * Writes the config.json of every function whose list is wrong, each in one step; broken files are left alone.
 * @param prunes whether names that nothing calls go
 * @param isDryRun whether it only says what would be done
 */
export function fixPermissions(
  judged: readonly Judged[],
  library: Library,
  prunes = false,
  isDryRun = false,
): Fixed[] {
  return judged.flatMap(({ facts, change: wanted, unused }) => {
    const change = prunes
      ? wanted
      : { ...wanted, remove: wanted.remove.filter(name => !unused.includes(name)) }
    const isEmpty = change.add.length + change.remove.length + change.replace.size === 0 && !change.hasStrays
    if (isEmpty || facts.permissions.state === 'broken') return []
    let left: string | undefined
    try {
      left = write(facts.on.config, change, library, isDryRun)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (!refusals.has(code ?? '')) throw error
      return [{ file: facts.configFile, change, left: en.fix.refused(code), isRefused: true }]
    }
    return left === 'same' ? [] : [{ file: facts.configFile, change, ...(left !== undefined && { left }) }]
  })
}

/** What a disk or a folder answers that lets nothing be written. */
const refusals = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'])

/** Changes one file, or says why it did not; `same` when there was nothing to change. */
function write(path: string, change: Change, library: Library, isDryRun: boolean): string | undefined {
  const isThere = existsSync(path)
  const real = isThere ? realPathWithin(library.folder, path) : { path }
  if (!real || real === 'outside') return en.fix.linkOut
  const before = isThere ? readFileSync(real.path) : undefined
  const file = isThere ? readText(real.path) : { text: '{}\n', hasMark: false }
  if (!file) return en.fix.notUtf8
  const text = changeConfig(file.text, change, (node, at) => holdsNames(node, at, library.isMethod))
  if (text === undefined) return en.fix.notObject
  if (text === file.text) return 'same'
  if (isDryRun) return undefined
  const isWritten = writeAtomically(real.path, bytesOf({ ...file, text }), before)
  return isWritten ? undefined : en.fix.changed(pathFrom(library.folder, path))
}

/**
 * The text of a config.json with its permissions changed, and nothing else: not the other members, not their order,
 * not how it is laid out.
 * @param isStray whether a value at this JSON path holds permission names in a wrong place
 * @returns undefined when it does not hold an object
 */
export function changeConfig(
  text: string,
  change: Change,
  isStray: (node: JsonNode, path: string) => boolean,
): string | undefined {
  if (readJson(text).kind !== 'object') return undefined
  const names = wantedNames(readJson(text), change)
  let changed = removeStrays(text, isStray)
  changed = ensure(changed, [], 'permissions', 'object')
  changed = ensure(changed, ['permissions'], 'openapi', 'list')
  changed = editNames(changed, change)
  const list = listIn(readJson(changed))
  if (!list || !isDeepStrictEqual(plainOf(list), names))
    throw new Error('a config.json came out wrong and was not written')
  return changed
}

const listIn = (tree: JsonNode) => memberOf(memberOf(tree, 'permissions')?.value, 'openapi')?.value

/** What the list has to be in the end, without a thought of how it is written. */
function wantedNames(tree: JsonNode, { add, remove, replace }: Change): unknown[] {
  const list = listIn(tree)
  const before = list?.kind === 'list' ? (plainOf(list) as unknown[]) : []
  const after = before
    .filter(name => typeof name !== 'string' || replace.has(name) || !remove.includes(name))
    .map(name => (typeof name === 'string' ? (replace.get(name) ?? name) : name))
  return [...after, ...add]
}

function removeStrays(text: string, isStray: (node: JsonNode, path: string) => boolean): string {
  const found = findStray(readJson(text), '', isStray)
  if (!found) return text
  const changed = removeMember(text, found.object, found.at)
  return removeStrays(changed, isStray)
}

/** The first member that is to go: a stray, or an object that holds nothing but one. */
function findStray(
  node: JsonNode,
  path: string,
  isStray: (node: JsonNode, path: string) => boolean,
): { object: JsonObject; at: number } | undefined {
  if (node.kind !== 'object') return undefined
  for (const [at, { name, value }] of node.members.entries()) {
    const inner = path === '' ? name : `${path}.${name}`
    // These two are the right place with something wrong in it: they are corrected, not removed.
    const isRight = inner === 'permissions' || inner === 'permissions.openapi'
    const holdsOne = value.kind === 'object' && value.members.length === 1
    const only = holdsOne ? value.members[0]! : undefined
    if (!isRight && (isStray(value, inner) || (only && isStray(only.value, `${inner}.${only.name}`)))) {
      return { object: node, at }
    }
    const deeper = findStray(value, inner, isStray)
    if (deeper) return deeper
  }
  return undefined
}

/** Makes sure that a member is there and of its kind; what it was instead goes. */
function ensure(text: string, path: readonly string[], name: string, kind: 'object' | 'list'): string {
  const empty = kind === 'object' ? '{}' : '[]'
  let holder: JsonNode | undefined = readJson(text)
  for (const step of path) holder = memberOf(holder, step)?.value
  if (holder?.kind !== 'object') return text
  const value = memberOf(holder, name)?.value
  if (value?.kind === kind) return text
  return value ? replace(text, value.start, value.end, empty) : addMember(text, holder, name, empty)
}

function editNames(text: string, { add, remove, replace }: Change): string {
  const list = listIn(readJson(text))
  if (list?.kind !== 'list') return text
  const asWritten = (item: JsonNode) => text.slice(item.start, item.end)
  return editList(
    text,
    list,
    item => {
      const name = item.kind === 'plain' ? item.value : undefined
      if (typeof name !== 'string') return asWritten(item)
      const better = replace.get(name)
      if (better !== undefined) return JSON.stringify(better)
      return remove.includes(name) ? undefined : asWritten(item)
    },
    add.map(name => JSON.stringify(name)),
  )
}

/**
 * Replaces the bytes of a file atomically: the file is always the old one or the new one.
 * @param before the bytes that were read; with others in the file nothing is written
 * @returns false when the file was changed meanwhile
 */
export function writeAtomically(path: string, bytes: Buffer, before: Buffer | undefined): boolean {
  removeLeftovers(path)
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    writeSynced(temporary, bytes, before && statSync(path).mode)
    if (!isStill(path, before)) {
      rmSync(temporary, { force: true })
      return false
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(dirname(path))
  return true
}

function writeSynced(path: string, bytes: Buffer, mode: number | undefined): void {
  const file = openSync(path, 'wx', mode ?? 0o666)
  try {
    writeAll(file, bytes)
    // The mode of `open` is narrowed by the umask.
    if (mode !== undefined) fchmodSync(file, mode & 0o7777)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function isStill(path: string, before: Buffer | undefined): boolean {
  try {
    const now = readFileSync(path)
    return before?.equals(now) ?? false
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return before === undefined
  }
}

/** Removes what a process that was killed left behind. */
function removeLeftovers(path: string): void {
  const pattern = new RegExp(`^\\.${basename(path).replace(/\W/g, '\\$&')}\\.(\\d+)\\.tmp$`)
  for (const name of readdirSync(dirname(path))) {
    const owner = pattern.exec(name)?.[1]
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(dirname(path), name), { force: true })
  }
}

function isRunning(id: number): boolean {
  if (id === process.pid) return false
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
