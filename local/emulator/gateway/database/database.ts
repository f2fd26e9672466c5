import { randomBytes } from 'node:crypto'
import { GatewayFault } from '../fields'
import { changed } from './change'
import { copy, type Document, isObject } from './document'
import { isMeant } from './matches'

type Collection = Map<string, Document>

/** A transaction: what it wrote, which nobody else sees, and what it read. */
interface Transaction {
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly written: Map<string, Map<string, Document | undefined>>
  /** Collection and id of what was read, with how it was then. */
  readonly read: Map<string, Document | undefined>
}

// Enough for everything that a token store and its tests keep.
const mostDocuments = 100_000
const mostTransactions = 1_000
/** Who has not ended a transaction by then was killed, or will not come back. */
const longestTransactionMs = 30_000

const busy = () =>
  new GatewayFault(
    'ResourceUnavailable.TransactionBusy',
    '[ResourceUnavailable.TransactionBusy] Transaction is busy. Please try again later',
  )

/** As much of the cloud's database as functions need that keep a token or a lock in it. */
export class Database {
  private readonly collections = new Map<string, Collection>()
  private readonly transactions = new Map<string, Transaction>()
  private busyTimes = 0
  private count = 0

  /**
   * Lets so many writes and commits of transactions fail.
   * @throws Error when it is no whole number
   */
  beBusy(times: unknown): void {
    if (!Number.isInteger(times) || (times as number) < 0)
      throw new Error('busy must be a whole number from 0')
    this.busyTimes = times as number
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
    this.fitOrBusy()
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

  find(collection: string, query: Document, transactionId?: string): Document[] {
    return this.meant(collection, query, transactionId).map(copy)
  }

  /** @throws GatewayFault DATABASE_DUPLICATE_WRITE when the id is taken, INVALID_PARAM when it is none */
  insert(collection: string, given: Document, transactionId?: string): string {
    const transaction = this.writing(transactionId)
    if (isObject(given._id) || Array.isArray(given._id)) {
      throw new GatewayFault('INVALID_PARAM', '_id must be a string or a number')
    }
    const id = given._id === undefined ? randomBytes(16).toString('hex') : String(given._id)
    if (this.see(collection, id, transaction)) {
      throw new GatewayFault(
        'DATABASE_DUPLICATE_WRITE',
        `[DATABASE_DUPLICATE_WRITE] E11000 duplicate key error collection: ${collection} index: _id_`,
      )
    }
    this.keep(collection, id, copy({ ...given, _id: given._id ?? id }), transaction)
    return id
  }

  update(
    collection: string,
    { query, data, isMany, isMerge, isUpsert, transactionId }: Update,
  ): { updated: number; upsertedId?: string } {
    const transaction = this.writing(transactionId)
    const found = this.meant(collection, query, transactionId)
    const chosen = isMany ? found : found.slice(0, 1)
    // All of them first: when one cannot be changed so, none is.
    const after = chosen.map(one => (isMerge ? changed(one, data) : { ...copy(data), _id: one._id }))
    for (const [at, { _id }] of chosen.entries()) this.keep(collection, String(_id), after[at], transaction)
    if (chosen.length > 0 || !isUpsert) return { updated: chosen.length }
    const _id = isObject(query._id) ? query._id.$eq : query._id
    const whole = isMerge ? changed({}, data) : data
    return { updated: 0, upsertedId: this.insert(collection, { ...whole, _id }, transactionId) }
  }

  remove(collection: string, query: Document, isMany: boolean, transactionId?: string): number {
    const transaction = this.writing(transactionId)
    const found = this.meant(collection, query, transactionId)
    const chosen = isMany ? found : found.slice(0, 1)
    for (const document of chosen) this.keep(collection, String(document._id), undefined, transaction)
    return chosen.length
  }

  private meant(collection: string, query: Document, transactionId?: string): Document[] {
    const transaction = this.transactionOf(transactionId)
    const id = typeof query._id === 'string' ? query._id : undefined
    const ids = id === undefined ? this.idsOf(collection, transaction) : [id]
    const seen = ids.map(one => this.see(collection, one, transaction))
    return seen.filter((one): one is Document => one !== undefined && isMeant(one, query))
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
  }

  private writing(transactionId: string | undefined): Transaction | undefined {
    const transaction = this.transactionOf(transactionId)
    if (transaction) this.fitOrBusy()
    return transaction
  }

  private transactionOf(id: string | undefined): Transaction | undefined {
    if (id === undefined) return undefined
    const transaction = this.transactions.get(id)
    if (!transaction) throw new GatewayFault('DATABASE_TRANSACTION_FAIL', 'there is no such transaction')
    return transaction
  }

  private fitOrBusy(): void {
    if (this.busyTimes === 0) return
    this.busyTimes -= 1
    throw busy()
  }
}

/** What an update does, and to which documents. */
export interface Update {
  readonly query: Document
  readonly data: Document
  readonly isMany: boolean
  /** Changes members by operators; else the document is replaced. */
  readonly isMerge: boolean
  readonly isUpsert: boolean
  readonly transactionId?: string
}

function split(key: string): [collection: string, id: string] {
  const at = key.indexOf('\n')
  return [key.slice(0, at), key.slice(at + 1)]
}
