type Document = { _id: string; [name: string]: unknown }

/** The id is taken, as the database says it. */
const duplicate = () => Object.assign(new Error('duplicate key'), { code: 'DATABASE_DUPLICATE_WRITE' })

const serverDate = Symbol('server date')

/**
 * A document database with what a token store needs of CloudBase's: insert refuses an id that is taken, update counts
 * what it changed, dates are the server's. Every operation takes a turn of the event loop, so that they interleave.
 * @param clock the server's clock
 * @param style how the package that the handle comes from wants documents and gives results
 * @param trouble is asked before each operation; what it throws the operation throws
 */
export function fakeDatabase(
  clock: () => number = Date.now,
  style: 'wx-server-sdk' | 'tcb-admin-node' = 'wx-server-sdk',
  trouble: (operation: string) => void = () => undefined,
): { db: never; documents: Map<string, Document> } {
  const documents = new Map<string, Document>()
  const isWx = style === 'wx-server-sdk'
  const unwrap = (given: object) => (isWx ? (given as { data: object }).data : given)
  const stored = (given: object) =>
    Object.fromEntries(
      Object.entries(unwrap(given)).map(([name, value]) => [
        name,
        value === serverDate ? new Date(clock()) : value,
      ]),
    )
  const operation = async <T>(name: string, work: () => T): Promise<T> => {
    await new Promise(resolve => setImmediate(resolve))
    trouble(name)
    return work()
  }
  const fits = (document: Document, query: Record<string, unknown>) =>
    Object.entries(query).every(([name, wanted]) => {
      if (Array.isArray(wanted)) return wanted.includes(document[name])
      return document[name] === wanted
    })
  const matching = (query: Record<string, unknown>) =>
    Array.from(documents.values()).filter(document => fits(document, query))

  const db = {
    ...(isWx ? { _db: {} } : {}),
    command: { in: (values: string[]) => values },
    serverDate: () => serverDate,
    collection: () => ({
      add: (given: object) =>
        operation('add', () => {
          const document = stored(given) as Document
          if (documents.has(document._id)) throw duplicate()
          documents.set(document._id, document)
          return isWx ? { _id: document._id } : { id: document._id }
        }),
      doc: (id: string) => ({
        set: (given: object) =>
          operation('set', () => {
            documents.set(id, { ...stored(given), _id: id })
            return {}
          }),
      }),
      where: (query: Record<string, unknown>) => ({
        get: () => operation('get', () => ({ data: matching(query).map(found => ({ ...found })) })),
        update: (given: object) =>
          operation('update', () => {
            const found = matching(query)
            for (const document of found) Object.assign(document, stored(given))
            return isWx ? { stats: { updated: found.length } } : { updated: found.length }
          }),
        remove: () =>
          operation('remove', () => {
            const found = matching(query)
            for (const document of found) documents.delete(document._id)
            return isWx ? { stats: { removed: found.length } } : { deleted: found.length }
          }),
      }),
    }),
  }
  return { db: db as never, documents }
}

/** The same database, each of whose answers takes so many milliseconds. */
export const slowly = (db: never, milliseconds: number): never => {
  const slow = (given: unknown): unknown => {
    if (typeof given !== 'object' || given === null) return given
    return new Proxy(given, {
      get(target, name) {
        const member = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...args: unknown[]) => {
          const answer = member.apply(target, args)
          if (!(answer instanceof Promise)) return name === 'serverDate' ? answer : slow(answer)
          return new Promise(resolve => setTimeout(resolve, milliseconds)).then(() => answer)
        }
      },
    })
  }
  return slow(db) as never
}
