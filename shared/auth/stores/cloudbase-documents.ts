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
export type Members = { readonly [name: string]: unknown }

/** One collection, the same whichever package the handle came from. */
export interface Documents {
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
export function openDocuments(db: CloudbaseDatabase, name: string): Documents {
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
