import { inspect, isDeepStrictEqual } from 'node:util'
import { createCloud, createOpenapi, UnknownMethodError } from '../../../shared'
import * as catalogue from '../../../shared/catalogue'
import { logistics } from '../../../shared/catalogue/logistics'
import { createOpenapi as openChosen } from '../../../shared/client'
import { isEndpoint } from '../../../shared/schema/endpoint'

const account = { appid: 'wx1', secret: 'a-secret-of-32-letters' }
const openapi = createOpenapi(account)

/** What reading a path of names does: the value, or what is thrown. */
function read(object: unknown, path: string): unknown {
  try {
    return path.split('.').reduce((at, name) => (at as Record<string, unknown>)[name], object)
  } catch (error) {
    return error
  }
}

test.each([
  ['logistcs', 'logistics'],
  ['Logistics', 'logistics'],
  ['logistics.updatePrnter', 'logistics.updatePrinter'],
  ['logistics.updateprinter', 'logistics.updatePrinter'],
  ['logistics.updatePrntr', 'logistics.updatePrinter'],
  ['subscribeMessage.sned', 'subscribeMessage.send'],
  ['subscribeMessage.sen', 'subscribeMessage.send'],
  ['imgs', 'img'],
  ['officialAccount.usr', 'officialAccount.user'],
  ['officialAccount.user.getLst', 'officialAccount.user.getList'],
  ['reqest', 'request'],
])('%s names %s', (path, meant) => {
  const error = read(openapi, path)
  expect(error).toBeInstanceOf(UnknownMethodError)
  expect(error).toMatchObject({
    errCode: -604100,
    errMsg: `openapi.${path}:fail API not found; did you mean ${meant}?`,
    fix: `call ${meant}`,
  })
})

test('so do the drop-in, other accounts and a client of chosen rows', () => {
  const chosen = openChosen({ ...account, rows: { logistics } })
  const { openapi: dropIn } = createCloud(account)
  for (const one of [chosen, dropIn, openapi({ convertCase: false })]) {
    expect(read(one, 'logistcs')).toBeInstanceOf(UnknownMethodError)
    expect(read(one, 'logistics.updatePrnter')).toBeInstanceOf(UnknownMethodError)
  }
})

test.each(['updateLocker', 'nothingLikeIt', '', '_', '物流', 'x'.repeat(10_000)])(
  '%j is undefined: it is more than two letters off',
  name => {
    expect(read(openapi.logistics, name)).toBeUndefined()
    expect(read(openapi, name)).toBeUndefined()
  },
)

/** What promises, runners of tests, printers, frameworks and libraries of collections read of whatever they get. */
const asked =
  `then catch finally toJSON toString valueOf constructor inspect asymmetricMatch nodeType nodeName tagName
  $$typeof type key ref props _owner __v_isRef __v_isReactive __v_skip __v_raw _isVue _isMockFunction mock calls
  @@__IMMUTABLE_ITERABLE__@@ @@iterator size length name get set has add delete keys values entries forEach next return
  map filter find push pop slice at stack message code cause data body path status toDate toISOString toArray
  toBSON toObject lift subscribe pipe isSinonProxy displayName default __esModule caller callee bind apply id _id value
  onModuleInit onModuleDestroy onApplicationBootstrap window document level host root`.split(/\s+/)

test.each(asked)('%s throws on no namespace', name => {
  const wrong: string[] = []
  const visit = (rows: object, object: unknown, path: string): void => {
    // Where WeChat has a method of this name, it is found.
    if (!Object.hasOwn(rows, name) && read(object, name) instanceof UnknownMethodError) wrong.push(path)
    for (const [key, node] of Object.entries(rows)) {
      if (!isEndpoint(node)) visit(node, (object as Record<string, unknown>)[key], `${path}.${key}`)
    }
  }
  visit(catalogue, openapi, 'openapi')
  expect(wrong).toEqual([])
})

describe('whatever is done with openapi or a namespace is done as before', () => {
  const plain = { ...openapi.logistics }

  test('awaiting and spreading', async () => {
    expect(await openapi).toBe(openapi)
    expect(await openapi.logistics).toBe(openapi.logistics)
    expect(Object.keys(openapi)).toEqual(Object.keys(catalogue))
    expect(Object.keys(plain)).toEqual(Object.keys(logistics))
    expect({ ...openapi }.logistics).toBe(openapi.logistics)
  })

  test('`in`, for…in and Object.assign', () => {
    expect(['logistcs' in openapi, 'logistics' in openapi, 'updatePrnter' in openapi.logistics]).toEqual([
      false,
      true,
      false,
    ])
    const names: string[] = []
    for (const name in openapi.logistics) names.push(name)
    expect(names).toEqual(Object.keys(logistics))
    expect(Object.assign({}, openapi.logistics)).toEqual(plain)
  })

  test('printing, serialising and turning into text', () => {
    expect(inspect(openapi.logistics)).toBe(inspect(plain))
    expect(inspect(openapi.logistics, { showHidden: true })).toBe(inspect(plain, { showHidden: true }))
    expect(inspect(openapi)).toMatch(/^\[Function: openapi\]/)
    expect(JSON.stringify({ openapi, namespace: openapi.logistics })).toBe('{"namespace":{}}')
    expect([`${openapi.logistics}`, typeof openapi, openapi instanceof Function]).toEqual([
      '[object Object]',
      'function',
      true,
    ])
  })

  test('comparing, in tests and elsewhere', () => {
    expect(openapi.logistics).toEqual(plain)
    expect(openapi.logistics).not.toEqual({})
    expect(openapi.logistics).toStrictEqual(openapi.logistics)
    expect(openapi.logistics).toMatchObject({ getOrder: expect.any(Function) })
    expect(isDeepStrictEqual(openapi.logistics, openapi.logistics)).toBe(true)
  })

  test('a Proxy around it, as frameworks make it', () => {
    const seen = new Proxy(openapi, { get: (target, key, receiver) => Reflect.get(target, key, receiver) })
    expect(seen.logistics.getOrder).toBe(openapi.logistics.getOrder)
    expect(read(seen, 'then')).toBeUndefined()
    expect(read(seen, 'logistcs')).toBeInstanceOf(UnknownMethodError)
  })

  test('replacing a method, and putting back', () => {
    const { getOrder } = openapi.logistics
    const spy = jest.spyOn(openapi.logistics, 'getOrder').mockResolvedValue({ errCode: 0 } as never)
    expect(openapi.logistics.getOrder).toBe(spy)
    spy.mockRestore()
    expect(openapi.logistics.getOrder).toBe(getOrder)
  })

  test('a name of the user’s own that is near is kept', () => {
    const own = createOpenapi(account) as unknown as Record<string, unknown>
    own.logistcs = 'mine'
    expect([own.logistcs, Object.keys(own).pop()]).toEqual(['mine', 'logistcs'])
  })
})

test('methods and namespaces are properties of their own: no call passes a Proxy', () => {
  for (const [object, name] of [
    [openapi, 'logistics'],
    [openapi, 'call'],
    [openapi.logistics, 'getOrder'],
  ] as const) {
    expect(Object.hasOwn(object, name)).toBe(true)
  }
})
