import { GatewayFault } from '../fields'
import { copy, type Document, hasOperators, isObject } from './document'
import { readElement } from './matches'
import { compareValues, isSame, readOrder, sorted } from './order'
import { memberAt, removeMemberAt, setMemberAt } from './path'
import { isPlace, placesOf } from './places'

/** What becomes of the value at a path; undefined leaves it as it is. */
type Change = (before: unknown, operand: unknown, path: string) => unknown

const refused = (why: string) => new GatewayFault('DATABASE_REQUEST_FAILED', why)
const invalid = (why: string) => new GatewayFault('INVALID_PARAM', why)

const calculated =
  (operator: string, usual: number, calculate: (before: number, operand: number) => number): Change =>
  (before = usual, operand, path) => {
    if (typeof operand !== 'number') throw invalid(`${operator} of ${path} needs a number`)
    if (typeof before === 'number') return calculate(before, operand)
    throw refused(`Cannot apply ${operator} to a value of non-numeric type: ${path}`)
  }

const outermost =
  (direction: 1 | -1): Change =>
  (before, operand) =>
    before === undefined || compareValues(operand, before) * direction < 0 ? operand : undefined

/** A change of a list; where there is nothing yet, `made` stands for it, or nothing is done. */
const ofList =
  (
    operator: string,
    made: readonly unknown[] | undefined,
    change: (list: readonly unknown[], operand: unknown) => unknown[],
  ): Change =>
  (before = made, operand, path) => {
    if (before === undefined) {
      // A wrong operand is wrong also where it has nothing to do.
      change([], operand)
      return undefined
    }
    if (Array.isArray(before)) return change(before, operand)
    throw refused(`Cannot apply ${operator} to a non-array value: ${path}`)
  }

function pulled(list: readonly unknown[], operand: unknown): unknown[] {
  const isPulled =
    operand instanceof RegExp || hasOperators(operand)
      ? readElement(isObject(operand) ? operand : { $regex: operand })
      : isObject(operand)
        ? readElement(operand)
        : (value: unknown) => isSame(value, operand)
  return list.filter(value => !isPulled(value))
}

function pulledAll(list: readonly unknown[], operand: unknown): unknown[] {
  if (!Array.isArray(operand)) throw invalid('$pullAll needs a list')
  return list.filter(value => !operand.some(one => isSame(one, value)))
}

/** The SDKs send the values of `{ each: [] }` under this name too. */
function added(list: readonly unknown[], operand: unknown): unknown[] {
  const each = isObject(operand) ? (operand.$each ?? operand.each) : undefined
  const isEach = isObject(operand) && Object.keys(operand).length === 1 && each !== undefined
  if (isEach && !Array.isArray(each)) throw invalid('$addToSet needs a list as $each')
  const after = [...list]
  for (const value of isEach ? (each as unknown[]) : [operand]) {
    if (!after.some(one => isSame(one, value))) after.push(value)
  }
  return after
}

function popped(list: readonly unknown[], operand: unknown): unknown[] {
  if (operand !== 1 && operand !== -1) throw invalid('$pop needs 1 or -1')
  return operand === 1 ? list.slice(0, -1) : list.slice(1)
}

const bits: { readonly [name: string]: (before: number, operand: number) => number } = {
  and: (before, operand) => before & operand,
  or: (before, operand) => before | operand,
  xor: (before, operand) => before ^ operand,
}

const bit: Change = (before = 0, operand, path) => {
  const [[name, value] = ['', 0], ...more] = isObject(operand) ? Object.entries(operand) : []
  if (!Object.hasOwn(bits, name) || more.length > 0 || !Number.isInteger(value))
    throw invalid(`$bit of ${path} needs and, or or xor with a whole number`)
  if (Number.isInteger(before)) return bits[name]!(before as number, value as number)
  throw refused(`Cannot apply $bit to a value of non-integral type: ${path}`)
}

const changes: { readonly [operator: string]: Change } = {
  $set: (_, operand) => operand,
  $inc: calculated('$inc', 0, (before, operand) => before + operand),
  $mul: calculated('$mul', 0, (before, operand) => before * operand),
  $min: outermost(1),
  $max: outermost(-1),
  $push: ofList('$push', [], pushed),
  $pull: ofList('$pull', undefined, pulled),
  $pullAll: ofList('$pullAll', undefined, pulledAll),
  $addToSet: ofList('$addToSet', [], added),
  $pop: ofList('$pop', undefined, popped),
  $bit: bit,
}

/** One step of an update. */
interface Step {
  readonly operator: string
  readonly path: string
  readonly operand: unknown
}

/**
 * Reads an update: what it makes of a document.
 * @throws GatewayFault for an operator that is not known, and for paths that are in each other's way, also where there is
 * no document; and, of a document, for a value that cannot be changed so
 * @param query by which the document was found: it says which element `$` in a path is
 */
export function readUpdate(update: Document, query?: unknown): (document: Document) => Document {
  const steps = Object.keys(update).flatMap(operator => stepsOf(operator, update[operator]))
  refuseCollisions(steps)
  for (const { operator, path, operand } of steps) changes[operator]?.(undefined, operand, path)
  return document => {
    const after = copy(document)
    for (const step of steps) {
      for (const path of placesOf(step.path, document, query)) apply({ ...step, path }, after)
    }
    if (Object.hasOwn(document, '_id') && !isSame(after._id, document._id)) {
      throw refused("Performing an update on the path '_id' would modify the immutable field '_id'")
    }
    return after
  }
}

function stepsOf(operator: string, members: unknown): Step[] {
  const isKnown = Object.hasOwn(changes, operator) || operator === '$unset' || operator === '$rename'
  if (!isKnown) {
    throw new GatewayFault(
      'DATABASE_INVALID_OPERRATOR',
      `the emulator's database does not know the operator ${operator.slice(0, 80)}`,
    )
  }
  if (!isObject(members)) throw invalid(`${operator} must be an object`)
  return Object.keys(members).map(path => {
    const isName = (name: string, at: number) =>
      isPlace(name) ? at > 0 && operator !== '$rename' : name !== '' && !name.startsWith('$')
    if (!path.split('.').every(isName)) throw invalid(`'${path.slice(0, 80)}' is not a path`)
    const operand = members[path]
    if (operator === '$rename' && (typeof operand !== 'string' || operand === ''))
      throw invalid('$rename needs the new name as a text')
    return { operator, path, operand }
  })
}

/** No two steps may change the same, or one of them what is inside of what the other changes. */
function refuseCollisions(steps: readonly Step[]): void {
  const paths = steps
    .flatMap(({ operator, path, operand }) => (operator === '$rename' ? [path, String(operand)] : [path]))
    .sort()
  const taken = new Set<string>()
  for (const path of paths) {
    const names = path.split('.')
    const inTheWay = names.map((_, at) => names.slice(0, at + 1).join('.')).find(one => taken.has(one))
    if (inTheWay !== undefined) {
      throw refused(`Updating the path '${path}' would create a conflict at '${inTheWay}'`)
    }
    taken.add(path)
  }
}

function apply({ operator, path, operand }: Step, after: Document): void {
  if (operator === '$unset') {
    removeMemberAt(after, path)
    return
  }
  const before = memberAt(after, path)
  if (operator === '$rename') {
    if (before === undefined) return
    removeMemberAt(after, path)
    setMemberAt(after, String(operand), before)
    return
  }
  const value = changes[operator]!(before, copy(operand), path)
  if (value !== undefined) setMemberAt(after, path, value)
}

/**
 * A list after `$push`: of one value, or of each of `$each`, in at `$position`, then sorted by `$sort`, then cut to
 * `$slice`, as in MongoDB.
 * @throws GatewayFault when there is no list, or it is told to do something else
 */
function pushed(before: unknown, operand: unknown): unknown[] {
  const list = before === undefined ? [] : before
  if (!Array.isArray(list)) throw refusedPush('needs a list, or nothing yet, where it adds')
  if (!isObject(operand) || !Object.keys(operand).some(name => name.startsWith('$')))
    return [...list, operand]
  const { $each, $position, $sort, $slice } = readModifiers(operand)
  const at = $position ?? list.length
  const whole = [...list.slice(0, at), ...$each, ...list.slice(at)]
  const inOrder = $sort === undefined ? whole : sortPushed(whole, $sort)
  if ($slice === undefined) return inOrder
  return $slice < 0 ? inOrder.slice($slice) : inOrder.slice(0, $slice)
}

interface Modifiers {
  readonly $each: readonly unknown[]
  /** Counted from the end when it is negative, and no further than either end. */
  readonly $position?: number
  readonly $sort?: unknown
  /** The last ones when it is negative. */
  readonly $slice?: number
}

function readModifiers(operand: Document): Modifiers {
  const { $each, $position, $sort, $slice, ...others } = operand
  const [other] = Object.keys(others)
  if (other !== undefined) throw refusedPush(`does not know ${other.slice(0, 80)}`)
  if (!Array.isArray($each)) throw refusedPush('needs a list as $each')
  return { $each, $position: wholeOf($position, '$position'), $sort, $slice: wholeOf($slice, '$slice') }
}

function wholeOf(value: unknown, name: string): number | undefined {
  if (value !== undefined && !Number.isInteger(value)) throw refusedPush(`needs a whole number as ${name}`)
  return value as number | undefined
}

function sortPushed(list: readonly unknown[], by: unknown): unknown[] {
  if (isObject(by)) return sorted(list, readOrder(by))
  if (by !== 1 && by !== -1) throw refusedPush('needs 1, -1 or { path: 1 or -1 } as $sort')
  return [...list].sort((a, b) => by * compareValues(a, b))
}

const refusedPush = (why: string) => new GatewayFault('INVALID_PARAM', `$push ${why}`)
