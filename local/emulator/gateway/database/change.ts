import { GatewayFault } from '../fields'
import { copy, type Document, isObject } from './document'
import { compareValues } from './order'
import { memberAt, removeMemberAt, setMemberAt } from './path'
import { pushed } from './push'

type Change = (before: unknown, operand: unknown) => unknown

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

const changes: { readonly [operator: string]: Change } = {
  $set: (_, operand) => operand,
  $inc: (before, operand) => numberOf(before) + numberOf(operand),
  $mul: (before, operand) => numberOf(before) * numberOf(operand),
  $min: (before, operand) => (before === undefined || compareValues(operand, before) < 0 ? operand : before),
  $max: (before, operand) => (before === undefined || compareValues(operand, before) > 0 ? operand : before),
  $push: pushed,
}

/**
 * A document after an update.
 * @throws GatewayFault for an operator that is not known, and for a path at which nothing can be set
 */
export function changed(document: Document, update: Document): Document {
  const after = copy(document)
  for (const operator of Object.keys(update)) {
    const change = Object.hasOwn(changes, operator) ? changes[operator] : undefined
    if (!change && operator !== '$unset') {
      throw new GatewayFault(
        'DATABASE_INVALID_OPERRATOR',
        `the emulator's database does not know the operator ${operator}`,
      )
    }
    const members = update[operator]
    if (!isObject(members)) throw new GatewayFault('INVALID_PARAM', `${operator} must be an object`)
    for (const path of Object.keys(members)) {
      if (change) setMemberAt(after, path, change(memberAt(after, path), copy(members[path])))
      else removeMemberAt(after, path)
    }
  }
  return after
}
