import { ConfigError } from '../../errors/config-error'
import type { TokenStore } from './store'
import { tokenStore } from './token-store'

/** The collection that tokens are kept in unless another is named. */
export const usualCollection = 'wx_openapi_tokens'

/**
 * Keeps tokens in a collection of a CloudBase database, for all functions and servers of an environment. All times are
 * by the clock of the database: before something is read, the database writes down what time it is.
 *
 * The collection must exist and be ADMINONLY: with every other preset a user of the mini program could read the token.
 * @param db `cloud.database()` of wx-server-sdk, or the handle of tcb-admin-node or `@cloudbase/node-sdk`
 * @param options.collection its name; `wx_openapi_tokens` by default
 * @throws ConfigError when it is given no database handle
 */
export function cloudbaseStore(
  db: CloudbaseDatabase,
  { collection = usualCollection }: { collection?: string } = {},
): TokenStore {
  if (typeof db?.collection !== 'function' || typeof db.serverDate !== 'function') {
    throw new ConfigError({
      what: 'cloudbaseStore: its first argument must be a database handle',
      fix: 'pass one: cloudbaseStore(cloud.database())',
    })
  }
  const documents = openDocuments(db, collection)

  /** One document, and how long ago its time was written down, in milliseconds. */
  const look = async (id: string) => {
    const clock = 'clock'
    await documents.set(clock, { now: db.serverDate() })
    const found = await documents.find(id, clock)
    const now = Number(found[clock]?.now)
    return { document: found[id], left: (document: Members) => leftOf(document, now) }
  }

  return tokenStore({
    async read(key) {
      const { document, left } = await look(`token:${key}`)
      if (!isEntry(document)) return undefined
      return { token: document.token, generation: document.generation, remainingMs: left(document) }
    },
    async publish(key, token, lifetimeMs, readGeneration) {
      const id = `token:${key}`
      const generation = readGeneration + 1
      const members = { token, generation, at: db.serverDate(), lifetimeMs }
      if (readGeneration > 0)
        return (await documents.change(id, { generation: readGeneration }, members)) === 1
      if (await documents.add(id, members)) return true
      const { [id]: kept } = await documents.find(id)
      // What is no token counts as none.
      if (isEntry(kept)) return false
      await documents.set(id, members)
      return true
    },
    async lease(key, owner, lifetimeMs) {
      const id = `lease:${key}`
      const members = { owner, at: db.serverDate(), lifetimeMs, turn: 1 }
      if (await documents.add(id, members)) return true
      const { document, left } = await look(id)
      if (!document) return false
      // No lease is longer than they are here, whatever is written there.
      const lasts = { ...document, lifetimeMs: Math.min(Number(document.lifetimeMs), lifetimeMs) }
      if (document.owner !== owner && left(lasts) > 0) return false
      // Of all who saw this turn one gets the next.
      const turn = Number(document.turn) || 0
      return (await documents.change(id, { turn: document.turn }, { ...members, turn: turn + 1 })) === 1
    },
    async release(key, owner) {
      await documents.remove(`lease:${key}`, { owner })
    },
  })
}

interface Entry extends Members {
  readonly token: string
  readonly generation: number
}

const isEntry = (document: Members | undefined): document is Entry =>
  document !== undefined &&
  typeof document.token === 'string' &&
  Number.isSafeInteger(document.generation) &&
  (document.generation as number) > 0

function leftOf({ at, lifetimeMs }: Members, now: number): number {
  const left = Number(at) + Number(lifetimeMs) - now
  return Number.isFinite(left) ? Math.min(Math.max(0, left), Number(lifetimeMs)) : 0
}

/** A query of the database, as far as it is used. The packages type their answers differently, some as text or void. */
interface Query {
  get(): unknown
  update(change?: object): unknown
  remove(): unknown
}

/** A database handle of `wx-server-sdk`, `tcb-admin-node` or `@cloudbase/node-sdk`, as far as it is used. */
export interface CloudbaseDatabase {
  collection(name: string): {
    add(document?: object): unknown
    doc(id: string): { set(document?: object): unknown }
    where(query?: object): Query
  }
  command: { in(values: readonly string[]): unknown }
  serverDate(): unknown
}

/** A document with what it holds besides its id. */
type Members = { readonly [name: string]: unknown }

/** One collection, the same whichever package the handle came from. */
interface Documents {
  /** The documents of some ids, by id. */
  find(...ids: string[]): Promise<{ [id: string]: Members | undefined }>
  /** Whether it was added; `false` when the id is taken, or the database is too busy to say. */
  add(id: string, members: Members): Promise<boolean>
  /** Writes a document whether it was there or not. */
  set(id: string, members: Members): Promise<void>
  /** How many documents fitted and were changed. */
  change(id: string, fitting: Members, members: Members): Promise<number>
  remove(id: string, fitting: Members): Promise<void>
}

/** An id is taken; a transaction or a quota stands in the way. */
const notNow = /duplicate|E11000|TransactionBusy|ResourceUnavailable|LimitExceeded|OVERRUN|quota/i

/** Opens a collection of a database handle. */
function openDocuments(db: CloudbaseDatabase, name: string): Documents {
  const collection = db.collection(name)
  // The handle of wx-server-sdk wraps another, and wants every document under `data`.
  const wrap = '_db' in db ? (data: object) => ({ data }) : (data: object) => data
  return {
    async find(...ids) {
      const { data } = checked(await collection.where({ _id: db.command.in(ids) }).get()) as {
        data: (Members & { _id: string })[]
      }
      const found: { [id: string]: Members | undefined } = {}
      for (const document of data) found[document._id] = document
      return found
    },
    add: (id, members) =>
      unlessBusy(async () => {
        checked(await collection.add(wrap({ _id: id, ...members })))
        return true
      }, false),
    async set(id, members) {
      checked(await collection.doc(id).set(wrap(members)))
    },
    change: (id, fitting, members) =>
      unlessBusy(async () => {
        const query = collection.where({ _id: id, ...fitting })
        const { updated, stats } = checked(await query.update(wrap(members))) as Changed
        return stats ? stats.updated : (updated ?? 0)
      }, 0),
    async remove(id, fitting) {
      checked(await collection.where({ _id: id, ...fitting }).remove())
    },
  }
}

interface Changed {
  updated?: number
  stats?: { updated: number }
}

/** Older packages give a failure as a result that has a code. */
function checked(result: unknown): unknown {
  const { code, message } = (result ?? {}) as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && code !== '') throw Object.assign(new Error(String(message)), { code })
  return result
}

async function unlessBusy<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, errMsg, message } = error as { code?: unknown; errMsg?: unknown; message?: unknown }
    if (notNow.test(`${code} ${errMsg} ${message}`)) return otherwise
    throw error
  }
}
