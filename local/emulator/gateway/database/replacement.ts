import { GatewayFault } from '../fields'
import { copy, type Document, isObject } from './document'
import { isSame } from './order'
import { setMemberAt } from './path'

/** The whole document anew; its id stays. */
export const replaceBy =
  (data: Document) =>
  ({ _id }: Document): Document => {
    if (data._id !== undefined && _id !== undefined && !isSame(data._id, _id)) {
      throw new GatewayFault('INVALID_PARAM', 'the _id of a document cannot be changed')
    }
    return { ...(_id === undefined ? {} : { _id }), ...copy(data) }
  }

/** The document that a query wants to be there: what it says to be equal. */
export function wanted(query: Document, made: Document = {}): Document {
  for (const name of Object.keys(query)) {
    const condition = query[name]
    if (name === '$and' && Array.isArray(condition)) for (const one of condition) wanted(one, made)
    if (name.startsWith('$') || condition instanceof RegExp) continue
    const value = isObject(condition) && Object.hasOwn(condition, '$eq') ? condition.$eq : condition
    const isValue = !isObject(value) || !Object.keys(value).some(one => one.startsWith('$'))
    if (isValue) setMemberAt(made, name, copy(value))
  }
  return made
}
