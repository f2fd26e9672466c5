import { randomUUID } from 'node:crypto'
import { minuteMs } from '../../../../shared/errors/time'
import { GatewayFault } from '../fields'
import { viewerOf } from './access'
import type { Database } from './database'
import type { Document } from './document'
import type { Change } from './thread'

/** What is watched: the documents that a query means, in an order, as one user sees them. */
export interface Watched {
  readonly collectionName: string
  readonly query?: unknown
  readonly order?: unknown
  readonly limit?: number
  readonly openid: string
}

/** What became of one document of a watch. */
export interface DocumentChange {
  readonly id: number
  readonly docId: unknown
  readonly doc: Document
  readonly dataType: 'init' | 'update' | 'add' | 'remove'
  readonly queueType: 'init' | 'enqueue' | 'update' | 'dequeue'
  /** The members that were given a new value, for an update of a document that is still watched. */
  readonly updatedFields?: Document
  readonly removedFields?: readonly string[]
}

/** What a watch is told: all of its documents, and what became of them. Dates are `{ $date }`. */
export interface Snapshot {
  readonly id: number
  readonly docs: readonly Document[]
  readonly docChanges: readonly DocumentChange[]
  readonly type?: 'init'
}

/** At most so many documents can be watched at once, as in the cloud. */
const mostDocuments = 5_000

/** A watch of the mini program: first all of its documents, then each change. */
export class Watch {
  private shown: readonly Document[] = []
  private snapshots = 0
  /** Of the collection, what was there before a change: to tell what is new from what only fits now. */
  private known = new Set<string>()
  private end: () => void = () => {}
  private last: Promise<void> = Promise.resolve()
  /** Whether a look at what changed is to come, which will see all that changed until then. */
  private isDue = false

  private constructor(
    private readonly database: Database,
    private readonly now: () => number,
    private readonly watched: Watched,
    private readonly tell: (snapshot: Snapshot) => void,
  ) {}

  /**
   * Starts one. Its first snapshot comes at once.
   * @throws GatewayFault for what cannot be queried, or is more than can be watched
   */
  static async open(
    database: Database,
    now: () => number,
    watched: Watched,
    tell: (snapshot: Snapshot) => void,
  ): Promise<Watch> {
    const watch = new Watch(database, now, watched, tell)
    watch.shown = await watch.find()
    watch.known = watch.idsNow()
    watch.end = database.subscribe(changes => watch.hear(changes))
    const changes = watch.shown.map(doc => ({ doc, dataType: 'init', queueType: 'init' }) as const)
    watch.say(changes, 'init')
    return watch
  }

  close(): void {
    this.end()
    this.end = () => {}
  }

  private idsNow(): Set<string> {
    return new Set(this.database.idsOf(this.watched.collectionName))
  }

  private async find(): Promise<Document[]> {
    const { openid, limit = mostDocuments, ...values } = this.watched
    const { data } = (await this.database.run({
      action: 'queryDocument',
      values: { ...values, limit: limit + 1 },
      viewer: viewerOf(openid, values.collectionName, this.database.accesses),
      isWatch: true,
      now: this.now(),
    })) as { data: { list: Document[] } }
    if (this.watched.limit === undefined && data.list.length > mostDocuments) {
      throw new GatewayFault('INVALID_PARAM', `a watch has at most ${mostDocuments} documents`)
    }
    return data.list.slice(0, limit)
  }

  /** One after the other: each snapshot is told from the one before it. */
  private hear(changes: readonly Change[]): void {
    if (!changes.some(([collection]) => collection === this.watched.collectionName)) return
    if (this.isDue) return
    this.isDue = true
    this.last = this.last.then(async () => {
      this.isDue = false
      const docs = await this.find().catch(() => undefined)
      if (docs) this.compare(docs)
    })
  }

  private compare(docs: readonly Document[]): void {
    const [before, after] = [this.known, this.idsNow()]
    this.known = after
    const [old, now] = [this.shown, docs].map(list => new Map(list.map(doc => [keyOf(doc), doc])))
    this.shown = docs
    const changes: Omit<DocumentChange, 'id' | 'docId'>[] = []
    for (const [id, doc] of now!) {
      const was = old!.get(id)
      if (!was) changes.push({ doc, dataType: before.has(id) ? 'update' : 'add', queueType: 'enqueue' })
      else if (textOf(was) !== textOf(doc)) {
        changes.push({ doc, dataType: 'update', queueType: 'update', ...differences(was, doc) })
      }
    }
    for (const [id, doc] of old!) {
      if (!now!.has(id))
        changes.push({ doc, dataType: after.has(id) ? 'update' : 'remove', queueType: 'dequeue' })
    }
    if (changes.length > 0) this.say(changes)
  }

  private say(changes: readonly Omit<DocumentChange, 'id' | 'docId'>[], type?: 'init'): void {
    const docChanges = changes.map((change, at) => ({ id: at, docId: change.doc._id, ...change }))
    this.tell({ id: this.snapshots, docs: this.shown, docChanges, ...(type && { type }) })
    this.snapshots += 1
  }
}

const keyOf = ({ _id }: Document): string => JSON.stringify(_id)
const textOf = (value: unknown): string => JSON.stringify(value)

function differences(was: Document, is: Document) {
  const changed = Object.keys(is).filter(name => textOf(was[name]) !== textOf(is[name]))
  return {
    updatedFields: Object.fromEntries(changed.map(name => [name, is[name]])),
    removedFields: Object.keys(was).filter(name => !Object.hasOwn(is, name)),
  }
}

interface Kept {
  readonly watch: Watch
  readonly snapshots: Snapshot[]
  wake?: () => void
  timer?: ReturnType<typeof setTimeout>
}

/** So long may the mini program be away before its watch ends. */
const longestAwayMs = minuteMs
const mostWatches = 100

/** The watches of the mini program, each by an id under which it asks for what is new. */
export class WatchBook {
  private readonly watches = new Map<string, Kept>()

  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  /** Starts a watch; its first snapshot waits to be asked for. @throws GatewayFault for what cannot be watched */
  async open(watched: Watched): Promise<string> {
    if (this.watches.size >= mostWatches)
      throw new GatewayFault('EXCEED_CONCURRENT_REQUEST_LIMIT', 'there are too many watches')
    const id = randomUUID()
    const snapshots: Snapshot[] = []
    const watch = await Watch.open(this.database, this.now, watched, snapshot => {
      snapshots.push(snapshot)
      this.watches.get(id)?.wake?.()
    })
    this.watches.set(id, { watch, snapshots })
    this.expire(id)
    return id
  }

  /**
   * What is new since it was last asked for: at once where there is something, else as soon as there is; nothing when
   * that takes longer than `longestMs`.
   * @throws GatewayFault where there is no such watch
   */
  async next(id: string, longestMs: number): Promise<readonly Snapshot[]> {
    const kept = this.watches.get(id)
    if (!kept) throw new GatewayFault('INVALID_PARAM', 'there is no such watch')
    clearTimeout(kept.timer)
    kept.wake?.()
    if (kept.snapshots.length === 0) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, longestMs)
        kept.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      kept.wake = undefined
    }
    this.expire(id)
    return kept.snapshots.splice(0)
  }

  close(id: string): void {
    const kept = this.watches.get(id)
    if (!kept) return
    this.watches.delete(id)
    kept.watch.close()
    kept.wake?.()
    clearTimeout(kept.timer)
  }

  closeAll(): void {
    for (const id of [...this.watches.keys()]) this.close(id)
  }

  private expire(id: string): void {
    const kept = this.watches.get(id)
    if (!kept) return
    clearTimeout(kept.timer)
    kept.timer = setTimeout(() => this.close(id), longestAwayMs)
    kept.timer.unref()
  }
}
