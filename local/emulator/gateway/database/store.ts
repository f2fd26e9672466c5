import { randomBytes } from 'node:crypto'
import { GatewayFault } from '../fields'
import { readUpdate } from './change'
import { checkSize, copy, type Document } from './document'
import { busy } from './faults'
import { type Query, readQuery } from './matches'
import { replaceBy, wanted } from './replacement'

type Collection = Map<string, Document>

/** A transaction: what it wrote, which nobody else sees, and what it read. */
interface Transaction {
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly written: Map<string, Map<string, Document | undefined>>
  /** Collection and id of what was read, with how it was then. */
  readonly read: Map<string, Document | undefined>
}

/** What became of a document; undefined when it was removed. */
export interface Written {
  readonly collection: string
  readonly id: string
  readonly document: Document | undefined
}

/** Enough for everything that a project and its tests keep. */
export const mostDocuments = 100_000
const mostTransactions = 1_000
/** Who has not ended a transaction by then was killed, or will not come back. */
const longestTransactionMs = 30_000

/** The documents of the cloud's database, and the transactions that are under way. */
export class Store {
  private readonly collections = new Map<string, Collection>()
  private readonly transactions = new Map<string, Transaction>()
  private count = 0
  private written: Written[] = []

  /** @throws GatewayFault when there is a collection of this name */
  addCollection(name: string): void {
    if (this.collections.has(name)) {
      throw new GatewayFault(
        'DATABASE_COLLECTION_ALREADY_EXIST',
        `[ResourceExist] Table exist: there is a collection ${name.slice(0, 80)}`,
      )
    }
    this.collections.set(name, new Map())
  }

  /** @throws GatewayFault DATABASE_COLLECTION_NOT_EXIST when nobody made the collection */
  requireCollection(name: string): void {
    if (!this.collections.has(name)) {
      throw new GatewayFault(
        'DATABASE_COLLECTION_NOT_EXIST',
        `[ResourceNotFound] Db or Table not exist: ${name.slice(0, 80)}. Please check your request`,
      )
    }
  }

  /** What was written since it was last asked for. */
  takeWritten(): readonly Written[] {
    const { written } = this
    this.written = []
    return written
  }

  /** Starts a transaction at a moment, in milliseconds since 1970. */
  start(now: number): string {
    if (this.transactions.size >= mostTransactions) throw busy()
    const id = randomBytes(16).toString('hex')
    this.transactions.set(id, { startedAt: now, written: new Map(), read: new Map() })
    return id
  }

  /** Gives up the transactions that are too old at a moment, in milliseconds since 1970: nothing of them is kept. */
  dropOldTransactions(now: number): void {
    for (const [id, { startedAt }] of this.transactions) {
      // A clock that was set back tells no age either.
      if (Math.abs(now - startedAt) > longestTransactionMs) this.transactions.delete(id)
    }
  }

  /** Makes what a transaction wrote true for all, unless what it read or wrote changed meanwhile. */
  commit(id: string): void {
    const transaction = this.transactionOf(id)!
    this.transactions.delete(id)
    for (const [key, before] of transaction.read) {
      const [collection, documentId] = split(key)
      if (this.collections.get(collection)?.get(documentId) !== before) {
        throw new GatewayFault(
          'DATABASE_TRANSACTION_CONFLICT',
          '[DATABASE_TRANSACTION_CONFLICT] write conflict',
        )
      }
    }
    for (const [collection, documents] of transaction.written) {
      for (const [documentId, document] of documents) this.put(collection, documentId, document)
    }
  }

  abort(id: string): void {
    this.transactions.delete(id)
  }

  /** The documents that a query means: those of the store itself, which nobody may change. */
  find(collection: string, query: Query, ids?: readonly string[], transactionId?: string): Document[] {
    this.requireCollection(collection)
    const transaction = this.transactionOf(transactionId)
    const asked = ids ?? this.idsOf(collection, transaction)
    const seen = asked.map(one => this.see(collection, one, transaction))
    return seen.filter((one): one is Document => one !== undefined && query.fits(one))
  }

  /** All documents of a collection; none where there is no such collection. */
  documentsOf(collection: string): Document[] {
    return [...(this.collections.get(collection)?.values() ?? [])]
  }

  /** @throws GatewayFault DATABASE_DUPLICATE_WRITE when the id is taken, INVALID_PARAM when it is none */
  insert(collection: string, given: Document, transactionId?: string): Document['_id'] {
    this.requireCollection(collection)
    const transaction = this.transactionOf(transactionId)
    const _id = given._id ?? randomBytes(16).toString('hex')
    if (typeof _id !== 'string' && typeof _id !== 'number') {
      throw new GatewayFault('INVALID_PARAM', '_id must be a string or a number')
    }
    const id = keyOf(_id)
    if (this.see(collection, id, transaction)) {
      throw new GatewayFault(
        'DATABASE_DUPLICATE_WRITE',
        `[DATABASE_DUPLICATE_WRITE] E11000 duplicate key error collection: ${collection} index: _id_`,
      )
    }
    const document = { _id, ...copy(given) }
    document._id = _id
    checkSize(document)
    this.keep(collection, id, document, transaction)
    return _id
  }

  update(
    collection: string,
    { query, ids, data, isMany, isMerge, isUpsert, transactionId }: Update,
  ): { changed: Document[]; upsertedId?: unknown } {
    const transaction = this.transactionOf(transactionId)
    const change = isMerge ? readUpdate(data, query) : replaceBy(data)
    const found = this.find(collection, readQuery(query), ids, transactionId)
    const chosen = isMany ? found : found.slice(0, 1)
    // All of them first: when one cannot be changed so, none is.
    const after = chosen.map(change)
    for (const one of after) checkSize(one)
    for (const [at, one] of after.entries()) this.keep(collection, keyOf(chosen[at]!._id), one, transaction)
    if (chosen.length > 0 || !isUpsert) return { changed: after }
    return { changed: [], upsertedId: this.insert(collection, change(wanted(query)), transactionId) }
  }

  remove(collection: string, chosen: readonly Document[], transactionId?: string): void {
    const transaction = this.transactionOf(transactionId)
    for (const document of chosen) this.keep(collection, keyOf(document._id), undefined, transaction)
  }

  /** Puts a document back as it was committed. */
  restore(collection: string, document: Document): void {
    this.put(collection, keyOf(document._id), document)
    this.written = []
  }

  private idsOf(collection: string, transaction: Transaction | undefined): string[] {
    const own = transaction?.written.get(collection)?.keys() ?? []
    return [...new Set([...(this.collections.get(collection)?.keys() ?? []), ...own])]
  }

  /** A document as a transaction sees it; it counts as read. */
  private see(collection: string, id: string, transaction: Transaction | undefined): Document | undefined {
    const own = transaction?.written.get(collection)
    if (own?.has(id)) return own.get(id)
    const document = this.collections.get(collection)?.get(id)
    const key = `${collection}\n${id}`
    if (transaction && !transaction.read.has(key)) transaction.read.set(key, document)
    return document
  }

  private keep(
    collection: string,
    id: string,
    document: Document | undefined,
    transaction?: Transaction,
  ): void {
    if (!transaction) {
      this.put(collection, id, document)
      return
    }
    for (const other of this.transactions.values()) {
      // Two transactions write the same: the later one is told to wait.
      if (other !== transaction && other.written.get(collection)?.has(id)) throw busy()
    }
    const own = transaction.written.get(collection) ?? new Map<string, Document | undefined>()
    transaction.written.set(collection, own.set(id, document))
  }

  private put(collection: string, id: string, document: Document | undefined): void {
    const documents = this.collections.get(collection) ?? new Map<string, Document>()
    this.collections.set(collection, documents)
    const growth = Number(document !== undefined) - Number(documents.has(id))
    if (this.count + growth > mostDocuments)
      throw new GatewayFault('EXCEED_REQUEST_LIMIT', 'the database is full')
    this.count += growth
    if (document === undefined) documents.delete(id)
    else documents.set(id, document)
    this.written.push({ collection, id, document })
  }

  private transactionOf(id: string | undefined): Transaction | undefined {
    if (id === undefined) return undefined
    const transaction = this.transactions.get(id)
    if (!transaction) throw new GatewayFault('DATABASE_TRANSACTION_FAIL', 'there is no such transaction')
    return transaction
  }
}

/** What an update does, and to which documents. */
export interface Update {
  readonly query: Document
  /** The only documents that the query can mean, where that is known. */
  readonly ids?: readonly string[]
  readonly data: Document
  readonly isMany: boolean
  /** Changes members by operators; else the document is replaced. */
  readonly isMerge: boolean
  readonly isUpsert: boolean
  readonly transactionId?: string
}

/** What tells the documents of a collection apart: 1 and '1' are two. */
export const keyOf = (id: unknown): string => JSON.stringify(id) ?? ''

function split(key: string): [collection: string, id: string] {
  const at = key.indexOf('\n')
  return [key.slice(0, at), key.slice(at + 1)]
}
