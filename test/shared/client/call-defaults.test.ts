import { createOpenapi, type Openapi } from '../../../shared'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

let stub: StubServer
let answer: () => Reply
let openapi: Openapi
beforeAll(async () => {
  stub = await startStub(({ path }) => (path.includes('token') ? undefined : answer()))
})
afterAll(() => stub.close())
beforeEach(() => {
  stub.arrived.length = 0
  answer = () => ({ errcode: -1 })
  openapi = createOpenapi({ appid: 'wx1', secret: 'secret-secret', baseUrl: stub.url, retries: 1 })
})

const failure = (call: Promise<unknown>) => call.then(() => undefined).catch(error => error)
const sent = async (call: Promise<unknown>) => {
  stub.arrived.length = 0
  await failure(call)
  return stub.calls().length
}
const message = { touser: 'o', templateId: 't', data: {} }

describe('retries', () => {
  test('of a call, and of with, take the place of the client’s own', async () => {
    expect(await sent(openapi.logistics.getAllAccount())).toBe(2)
    expect(await sent(openapi.logistics.getAllAccount({}, { retries: 0 }))).toBe(1)
    expect(await sent(openapi.with({ retries: 3 }).logistics.getAllAccount())).toBe(4)
    expect(await sent(openapi.with({ retries: 3 }).logistics.getAllAccount({}, { retries: 0 }))).toBe(1)
  })

  test('count for calls by name, and leave the client as it is', async () => {
    const never = openapi.with({ retries: 0 })
    expect(await sent(never.call('logistics.getAllAccount'))).toBe(1)
    expect(await sent(openapi.call('logistics.getAllAccount'))).toBe(2)
  })

  test('do not send a write again that may be done', async () => {
    answer = () => (_, socket) => socket.destroy()
    const error = failure(openapi.with({ retries: 5 }).subscribeMessage.send(message))
    expect(await error).toMatchObject({ name: 'AmbiguousError', maybeExecuted: true })
    expect(await sent(openapi.with({ retries: 5 }).request({ verb: 'POST', path: '/a/b' }))).toBe(1)
  })
})

describe('with', () => {
  test('keeps the other defaults, the account and the names', async () => {
    answer = () => ({ errcode: 0, account_list: [{ biz_id: 'b' }] })
    const changed = openapi.with({ retries: 0 }).with({ timeoutMs: 5000 })({ convertCase: false })
    expect(await changed.logistics.getAllAccount()).toMatchObject({ account_list: [{ biz_id: 'b' }] })
    answer = () => ({ errcode: -1 })
    expect(await sent(changed.logistics.getAllAccount())).toBe(1)
  })

  test('takes undefined for an option that is not given', async () => {
    expect(await sent(openapi.with({ retries: 0 }).logistics.getAllAccount({}, { retries: undefined }))).toBe(
      1,
    )
  })

  test('ends calls by its signal and in its time', async () => {
    const controller = new AbortController()
    controller.abort()
    const { signal } = controller
    expect(await failure(openapi.with({ signal }).logistics.getAllAccount())).toMatchObject({
      name: 'AbortError',
    })
    answer = () => () => undefined
    const late = failure(openapi.with({ timeoutMs: 50 }).logistics.getAllAccount())
    expect(await late).toMatchObject({ name: 'TimeoutError' })
  })

  test('is for pages too', async () => {
    const list = openapi.with({ retries: 0 }).officialAccount.user.getList.pages()
    expect(await sent(list.next())).toBe(1)
  })

  test.each([
    [{ retries: -1 }, 'openapi.with:fail the option retries must be a number, 0 or more'],
    [{ retries: '2' }, 'openapi.with:fail the option retries must be a number, 0 or more'],
    [{ timeoutMs: 0 }, 'openapi.with:fail the option timeoutMs must be a number above 0'],
    [{ retrys: 1 }, 'openapi.with:fail there is no option retrys; did you mean retries?'],
    [undefined, 'openapi.with:fail the options must be an object'],
  ])('refuses %j', (options, what) => {
    expect(() => openapi.with(options as object)).toThrow(what)
  })
})
