import { ConfigError } from '../../errors/config-error'
import { type CloudbaseDatabase, type Members, openDocuments } from './cloudbase-documents'
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
