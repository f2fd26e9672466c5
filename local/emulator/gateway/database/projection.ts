import { GatewayFault } from '../fields'
import { type Document, isObject, setOwn } from './document'

/** The members that are named, each with those that are named of it; `whole` is the member with all that it has. */
type Named = Map<string, Named | typeof whole>

const whole = 'whole'

/** What is shown of documents. */
export interface Projection {
  readonly named: Named
  /** Shows what is named; else hides it. */
  readonly isChoice: boolean
}

/**
 * Reads `{ path: 1 }` or `{ path: 0 }`, where _id is shown unless it is said otherwise; undefined shows all.
 * @throws GatewayFault when it is neither, or asks for what the emulator cannot do
 */
export function readProjection(given: unknown): Projection | undefined {
  if (given === undefined || given === null) return undefined
  if (!isObject(given)) throw invalid('must be { path: 1 or 0 }')
  const shown = Object.keys(given).map(path => [path, isShown(given[path])] as const)
  if (shown.length === 0) return undefined
  const others = shown.filter(([path]) => path !== '_id')
  const isChoice = (others[0] ?? shown[0]!)[1]
  if (others.some(([, one]) => one !== isChoice)) throw invalid('either shows paths or hides paths')
  const named: Named = new Map()
  if (isChoice) named.set('_id', whole)
  for (const [path, one] of shown) {
    if (one === isChoice) name(named, path)
    else named.delete(path)
  }
  return { named, isChoice }
}

function isShown(value: unknown): boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return Boolean(value)
  const operator = isObject(value) ? Object.keys(value)[0] : undefined
  if (operator === undefined) throw invalid('must be { path: 1 or 0 }')
  throw new GatewayFault(
    'DATABASE_INVALID_OPERRATOR',
    `the emulator's database does not know ${operator.slice(0, 80)} in a projection`,
  )
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

/** What is shown of a document; a path into a list goes into each of its elements, as in MongoDB. */
export const project = (document: Document, { named, isChoice }: Projection): Document =>
  projectObject(document, named, isChoice)

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
