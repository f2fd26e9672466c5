import { GatewayFault } from '../fields'
import { created, denied, readable, type Viewer, viewerOf, withOpenid, writable } from './access'
import { copy, type Document, hasMoreLevels, hasOperators, isObject, mostLevels } from './document'
import { readExtended, textOf, writeExtended } from './extended-json'
import { readQuery } from './matches'
import { readOrder, sorted } from './order'
import { readPipeline } from './pipeline'
import { project, readProjection } from './projection'
import { keyOf, type Store } from './store'

/** What is asked of the database. */
export interface Request {
  readonly action: string
  /** The fields of the action as they arrived. */
  readonly values: Document
  /** The moment at which they did, in milliseconds since 1970. */
  readonly now: number
  /** The user of the mini program who asks; a function has none. */
  readonly viewer?: Viewer
  /** Asks for a watch, which sees more documents than a query. */
  readonly isWatch?: boolean
}

interface Asked extends Request {
  readonly store: Store
  readonly collection: string
  readonly transactionId?: string
}

type Action = (asked: Asked) => object

/** How many documents come by default and at most: to a function, to the mini program, of a pipeline, to a watch. */
const limits = {
  function: [100, 1_000],
  viewer: [20, 20],
  pipeline: [20, 10_000],
  watch: [5_000, 5_001],
} as const

/**
 * What the database does. Of wx-server-sdk the versions from 2.1 on name the first group and write its values as extended
 * JSON in text; those before, and tcb-admin-node, name the second, with plain JSON, and the third within transactions.
 */
const actions: { readonly [name: string]: Action } = {
  getDocument: asked => ({ data: { list: find(asked).map(textOf) } }),
  insertDocument: asked => ({
    data: { insertedIds: listOf(asked.values.data).map(one => insert(one, asked)) },
  }),
  modifyDocument: asked => {
    const { changed, upsertedId } = modify(asked)
    return { data: { updated: changed.length, upsert_id: upsertedId } }
  },
  modifyAndReturnDoc: asked => {
    const { changed } = modify(asked)
    return { data: { updated: changed.length, doc: changed[0] && textOf(changed[0]) } }
  },
  removeDocument: asked => ({ data: { deleted: remove(asked) } }),
  calculateDocument: asked => ({ data: { total: count(asked) } }),
  aggregateDocuments: asked => ({ data: { list: aggregate(asked).map(textOf) } }),
  addCollection: ({ store, collection, viewer }) => {
    if (viewer) throw new GatewayFault('DATABASE_PERMISSION_DENIED', 'permission denied')
    store.addCollection(collection)
    return { data: {} }
  },

  queryDocument: asked => ({ data: { list: find(asked).map(one => writeExtended(one, true)) } }),
  addDocument: asked => {
    const { data, _id } = asked.values
    const ids = listOf(data).map(one => insert(one, asked, _id))
    return { data: Array.isArray(data) ? { ids, insertedIds: ids } : { _id: ids[0] } }
  },
  updateDocument: asked => {
    const { changed, upsertedId } = modify(asked)
    return { data: { updated: changed.length, upserted_id: upsertedId } }
  },
  deleteDocument: asked => ({ data: { deleted: remove(asked) } }),
  countDocument: asked => ({ data: { total: count(asked) } }),
  aggregate: asked => ({ data: { list: JSON.stringify(aggregate(asked).map(textOf)) } }),

  getInTransaction: asked => ({ data: textOf(find(asked)[0]) }),
  insertDocInTransaction: asked => {
    const _id = insert(asked.values.data, asked, asked.values._id)
    return { _id, inserted: '1', ok: '1' }
  },
  updateDocInTransaction: asked => {
    const isMerge = hasOperators(readValue(asked.values.data, asked))
    const { changed, upsertedId } = modify({ ...asked, values: { ...asked.values, merge: isMerge } })
    const upserted = upsertedId === undefined ? null : textOf({ _id: upsertedId })
    return { updated: String(changed.length), upserted }
  },
  deleteDocInTransaction: asked => ({ deleted: String(remove(asked)) }),

  startTransaction: ({ store, now }) => ({ transactionId: store.start(now) }),
  commitTransaction: ({ store, transactionId = '' }) => {
    store.commit(transactionId)
    return { committed: 1 }
  },
  abortTransaction: ({ store, transactionId = '' }) => {
    store.abort(transactionId)
    return { aborted: 1 }
  },
}

/** Does what is asked of the database. @throws GatewayFault when it cannot be done */
export function runAction(store: Store, request: Request): object {
  const { action, values, now } = request
  if (!Object.hasOwn(actions, action)) {
    throw new GatewayFault(
      'INVALID_PARAM',
      `the emulator does not know the action database.${action.slice(0, 80)}`,
    )
  }
  const { collectionName: collection, transactionId } = values
  if (!/Transaction$/.test(action) || action.endsWith('InTransaction')) {
    if (typeof collection !== 'string' || collection === '')
      throw new GatewayFault('INVALID_PARAM', 'collectionName is missing')
  }
  store.dropOldTransactions(now)
  return actions[action]!({
    ...request,
    store,
    collection: String(collection),
    transactionId: typeof transactionId === 'string' ? transactionId : undefined,
  })
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

function readValue(given: unknown, { now }: Asked): unknown {
  let value = given
  try {
    if (typeof given === 'string') value = JSON.parse(given)
  } catch {
    throw new GatewayFault('INVALID_PARAM', 'a value of the database is not JSON')
  }
  if (!hasMoreLevels(value, mostLevels)) return readExtended(value, now)
  throw new GatewayFault('INVALID_PARAM', `a value of the database has more than ${mostLevels} levels`)
}

function documentOf(given: unknown, asked: Asked): Document {
  const value = readValue(given ?? {}, asked)
  if (!isObject(value)) throw new GatewayFault('INVALID_PARAM', 'a document must be an object')
  return value
}

const queryOf = (asked: Asked): Document => withOpenid(documentOf(asked.values.query, asked), asked.viewer)

/** The only documents that a query can mean, where it names one. */
function idsOf({ _id }: Document): string[] | undefined {
  const id = isObject(_id) ? _id.$eq : _id
  return typeof id === 'string' || typeof id === 'number' ? [keyOf(id)] : undefined
}

/** The documents that are meant, in the order of the distance where the query names a place. */
function meant(asked: Asked, within: typeof readable): Document[] {
  const { store, collection, transactionId, viewer } = asked
  const own = queryOf(asked)
  store.requireCollection(collection)
  const query = readQuery(within(own, viewer))
  const found = store.find(collection, query, idsOf(own), transactionId)
  const { near } = query
  return near ? found.sort((a, b) => near.distanceOf(a) - near.distanceOf(b)) : found
}

const count = (asked: Asked): number => meant(asked, readable).length

function find(asked: Asked): Document[] {
  const { values, viewer } = asked
  const [usual, most] = limits[asked.isWatch ? 'watch' : viewer ? 'viewer' : 'function']
  const order = readOrder(readValue(values.order, asked))
  const projection = readProjection(readValue(values.projection, asked))
  const offset = countOf(values.offset ?? 0, 'offset')
  const limit = Math.min(countOf(values.limit ?? usual, 'limit'), most)
  const page = sorted(meant(asked, readable), order)
    .slice(offset, offset + limit)
    .map(copy)
  return projection ? page.map(one => project(one, projection)) : page
}

function countOf(value: unknown, name: string): number {
  if (Number.isInteger(value) && (value as number) >= 0) return value as number
  throw new GatewayFault('INVALID_PARAM', `${name} must be a whole number from 0`)
}

function insert(given: unknown, asked: Asked, _id?: unknown): unknown {
  const { store, collection, transactionId, viewer } = asked
  const document = created(documentOf(given, asked), viewer)
  return store.insert(collection, _id === undefined ? document : { ...document, _id }, transactionId)
}

function modify(asked: Asked) {
  const { values, store, collection, transactionId, viewer } = asked
  const query = queryOf(asked)
  const data = documentOf(values.data, asked)
  store.requireCollection(collection)
  const [own, ids] = [writable(query, viewer), idsOf(query)]
  const isThere = (one: Document) => store.find(collection, readQuery(one), ids, transactionId).length > 0
  // What somebody else has cannot be made anew.
  if (viewer && values.upsert === true && ids && isThere(query) && !isThere(own)) throw denied()
  return store.update(collection, {
    query: own,
    ids,
    data: viewer && values.merge === false ? created(data, viewer) : data,
    isMany: values.multi === true,
    isMerge: values.merge !== false,
    isUpsert: values.upsert === true,
    transactionId,
  })
}

function remove(asked: Asked): number {
  const found = meant(asked, writable)
  const chosen = asked.values.multi !== false ? found : found.slice(0, 1)
  asked.store.remove(asked.collection, chosen, asked.transactionId)
  return chosen.length
}

function aggregate(asked: Asked): Document[] {
  const { store, collection, viewer } = asked
  const [usual, most] = limits.pipeline
  const stages = listOf(asked.values.stages).map(one => {
    if (!isObject(one) || typeof one.stageKey !== 'string')
      throw new GatewayFault('INVALID_PARAM', 'a stage has no stageKey')
    return { [one.stageKey]: readValue(one.stageValue, asked) }
  })
  store.requireCollection(collection)
  const documentsOf = (name: string) => {
    const viewerThere = viewer && viewerOf(viewer.openid, name, viewer.accesses)
    return store.documentsOf(name).filter(readQuery(readable({}, viewerThere)).fits)
  }
  const pipeline = readPipeline(stages, documentsOf)
  const limit = stages.some(stage => Object.hasOwn(stage, '$limit')) ? most : usual
  return pipeline(documentsOf(collection)).slice(0, limit)
}
