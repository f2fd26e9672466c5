import { GatewayFault } from '../fields'
import { type Document, isObject, setOwn } from './document'
import { readElement } from './matches'
import { memberAt, removeMemberAt, setMemberAt } from './path'

/** The members that are named, each with those that are named of it; `whole` is the member with all that it has. */
type Named = Map<string, Named | typeof whole>

const whole = 'whole'

/** What is left of a list; undefined shows nothing of it. */
type Part = (list: readonly unknown[]) => unknown[] | undefined

/** What is shown of documents. */
export interface Projection {
  readonly named: Named
  /** Shows what is named; else hides it. */
  readonly isChoice: boolean
  /** The lists of which only a part is shown. */
  readonly parts: readonly (readonly [path: string, part: Part])[]
}

/**
 * Reads `{ path: 1 }` or `{ path: 0 }`, where _id is shown unless it is said otherwise, and `$slice` and `$elemMatch` of
 * lists; undefined shows all.
 * @throws GatewayFault when it is none of these
 */
export function readProjection(given: unknown): Projection | undefined {
  if (given === undefined || given === null) return undefined
  if (!isObject(given)) throw invalid('must be { path: 1 or 0 }')
  const paths = Object.keys(given)
  if (paths.length === 0) return undefined
  const parts = paths.flatMap(path => {
    const operand = given[path]
    return isObject(operand) ? [[path, readPart(operand)] as const] : []
  })
  const shown = paths
    .filter(path => !isObject(given[path]))
    .map(path => [path, isShown(given[path])] as const)
  const others = shown.filter(([path]) => path !== '_id')
  const hasElements = Object.values(given).some(one => isObject(one) && Object.hasOwn(one, '$elemMatch'))
  const isChoice = others[0]?.[1] ?? (hasElements || (parts.length === 0 && shown[0]![1]))
  if (others.some(([, one]) => one !== isChoice)) throw invalid('either shows paths or hides paths')
  const named: Named = new Map()
  if (isChoice) for (const path of ['_id', ...parts.map(([one]) => one)]) name(named, path)
  for (const [path, one] of shown) {
    if (one === isChoice) name(named, path)
    else named.delete(path)
  }
  return { named, isChoice, parts }
}

function isShown(value: unknown): boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return Boolean(value)
  throw invalid('must be { path: 1 or 0 }')
}

function readPart(value: Document): Part {
  const [operator, ...more] = Object.keys(value)
  const operand = operator === undefined ? undefined : value[operator]
  if (more.length === 0 && operator === '$elemMatch') {
    if (!isObject(operand)) throw invalid('needs an object as $elemMatch')
    const isMeant = readElement(operand)
    return list => {
      const at = list.findIndex(isMeant)
      return at < 0 ? undefined : [list[at]]
    }
  }
  if (more.length === 0 && operator === '$slice') return slice(operand)
  if (!operator?.startsWith('$')) throw invalid('must be { path: 1 or 0 }')
  throw new GatewayFault(
    'DATABASE_INVALID_OPERRATOR',
    `the emulator's database does not know ${operator.slice(0, 80)} in a projection`,
  )
}

/** So many of the first, or of the last when it is negative; or `[from, so many]`. */
function slice(operand: unknown): Part {
  const [from, count] = Array.isArray(operand) && operand.length === 2 ? operand : [undefined, operand]
  const isRight =
    Number.isInteger(count) && (from === undefined || (Number.isInteger(from) && (count as number) > 0))
  if (!isRight) throw invalid('needs a whole number, or two, as $slice')
  if (from === undefined) return list => (count < 0 ? list.slice(count) : list.slice(0, count))
  return list => {
    const start = from < 0 ? Math.max(0, list.length + from) : from
    return list.slice(start, start + count)
  }
}

function name(named: Named, path: string): void {
  const names = path.split('.')
  const last = names.pop()!
  let inner = named
  for (const one of names) {
    const next = inner.get(one) ?? new Map()
    if (next === whole) return
    inner.set(one, next)
    inner = next
  }
  inner.set(last, whole)
}

/** What is shown of a document, which may change; a path into a list goes into each of its elements, as in MongoDB. */
export function project(document: Document, { named, isChoice, parts }: Projection): Document {
  const shown = projectObject(document, named, isChoice)
  for (const [path, part] of parts) {
    const list = memberAt(shown, path)
    if (!Array.isArray(list)) continue
    const left = part(list)
    if (left) setMemberAt(shown, path, left)
    else removeMemberAt(shown, path)
  }
  return shown
}

function projectObject(value: Document, named: Named, isChoice: boolean): Document {
  const shown: Document = {}
  for (const key of Object.keys(value)) {
    const inner = named.get(key)
    if (inner === undefined ? isChoice : inner === whole && !isChoice) continue
    const member = value[key]
    if (inner === undefined || inner === whole) setOwn(shown, key, member)
    else if (hasMembers(member)) setOwn(shown, key, projectMembers(member, inner, isChoice))
    else if (!isChoice) setOwn(shown, key, member)
  }
  return shown
}

function projectMembers(value: Document | unknown[], named: Named, isChoice: boolean): unknown {
  if (!Array.isArray(value)) return projectObject(value, named, isChoice)
  const elements = isChoice ? value.filter(hasMembers) : value
  return elements.map(one => (hasMembers(one) ? projectMembers(one, named, isChoice) : one))
}

const hasMembers = (value: unknown): value is Document | unknown[] => isObject(value) || Array.isArray(value)

const invalid = (why: string) => new GatewayFault('INVALID_PARAM', `projection ${why}`)
