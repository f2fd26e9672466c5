import { GatewayFault } from '../fields'
import type { GatewayCall } from '../gateway-call'
import type { Database } from './database'
import { type Document, hasMoreLevels, isObject, mostLevels } from './document'
import { readExtended, writeExtended } from './extended-json'
import { readOrder, sorted } from './order'
import { project, readProjection } from './projection'

/** The fields of an action as they arrived, the moment at which they did, and the database that they are for. */
interface Asked {
  readonly values: Document
  readonly now: number
  readonly database: Database
  readonly collection: string
  readonly transactionId?: string
}

type Action = (asked: Asked) => object

const usualLimit = 100
const largestLimit = 1_000

/**
 * What the database does. wx-server-sdk names the first group and writes its values as extended JSON in text,
 * tcb-admin-node the second, with plain JSON.
 */
const actions: { readonly [name: string]: Action } = {
  getDocument: asked => ({
    data: { list: find(asked).map(one => JSON.stringify(writeExtended(one, false))) },
  }),
  insertDocument: asked => ({
    data: {
      insertedIds: listOf(asked.values.data).map(one =>
        asked.database.insert(asked.collection, documentOf(one, asked), asked.transactionId),
      ),
    },
  }),
  modifyDocument: asked => {
    const { updated, upsertedId } = modify(asked)
    return { data: { updated, upsert_id: upsertedId } }
  },
  removeDocument: asked => ({ data: { deleted: remove(asked) } }),
  calculateDocument: asked => ({ data: { total: count(asked) } }),
  addCollection: () => ({ data: {} }),

  queryDocument: asked => ({ data: { list: find(asked).map(one => writeExtended(one, true)) } }),
  addDocument: asked => {
    const { data, _id } = asked.values
    const document = { ...documentOf(data, asked), ...(_id === undefined ? {} : { _id }) }
    return { data: { _id: asked.database.insert(asked.collection, document, asked.transactionId) } }
  },
  updateDocument: asked => {
    const { updated, upsertedId } = modify(asked)
    return { data: { updated, upserted_id: upsertedId } }
  },
  deleteDocument: asked => ({ data: { deleted: remove(asked) } }),
  countDocument: asked => ({ data: { total: count(asked) } }),

  startTransaction: ({ database, now }) => ({ transactionId: database.start(now) }),
  commitTransaction: ({ database, transactionId = '' }) => {
    database.commit(transactionId)
    return { committed: 1 }
  },
  abortTransaction: ({ database, transactionId = '' }) => {
    database.abort(transactionId)
    return { aborted: 1 }
  },
}

const prefix = 'database.'

export const isDatabaseAction = (action: string): boolean =>
  action.startsWith(prefix) && Object.hasOwn(actions, action.slice(prefix.length))

/** Does what an SDK asks of the database. @throws GatewayFault when it cannot be done */
export function runDatabaseAction(action: string, { fields, world }: GatewayCall): object {
  const { values } = fields
  const { collectionName: collection, transactionId } = values
  if (!/Transaction$/.test(action) && (typeof collection !== 'string' || collection === '')) {
    throw new GatewayFault('INVALID_PARAM', 'collectionName is missing')
  }
  const now = world.clock.now()
  world.database.dropOldTransactions(now)
  return actions[action.slice(prefix.length)]!({
    values,
    now,
    database: world.database,
    collection: String(collection),
    transactionId: typeof transactionId === 'string' ? transactionId : undefined,
  })
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

function readValue(given: unknown, { now }: Asked): unknown {
  try {
    const value = typeof given === 'string' ? JSON.parse(given) : given
    if (!hasMoreLevels(value, mostLevels)) return readExtended(value, now)
  } catch {
    throw new GatewayFault('INVALID_PARAM', 'a value of the database is not JSON')
  }
  throw new GatewayFault('INVALID_PARAM', `a value of the database has more than ${mostLevels} levels`)
}

function documentOf(given: unknown, asked: Asked): Document {
  const value = readValue(given ?? {}, asked)
  if (!isObject(value)) throw new GatewayFault('INVALID_PARAM', 'a document must be an object')
  return value
}

const count = (asked: Asked): number =>
  asked.database.find(asked.collection, documentOf(asked.values.query, asked), asked.transactionId).length

function find(asked: Asked): Document[] {
  const { values, database, collection, transactionId } = asked
  const order = readOrder(readValue(values.order, asked))
  const projection = readProjection(readValue(values.projection, asked))
  const offset = countOf(values.offset ?? 0, 'offset')
  const limit = Math.min(countOf(values.limit ?? usualLimit, 'limit'), largestLimit)
  const found = database.find(collection, documentOf(values.query, asked), transactionId)
  const page = sorted(found, order).slice(offset, offset + limit)
  return projection ? page.map(one => project(one, projection)) : page
}

function countOf(value: unknown, name: string): number {
  if (Number.isInteger(value) && (value as number) >= 0) return value as number
  throw new GatewayFault('INVALID_PARAM', `${name} must be a whole number from 0`)
}

function modify(asked: Asked) {
  const { values, database, collection, transactionId } = asked
  return database.update(collection, {
    query: documentOf(values.query, asked),
    data: documentOf(values.data, asked),
    isMany: values.multi === true,
    isMerge: values.merge !== false,
    isUpsert: values.upsert === true,
    transactionId,
  })
}

const remove = (asked: Asked): number =>
  asked.database.remove(
    asked.collection,
    documentOf(asked.values.query, asked),
    asked.values.multi !== false,
    asked.transactionId,
  )
