import { GatewayFault } from '../fields'
import { type Document, isObject } from './document'

/**
 * Who may read and write a collection from the mini program, by the names of the cloud's four presets: all read and the
 * creator writes, the creator alone, all read, nobody. Functions may do everything.
 */
export type Access = 'READONLY' | 'PRIVATE' | 'ADMINWRITE' | 'ADMINONLY'

export const accesses: readonly Access[] = ['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY']

/** The preset of a collection that says nothing. */
export const usualAccess: Access = 'PRIVATE'

/** A user of the mini program, and what the collection lets users do. */
export interface Viewer {
  readonly openid: string
  readonly access: Access
  /** Of all collections that do not have the usual preset: a pipeline looks into others too. */
  readonly accesses: ReadonlyMap<string, Access>
}

/** A user who asks a collection for something. */
export const viewerOf = (openid: string, collection: string, accesses: Viewer['accesses']): Viewer => ({
  openid,
  access: accesses.get(collection) ?? usualAccess,
  accesses,
})

/** A query of the mini program, where `'{openid}'` stands for the user who asks. */
export function withOpenid(query: Document, viewer: Viewer | undefined): Document {
  return viewer ? (filled(query, viewer.openid) as Document) : query
}

function filled(value: unknown, openid: string): unknown {
  if (value === '{openid}') return openid
  if (Array.isArray(value)) return value.map(one => filled(one, openid))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, openid)]))
}

export const denied = () => new GatewayFault('DATABASE_PERMISSION_DENIED', 'permission denied')

/** The query as far as a user may read. @throws GatewayFault where users may not */
export function readable(query: Document, viewer: Viewer | undefined): Document {
  if (!viewer || viewer.access === 'READONLY' || viewer.access === 'ADMINWRITE') return query
  if (viewer.access === 'ADMINONLY') throw denied()
  return ownOf(query, viewer)
}

/** The query as far as a user may write. @throws GatewayFault where users may not */
export function writable(query: Document, viewer: Viewer | undefined): Document {
  if (!viewer) return query
  if (viewer.access === 'ADMINWRITE' || viewer.access === 'ADMINONLY') throw denied()
  return ownOf(query, viewer)
}

/** A user changes and sees the documents that have its OPENID. */
const ownOf = (query: Document, { openid }: Viewer): Document => ({
  $and: [query, { _openid: openid }],
})

/** A new document with the OPENID of its creator. @throws GatewayFault where users may not write, or it names one */
export function created(document: Document, viewer: Viewer | undefined): Document {
  if (!viewer) return document
  writable({}, viewer)
  if (document._openid !== undefined) {
    throw new GatewayFault('INVALID_PARAM', '_openid is set by the cloud and cannot be given')
  }
  return { ...document, _openid: viewer.openid }
}
