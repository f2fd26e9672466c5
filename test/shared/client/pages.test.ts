import { startEmulator } from '../../../local/emulator'
import { createOpenapi, type Openapi } from '../../../shared'
import * as catalogue from '../../../shared/catalogue'
import { type CatalogueNode, type Endpoint, isEndpoint } from '../../../shared/schema/endpoint'
import { sample } from '../../../shared/schema/sample'
import { type Arrived, type Reply, type StubServer, startStub } from '../../support/stub-server'

let stub: StubServer
let answer: (request: Arrived, page: number) => Reply
let openapi: Openapi
beforeAll(async () => {
  stub = await startStub((request, count) =>
    request.path.includes('token') ? undefined : answer(request, count),
  )
  openapi = createOpenapi({ appid: 'wx1', secret: 'secret-secret', baseUrl: stub.url })
})
afterAll(() => stub.close())
beforeEach(() => {
  stub.arrived.length = 0
})

async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of list) items.push(item)
  return items
}
const asked = (name: string) => stub.calls().map(({ query }) => query.get(name))
const bodies = () => stub.calls().map(({ body }) => JSON.parse(String(body)))
const users = (openid: string[], next: string) => ({
  total: 9,
  count: openid.length,
  data: { openid },
  next_openid: next,
})

describe('a list with a cursor', () => {
  const { getList } = { getList: () => openapi.officialAccount.user.getList }

  test('gives the items of all pages, until WeChat has no next one', async () => {
    answer = (_, page) => (page === 1 ? users(['a', 'b'], 'b') : users(['c'], ''))
    expect(await collect(getList().pages())).toEqual(['a', 'b', 'c'])
    expect(asked('next_openid')).toEqual([null, 'b'])
  })

  test('is over with an empty page', async () => {
    answer = (_, page) => (page === 1 ? users(['a', 'b'], 'b') : { total: 2, count: 0, next_openid: 'z' })
    expect(await collect(getList().pages())).toEqual(['a', 'b'])
  })

  test('is over where a cursor comes again, the one to begin with too', async () => {
    answer = (_, page) => users([`${page}`], page % 2 ? 'x' : 'y')
    expect(await collect(getList().pages())).toEqual(['1', '2', '3'])
    stub.arrived.length = 0
    expect(await collect(getList().pages({ nextOpenid: 'x' }))).toEqual(['1'])
  })

  test('is over where WeChat says that there are no more', async () => {
    answer = (_, page) => ({
      order_list: [{ transaction_id: `${page}` }],
      last_index: `${page}`,
      has_more: page < 2,
    })
    const list = openapi.wxa.sec.order.getOrderList.pages({ pageSize: 1 })
    expect((await collect(list)).map(({ transactionId }) => transactionId)).toEqual(['1', '2'])
    expect(bodies()).toEqual([{ page_size: 1 }, { page_size: 1, last_index: '1' }])
  })

  test('asks for nothing more after a break, and for nothing before the first item is wanted', async () => {
    answer = (_, page) => users(['a', 'b'], `${page}`)
    const list = getList().pages()
    expect(stub.calls()).toHaveLength(0)
    for await (const item of list) if (item === 'b') break
    expect(stub.calls()).toHaveLength(1)
  })

  test('ends after maxItems, without another page', async () => {
    answer = (_, page) => users([`a${page}`, `b${page}`], `${page}`)
    expect(await collect(getList().pages({}, { maxItems: 4 }))).toEqual(['a1', 'b1', 'a2', 'b2'])
    expect(stub.calls()).toHaveLength(2)
  })

  test('that never ends is refused after maxPages', async () => {
    answer = (_, page) => users([`${page}`], `${page}`)
    const items: string[] = []
    const all = async () => {
      for await (const item of getList().pages({}, { maxPages: 3 })) items.push(item)
    }
    await expect(all()).rejects.toMatchObject({
      name: 'ConfigError',
      errMsg: 'openapi.officialAccount.user.getList:fail the list has more than 3 pages',
    })
    expect(items).toEqual(['1', '2', '3'])
  })

  test('rejects with the error of a page', async () => {
    answer = (_, page) => (page === 1 ? users(['a'], 'a') : { errcode: 48001, errmsg: 'api unauthorized' })
    await expect(collect(getList().pages())).rejects.toMatchObject({ errCode: 48001 })
  })

  test.each([
    ['maxPages', 0],
    ['maxItems', -1],
    ['maxItems', 1.5],
    ['maxPages', '3'],
  ])('refuses %s: %s', async (name, value) => {
    await expect(collect(getList().pages({}, { [name]: value }))).rejects.toThrow(
      `the option ${name} must be a whole number above 0`,
    )
    expect(stub.calls()).toHaveLength(0)
  })

  test('takes the options of a call for each page', async () => {
    const controller = new AbortController()
    answer = (_, page) => {
      if (page === 2) controller.abort()
      return users([`${page}`], `${page}`)
    }
    const list = getList().pages({}, { signal: controller.signal })
    await expect(collect(list)).rejects.toMatchObject({ name: 'AbortError' })
    await expect(collect(getList().pages({}, { timeoutMs: 0 }))).rejects.toThrow('the option timeoutMs')
  })
})

describe('a list that is counted', () => {
  const material = (from: number, to: number, total: number) => ({
    total_count: total,
    item_count: to - from,
    item: Array.from({ length: to - from }, (_, at) => ({ media_id: `m${from + at}`, update_time: 1 })),
  })

  test('goes on behind what came, in the largest pages, until all are there', async () => {
    answer = (_, page) => (page === 1 ? material(0, 20, 25) : material(20, 25, 25))
    const items = await collect(openapi.officialAccount.material.batchGet.pages({ type: 'image' }))
    expect(items.map(({ mediaId }) => mediaId)).toEqual(Array.from({ length: 25 }, (_, at) => `m${at}`))
    expect(bodies()).toEqual([
      { type: 'image', offset: 0, count: 20 },
      { type: 'image', offset: 20, count: 20 },
    ])
  })

  test('begins where it is told, in pages of the size given', async () => {
    answer = (_, page) => (page === 1 ? material(3, 5, 6) : material(5, 6, 6))
    const list = openapi.officialAccount.material.batchGet.pages({ type: 'image', offset: 3, count: 2 })
    expect(await collect(list)).toHaveLength(3)
    expect(bodies().map(({ offset, count }) => [offset, count])).toEqual([
      [3, 2],
      [5, 2],
    ])
  })

  test('is read in WeChat’s own names where names are not converted', async () => {
    answer = (_, page) => (page === 1 ? material(0, 1, 2) : material(1, 2, 2))
    const { batchGet } = openapi({ convertCase: false }).officialAccount.material
    const items: unknown[] = await collect(batchGet.pages({ type: 'image' }))
    expect(items).toEqual([
      { media_id: 'm0', update_time: 1 },
      { media_id: 'm1', update_time: 1 },
    ])
  })
})

test('only methods of lists have pages, and it does not show when they are printed', () => {
  expect(openapi.officialAccount.user.getInfo).not.toHaveProperty('pages')
  expect(Object.keys(openapi.officialAccount.user.getList)).toEqual([])
})

const marked: [string, Endpoint][] = []
const visit = (node: CatalogueNode, prefix: string): void => {
  for (const [key, inner] of Object.entries(node)) {
    if (!isEndpoint(inner)) visit(inner, `${prefix}${key}.`)
    else if (inner.pages) marked.push([prefix + key, inner])
  }
}
visit(catalogue, '')

test.each(marked)('what ends the list of %s is in its row', (_, { effect, pages, params, result }) => {
  const { items, next, from = next, more, offset, size, most, total } = pages!
  const within = items.split('.').reduce((field: any, key) => field.fields[key], { fields: result })
  expect([effect, within.kind]).toEqual(['read', 'array'])
  expect(Object.keys(result)).toEqual(expect.arrayContaining([next, more, total].filter(Boolean)))
  expect(Object.keys(params)).toEqual(expect.arrayContaining([from, offset, size].filter(Boolean)))
  expect([Boolean(next) !== Boolean(offset), Boolean(size)]).toEqual([true, most !== undefined])
})

test('the emulator ends every list', async () => {
  const emulator = await startEmulator()
  const { appid, secret, url: baseUrl } = emulator
  const local = createOpenapi({ appid, secret, baseUrl })
  const unsigned = marked.filter(([, { auth }]) => auth === undefined)
  expect(unsigned.length).toBeGreaterThan(9)
  for (const [name, { params }] of unsigned) {
    const method = name.split('.').reduce((node: any, key) => node[key], local)
    const given = sample(params, { names: 'camel', requiredOnly: true })
    const items = await collect(method.pages(given, { maxPages: 5 })).catch(error => error)
    expect([name, items]).toEqual([name, expect.any(Array)])
  }
  await emulator.close()
})
