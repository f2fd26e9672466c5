import { asyncApi } from '../call-style'
import type { CloudAccess } from './access'
import { Aggregate } from './aggregate'
import { CloudFailure, requireType } from './failure'
import { readValue } from './values'
import { type Listener, type WatchOptions, watch } from './watch'
import { writeDocument, writeProjection, writeQuery, writeUpdate } from './write-query'

/** Where a query asks. */
export interface Source {
  access(): CloudAccess
  readonly collectionName: string
}

interface Options {
  data?: unknown
}

type Answer = Record<string, unknown>

const ask = (source: Source, action: string, values: object): Promise<Answer> =>
  source.access().ask(`database.${action}`, { collectionName: source.collectionName, ...values })

/** What is asked for so far; each step gives a new one. */
interface Asked {
  readonly query?: object
  readonly order?: readonly { field: string; direction: string }[]
  readonly limit?: number
  readonly offset?: number
  readonly projection?: unknown
}

const countOf = async (answer: Promise<Answer>, name: string) => Number((await answer)[name])

/** The documents of a collection that a query means. */
export class Query {
  constructor(
    protected readonly source: Source,
    private readonly asked: Asked = {},
  ) {}

  where(query: object): Query {
    const written = writeQuery(query)
    const isUnset = Object.keys(written).length === 0 && Object.keys(query).length > 0
    if (isUnset)
      throw new CloudFailure(-501007, '-501007 invalid parameters. 查询参数对象值不能均为undefined')
    return this.with({ query: written })
  }

  orderBy(field: string, direction: string): Query {
    requireType('fieldPath', field, 'string')
    requireType('order', direction, 'string')
    return this.with({ order: [...(this.asked.order ?? []), { field, direction }] })
  }

  limit(limit: number): Query {
    requireType('max', limit, 'number')
    return this.with({ limit })
  }

  skip(offset: number): Query {
    requireType('offset', offset, 'number')
    return this.with({ offset })
  }

  field(object: object): Query {
    return this.with({ projection: writeProjection(object) })
  }

  get(options?: Options): unknown {
    return asyncApi<Options>('collection.get', async () => {
      const { list } = await ask(this.source, 'queryDocument', this.asked)
      return { data: readValue(list) }
    })(options)
  }

  count(options?: Options): unknown {
    const { query } = this.asked
    return asyncApi<Options>('collection.count', async () => ({
      total: await countOf(ask(this.source, 'countDocument', { query }), 'total'),
    }))(options)
  }

  update(options?: Options): unknown {
    const { query } = this.asked
    return asyncApi<Options>('collection.update', async ({ data }) => {
      const values = { query, data: writeUpdate(data), multi: true, merge: true, upsert: false }
      return { stats: { updated: await countOf(ask(this.source, 'updateDocument', values), 'updated') } }
    })(options)
  }

  remove(options?: Options): unknown {
    const { query } = this.asked
    return asyncApi<Options>('collection.remove', async () => ({
      stats: {
        removed: await countOf(ask(this.source, 'deleteDocument', { query, multi: true }), 'deleted'),
      },
    }))(options)
  }

  watch(options: WatchOptions): Listener {
    const { query, order, limit } = this.asked
    const { collectionName } = this.source
    return watch(this.source.access(), 'collection.watch', { collectionName, query, order, limit }, options)
  }

  private with(more: Asked): Query {
    return new Query(this.source, { ...this.asked, ...more })
  }
}

/** A collection of the database. */
export class Collection extends Query {
  readonly collectionName: string

  constructor(source: Source) {
    super(source)
    this.collectionName = source.collectionName
  }

  doc(id: string | number): Reference {
    requireType('docId', id, 'string', 'number')
    return new Reference(this.source, id)
  }

  add(options?: Options): unknown {
    return asyncApi<Options>('collection.add', async ({ data }) => {
      const { _id } = await ask(this.source, 'addDocument', { data: writeDocument(data) })
      return { _id }
    })(options)
  }

  aggregate(): Aggregate {
    return new Aggregate((stages, options) =>
      asyncApi<object>('collection.aggregate', async () => {
        const { list } = await ask(this.source, 'aggregateDocuments', { stages })
        return { list: (list as string[]).map(text => readValue(JSON.parse(text))) }
      })(options),
    )
  }
}

/** One document by its id. */
class Reference {
  constructor(
    private readonly source: Source,
    private readonly id: string | number,
    private readonly projection?: unknown,
  ) {}

  field(object: object): Reference {
    return new Reference(this.source, this.id, writeProjection(object))
  }

  get(options?: Options): unknown {
    return asyncApi<Options>('document.get', async () => {
      const { projection } = this
      const { list } = await this.ask('queryDocument', { projection })
      const [found] = list as unknown[]
      if (found !== undefined) return { data: readValue(found) }
      throw new CloudFailure(
        -1,
        `cannot find document with _id ${this.id}, please make sure that the document exists and you have the corresponding access permission`,
      )
    })(options)
  }

  set(options?: Options): unknown {
    return asyncApi<Options>('document.set', async ({ data }) => {
      if (Object.hasOwn(Object(data), '_id'))
        throw new CloudFailure(-501007, '-501007 invalid parameters. 不能更新_id的值')
      const values = { data: writeDocument(data), merge: false, upsert: true }
      const { updated, upserted_id } = await this.ask('updateDocument', values)
      const created = upserted_id === undefined || upserted_id === null ? 0 : 1
      return { _id: this.id, stats: { updated, created } }
    })(options)
  }

  update(options?: Options): unknown {
    return asyncApi<Options>('document.update', async ({ data }) => {
      const values = { data: writeUpdate(data), merge: true, upsert: false }
      return { stats: { updated: await countOf(this.ask('updateDocument', values), 'updated') } }
    })(options)
  }

  remove(options?: Options): unknown {
    return asyncApi<Options>('document.remove', async () => ({
      stats: { removed: await countOf(this.ask('deleteDocument', {}), 'deleted') },
    }))(options)
  }

  watch(options: WatchOptions): Listener {
    const { collectionName } = this.source
    const values = { collectionName, query: { _id: this.id } }
    return watch(this.source.access(), 'document.watch', values, options)
  }

  private ask(action: string, values: object): Promise<Answer> {
    return ask(this.source, action, { query: { _id: this.id }, multi: false, ...values })
  }
}
