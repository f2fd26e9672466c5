import { Command } from './command'
import { CloudFailure, requireType } from './failure'
import { circular, hasOperators, isPlain, writeValue } from './values'

type Query = Record<string, unknown>

/**
 * The query of a `where`: a path for each member of its objects, and operators for the commands in them.
 * @throws CloudFailure when it is not a query
 */
export function writeQuery(query: unknown): Query {
  if (query instanceof Command) return combined(query, operand => writeQuery(operand))
  requireType('query', query, 'object')
  return allOf(conditionsOf(query as Query, '', []))
}

/** Conditions that must all hold, in one object where no name comes twice. */
function allOf(conditions: readonly Query[]): Query {
  const names = conditions.flatMap(Object.keys)
  if (new Set(names).size === names.length) return Object.assign({}, ...conditions)
  return { $and: conditions }
}

function conditionsOf(query: Query, prefix: string, around: readonly unknown[]): Query[] {
  if (around.includes(query)) throw circular()
  return Object.entries(query).flatMap(([name, value]): Query[] => {
    if (value === undefined) return []
    if (prefix === '' && name.startsWith('$')) return [{ [name]: writeOperator(name, value) }]
    const path = prefix + name
    if (value instanceof Command) return [atPath(path, value)]
    // An object is a path for each of its members; an empty one is a value.
    if (!isPlainObject(value) || hasOperators(value) || Object.keys(value).length === 0)
      return [{ [path]: writeOperand(value) }]
    return conditionsOf(value, `${path}.`, [...around, query])
  })
}

/** An object of the page's own, not a place, a date or anything else with a meaning. */
const isPlainObject = (value: unknown): value is Query =>
  isPlain(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value))

/** `$and` and the like by hand hold queries; any other operator a value. */
const writeOperator = (name: string, value: unknown): unknown =>
  /^\$(and|or|nor)$/.test(name) && Array.isArray(value) ? value.map(writeQuery) : writeOperand(value)

/** A command in the place of a field. */
function atPath(path: string, command: Command): Query {
  const { kind, operator } = command
  if (kind === 'update') throw notQuery(operator)
  if (kind === 'compare') return { [path]: { [operator]: writeComparison(command) } }
  return combined(command, operand =>
    operand instanceof Command ? atPath(path, operand) : { [path]: writeOperand(operand) },
  )
}

/** What is none of a list of one is its opposite, whatever that is. */
function combined({ operator, operands, kind }: Command, write: (operand: unknown) => Query): Query {
  if (kind !== 'combine') throw new CloudFailure(-401002, `${operator} needs a field`)
  return { [operator === '$not' ? '$nor' : operator]: operands.map(write) }
}

/** A value within a query, which may hold commands: `all([elemMatch({ score: gt(5) })])`. */
const writeOperand = (value: unknown): unknown =>
  writeValue(value, one => (one instanceof Command ? writeElement(one) : undefined))

/** A command that has no field: it is about an element of a list. */
function writeElement(command: Command): Query {
  const { kind, operator, operands } = command
  if (kind === 'compare') return { [operator]: writeComparison(command) }
  if (kind === 'combine') return { [operator === '$not' ? '$nor' : operator]: operands.map(writeOperand) }
  throw notQuery(operator)
}

/** What elements of a list must be is a query of its own. */
function writeComparison({ operator, operands: [operand] }: Command): unknown {
  const isQuery = operator === '$elemMatch' && isPlainObject(operand) && !hasOperators(operand)
  return isQuery ? writeQuery(operand) : writeOperand(operand)
}

const notQuery = (operator: string) =>
  new CloudFailure(-401002, `${operator} changes documents and is no query`)

/**
 * What an `update` does: each member of its objects is set at its path, unless it is a command.
 * @throws CloudFailure when it names _id, or is not an object
 */
export function writeUpdate(data: unknown): Query {
  requireType('data', data, 'object')
  if (Object.hasOwn(data as Query, '_id'))
    throw new CloudFailure(-501007, '-501007 invalid parameters. 不能更新_id的值')
  const update: Record<string, Query> = {}
  addUpdates(data as Query, '', update, [])
  return update
}

function addUpdates(
  data: Query,
  prefix: string,
  update: Record<string, Query>,
  around: readonly unknown[],
): void {
  if (around.includes(data)) throw circular()
  for (const [name, value] of Object.entries(data)) {
    const path = prefix + name
    if (value === undefined) continue
    if (isPlainObject(value) && Object.keys(value).length > 0) {
      addUpdates(value, `${path}.`, update, [...around, data])
      continue
    }
    const { operator, operands } = value instanceof Command ? value : new Command('update', '$set', [value])
    if (value instanceof Command && value.kind !== 'update')
      throw new CloudFailure(-401002, `${path}: ${operator} is a query and changes nothing`)
    update[operator] = {
      ...update[operator],
      [path]: operator === '$pull' ? writePulled(operands[0]) : writeValue(operands[0]),
    }
  }
}

/** What is pulled is a value, or a query of the elements. */
function writePulled(operand: unknown): unknown {
  if (isPlainObject(operand) && !hasOperators(operand)) return writeQuery(operand)
  return writeOperand(operand)
}

/** A new document. @throws CloudFailure when it is not an object, or holds commands */
export function writeDocument(data: unknown): unknown {
  requireType('data', data, 'object')
  return writeValue(data, one => {
    if (one instanceof Command)
      throw new CloudFailure(-502001, '-502001 database request fail. update operator complicit')
    return undefined
  })
}

/** What is shown of documents: `{ name: true, list: db.command.project.slice(2) }`. */
export function writeProjection(field: unknown): unknown {
  requireType('object', field, 'object')
  const shown = Object.entries(field as Query).map(([path, value]) => [
    path,
    isPlain(value) ? writeOperand(value) : value ? 1 : 0,
  ])
  return Object.fromEntries(shown)
}
