import { Worker } from 'node:worker_threads'
import { GatewayFault } from '../fields'
import { type Access, usualAccess } from './access'
import type { Request } from './actions'
import { type Backing, type CollectionSeed, textsToAdd } from './backing'
import { busy, ended, failed, tooLarge, tooSlow } from './faults'
import type { Change, FromThread, ToThread } from './thread'
import { type Limits, threadFile, usualLimits } from './thread-file'

interface Waiting {
  readonly request: Request
  resolve(answer: object): void
  reject(fault: GatewayFault): void
}

/**
 * The cloud's database. It computes in a thread of its own, so that an operation that takes too long ends, and holds up
 * nothing else meanwhile; what was committed is kept here too, and outlives the thread.
 */
export class Database {
  private readonly committed = new Map<string, Map<string, string>>()
  /** Who may read and write the collections that do not have the usual preset. */
  readonly accesses = new Map<string, Access>()
  private readonly listeners = new Set<(changes: readonly Change[]) => void>()
  private waiting: Waiting[] = []
  private thread?: Worker
  private isReady = false
  private isClosed = false
  private timer?: ReturnType<typeof setTimeout>
  private busyTimes = 0

  constructor(
    seeds: readonly CollectionSeed[] = [],
    private readonly limits: Limits = usualLimits,
    private readonly backing: Backing = {},
  ) {
    for (const { name, access, texts } of backing.keeper?.take() ?? []) {
      this.committed.set(name, new Map(texts))
      if (access) this.accesses.set(name, access)
    }
    backing.keeper?.follow(this)
    const texts = textsToAdd(seeds, this.committed)
    for (const [at, seed] of seeds.entries()) this.add(seed, texts[at]!)
  }

  /** The names of the collections, in the order in which they were made. */
  get collections(): readonly string[] {
    return [...this.committed.keys()]
  }

  /** The documents of a collection as they are committed, each in extended JSON. */
  textsOf(collection: string): readonly string[] {
    return [...(this.committed.get(collection)?.values() ?? [])]
  }

  /** What tells the documents of a collection apart. */
  idsOf(collection: string): Iterable<string> {
    return this.committed.get(collection)?.keys() ?? []
  }

  /** Who may read and write a collection from the mini program. */
  accessOf(collection: string): Access {
    return this.accesses.get(collection) ?? usualAccess
  }

  setAccess(collection: string, access: Access): void {
    this.accesses.set(collection, access)
    this.backing.keeper?.noteCollection(collection, access)
  }

  /** Hears of what is committed from now on. Gives what ends that. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /**
   * Lets so many writes and commits of transactions fail.
   * @throws Error when it is no whole number
   */
  beBusy(times: unknown): void {
    if (!Number.isInteger(times) || (times as number) < 0)
      throw new Error('busy must be a whole number from 0')
    this.busyTimes = times as number
  }

  /**
   * Does what is asked. A collection that the code has come to name since the start is made first.
   * @throws GatewayFault when it cannot be done, or takes longer than ten seconds
   */
  async run(request: Request): Promise<object> {
    try {
      return await this.send(request)
    } catch (error) {
      const isMissing = (error as GatewayFault).code === 'DATABASE_COLLECTION_NOT_EXIST'
      const named = isMissing && this.backing.findCollection?.(String(request.values.collectionName))
      if (!named) throw error
      const values = { collectionName: named.name }
      // Another request may have made it meanwhile.
      await this.send({ action: 'addCollection', values, now: request.now }).catch(() => undefined)
      if (named.access) this.accesses.set(named.name, named.access)
      return this.send(request)
    }
  }

  private send(request: Request): Promise<object> {
    if (this.isBusyFor(request)) return Promise.reject(busy())
    return new Promise((resolve, reject) => {
      if (this.isClosed) return reject(ended())
      this.thread ??= this.start()
      this.waiting.push({ request, resolve, reject })
      if (this.waiting.length === 1) this.thread.ref()
      this.tell({ request })
      if (this.waiting.length === 1) this.watchTime()
    })
  }

  /**
   * Ends, and lets `next` go on in the thread, for to start another takes longer than most tests; not when something is
   * still asked of it.
   */
  passOn(next: Database): Promise<void> {
    const { thread } = this
    if (thread && this.isReady && this.waiting.length === 0 && !next.thread) {
      this.thread = undefined
      thread.removeAllListeners('message').removeAllListeners('error')
      next.thread = next.begin(thread)
    }
    return this.close()
  }

  /** Ends the thread; what still waits is refused. */
  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.timer)
    const { thread, waiting } = this
    this.thread = undefined
    this.waiting = []
    for (const { reject } of waiting) reject(ended())
    await thread?.terminate()
  }

  /** Makes a collection as it is at the start, or adds to one; who may use it stays as it was kept. */
  private add(
    { name, access }: CollectionSeed,
    texts: readonly (readonly [id: string, text: string])[],
  ): void {
    if (access && !this.accesses.has(name)) this.accesses.set(name, access)
    const { keeper } = this.backing
    const isNew = !this.committed.has(name)
    if (isNew) this.committed.set(name, new Map())
    if (isNew || texts.length > 0) keeper?.noteCollection(name, texts.length > 0 ? access : undefined)
    const changes = texts.map(([id, text]) => [name, id, text] as const)
    for (const [, id, text] of changes) this.committed.get(name)!.set(id, text)
    if (texts.length > 0) keeper?.noteChanges(changes)
  }

  private isBusyFor({ action, values }: Request): boolean {
    const isWriting = values.transactionId !== undefined && writes.test(action)
    if (!isWriting || this.busyTimes === 0) return false
    this.busyTimes -= 1
    return true
  }

  private tell(message: ToThread): void {
    this.thread!.postMessage(message)
  }

  private start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: this.limits.megabytes }
    return this.begin(new Worker(threadFile(), { resourceLimits }))
  }

  /** Lets a thread in which nothing is going on begin with what is committed. */
  private begin(thread: Worker): Worker {
    this.isReady = false
    thread.on('message', (message: FromThread) => {
      if (thread === this.thread) this.hear(message)
    })
    thread.on('error', error => {
      if (thread !== this.thread) return
      const isFull = (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'
      this.restart(isFull ? tooLarge() : failed((error as Error).message))
    })
    thread.unref()
    const committed = [...this.committed].map(([name, texts]) => [name, [...texts.values()]] as const)
    thread.postMessage({ committed } satisfies ToThread)
    return thread
  }

  /** Begins anew from what is committed; the operation that failed is not done again, those behind it are. */
  private restart(fault: GatewayFault): void {
    clearTimeout(this.timer)
    const [failed, ...rest] = this.waiting
    this.waiting = rest
    this.thread?.removeAllListeners().on('error', () => {})
    this.thread?.terminate()
    this.thread = rest.length > 0 ? this.start() : undefined
    if (rest.length > 0) this.thread!.ref()
    for (const { request } of rest) this.tell({ request })
    failed?.reject(fault)
  }

  private watchTime(): void {
    clearTimeout(this.timer)
    if (!this.isReady || this.waiting.length === 0) return
    const { milliseconds } = this.limits
    this.timer = setTimeout(() => this.restart(tooSlow(milliseconds)), milliseconds)
  }

  private hear(message: FromThread): void {
    if ('isReady' in message) {
      this.isReady = true
      this.watchTime()
      return
    }
    const { request, resolve, reject } = this.waiting.shift()!
    if (this.waiting.length === 0) this.thread!.unref()
    this.watchTime()
    const { answer, fault, changes } = message
    if (answer && request.action === 'addCollection') {
      const name = String(request.values.collectionName)
      this.committed.set(name, new Map())
      this.backing.keeper?.noteCollection(name)
    }
    if (changes.length > 0) this.commit(changes)
    if (answer) resolve(answer)
    else reject(new GatewayFault(fault!.code, fault!.message))
  }

  private commit(changes: readonly Change[]): void {
    for (const [collection, id, text] of changes) {
      const documents = this.committed.get(collection)!
      if (text === null) documents.delete(id)
      else documents.set(id, text)
    }
    this.backing.keeper?.noteChanges(changes)
    for (const listener of this.listeners) listener(changes)
  }
}

/** What a transaction does that can meet another one. */
const writes = /^(commitTransaction|insert|add|modify|update|remove|delete)/
