/** What `db.command` makes: an operator of the database, whose place is known once it stands in an object. */
export class Command {
  constructor(
    /** What it does in a query, or to a document. */
    readonly kind: 'compare' | 'combine' | 'update',
    /** As the database has it: `$gt`. */
    readonly operator: string,
    readonly operands: readonly unknown[],
  ) {}
}

const compare = (operator: string, operand: unknown) => new Condition('compare', operator, [operand])
const combine = (operator: string, operands: readonly unknown[]) =>
  new Condition(
    'combine',
    operator,
    operands.length === 1 && Array.isArray(operands[0]) ? operands[0] : operands,
  )
const update = (operator: string, operand: unknown) => new Command('update', operator, [operand])

type Make<Made> = (...given: never[]) => Made

/** What a value must be: `db.command.gt(1)`, also behind another one: `gt(1).lt(5)`. */
const comparisons: Record<string, Make<Condition>> = {
  ...Object.fromEntries(
    ['eq', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'exists', 'all', 'size', 'elemMatch'].map(name => [
      name,
      (operand: unknown) => compare(`$${name}`, operand),
    ]),
  ),
  neq: (operand: unknown) => compare('$ne', operand),
  mod: (divisor: unknown, remainder: unknown) =>
    compare('$mod', Array.isArray(divisor) ? divisor : [divisor, remainder]),
  geoNear: ({ geometry, maxDistance, minDistance }: Record<string, unknown>) =>
    compare('$nearSphere', { $geometry: geometry, $maxDistance: maxDistance, $minDistance: minDistance }),
  geoWithin: ({ geometry, centerSphere }: Record<string, unknown>) =>
    compare('$geoWithin', centerSphere ? { $centerSphere: centerSphere } : { $geometry: geometry }),
  geoIntersects: ({ geometry }: Record<string, unknown>) =>
    compare('$geoIntersects', { $geometry: geometry }),
}

/** A command that is part of a query. */
export class Condition extends Command {
  and(...others: unknown[]): Condition {
    return combine('$and', [this, ...others.flat()])
  }

  or(...others: unknown[]): Condition {
    return combine('$or', [this, ...others.flat()])
  }

  nor(...others: unknown[]): Condition {
    return combine('$nor', [this, ...others.flat()])
  }

  not(other: unknown): Condition {
    return this.and(combine('$not', [other]))
  }
}

for (const [name, make] of Object.entries(comparisons)) {
  Object.defineProperty(Condition.prototype, name, {
    value(this: Condition, ...given: never[]) {
      return this.and(make(...given))
    },
  })
}

/** The values that are put into a list: of one list its members, else all that are given. */
const each = (values: readonly unknown[]): { $each: unknown } => ({
  $each: Array.isArray(values[0]) ? values[0] : values,
})

function pushed(values: readonly unknown[]): unknown {
  const [first] = values as [Record<string, unknown> | undefined]
  if (typeof first !== 'object' || first === null || !Object.hasOwn(first, 'each')) return each(values)
  const { each: $each, position: $position, sort: $sort, slice: $slice } = first
  return { $each, $position, $sort, $slice }
}

function addedToSet(value: unknown): unknown {
  const isEach =
    typeof value === 'object' && value !== null && Array.isArray((value as { each?: unknown }).each)
  return isEach ? { $each: (value as { each: unknown }).each } : value
}

/** `db.command`, without its `aggregate`. */
export const commands = {
  ...comparisons,
  and: (...parts: unknown[]) => combine('$and', parts),
  or: (...parts: unknown[]) => combine('$or', parts),
  nor: (...parts: unknown[]) => combine('$nor', parts),
  not: (part: unknown) => combine('$not', [part]),
  expr: (expression: unknown) => ({ $expr: expression }),

  set: (value: unknown) => update('$set', value),
  remove: () => update('$unset', ''),
  ...Object.fromEntries(
    ['inc', 'mul', 'min', 'max', 'rename', 'bit', 'pull', 'pullAll'].map(name => [
      name,
      (operand: unknown) => update(`$${name}`, operand),
    ]),
  ),
  push: (...values: unknown[]) => update('$push', pushed(values)),
  unshift: (...values: unknown[]) => update('$push', { ...each(values), $position: 0 }),
  pop: () => update('$pop', 1),
  shift: () => update('$pop', -1),
  addToSet: (value: unknown) => update('$addToSet', addedToSet(value)),

  project: {
    slice: (operand: unknown) => ({ $slice: operand }),
    elemMatch: (operand: unknown) => ({ $elemMatch: operand }),
  },
}
