import { GatewayFault } from '../fields'
import { type Document, isObject, mostLevels, setOwn } from './document'

/** So far beyond its end can a list be written to; what lies between is null. */
const mostBeyondEnd = 1_000

const isIndex = (name: string): boolean => /^(0|[1-9]\d*)$/.test(name)

/**
 * All that a query finds at a dotted path, as in MongoDB: through lists of objects, and by number into a list. Undefined
 * stands for what is absent; of a list that has nothing at the path there is no value at all.
 */
export function valuesAt(value: unknown, path: string): unknown[] {
  if (isObject(value) && !path.includes('.')) return [memberOf(value, path)]
  const found: unknown[] = []
  collect(value, path.split('.'), 0, found)
  return found
}

function collect(value: unknown, names: readonly string[], at: number, found: unknown[]): void {
  if (at === names.length) {
    found.push(value)
    return
  }
  if (!Array.isArray(value)) {
    collectMember(value, names, at, found)
    return
  }
  const name = names[at]!
  if (isIndex(name) && Number(name) < value.length) collect(value[Number(name)], names, at + 1, found)
  for (const one of value) if (isObject(one)) collectMember(one, names, at, found)
}

function collectMember(value: unknown, names: readonly string[], at: number, found: unknown[]): void {
  const member = memberOf(value, names[at]!)
  if (member === undefined) found.push(undefined)
  else collect(member, names, at + 1, found)
}

/** The member at a dotted path, where a list has its elements by number; undefined when there is none. */
export const memberAt = (value: unknown, path: string): unknown => path.split('.').reduce(memberOf, value)

function memberOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return isIndex(name) ? value[Number(name)] : undefined
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/**
 * Sets the member at a dotted path; objects that are missing on the way to it are made.
 * @throws GatewayFault INVALID_PARAM when something is in the way that has no such member, as in MongoDB
 */
export function setMemberAt(document: Document, path: string, value: unknown): void {
  const names = path.split('.')
  if (names.length > mostLevels) throw refusal(path, `it has more than ${mostLevels} levels`)
  const last = names.pop()!
  let target: unknown = document
  for (const name of names) {
    if (memberOf(target, name) === undefined) put(target, name, {}, path)
    target = memberOf(target, name)
  }
  put(target, last, value, path)
}

/** Takes the member at a dotted path away; an element of a list becomes null, as in MongoDB. */
export function removeMemberAt(document: Document, path: string): void {
  const names = path.split('.')
  const last = names.pop()!
  const target = names.reduce<unknown>(memberOf, document)
  if (isObject(target)) delete target[last]
  else if (Array.isArray(target) && memberOf(target, last) !== undefined) target[Number(last)] = null
}

function put(target: unknown, name: string, value: unknown, path: string): void {
  if (isObject(target)) {
    setOwn(target, name, value)
    return
  }
  const isList = Array.isArray(target)
  if (!isList || !isIndex(name)) {
    const what = isList ? 'a list' : 'a value that is no object'
    throw refusal(path, `Cannot create field '${name.slice(0, 80)}' in element: it is ${what}`)
  }
  const index = Number(name)
  if (index > target.length + mostBeyondEnd) {
    throw refusal(
      path,
      `the list has ${target.length} elements, ${name.slice(0, 80)} is too far beyond its end`,
    )
  }
  while (target.length < index) target.push(null)
  target[index] = value
}

const refusal = (path: string, why: string) =>
  new GatewayFault('INVALID_PARAM', `${path.slice(0, 200)}: ${why}`)
