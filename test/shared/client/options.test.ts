import { Agent, type ClientRequest } from 'node:http'
import {
  createCloud,
  createOpenapi,
  failOver,
  fixedToken,
  isOpenapiError,
  type OpenapiOptions,
  tokenFrom,
} from '../../../shared'
import { fileStore, memoryStore } from '../../../shared/stores'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

const account = { appid: 'wx1', secret: 'a-secret-of-32-letters' }
let reply: Reply | undefined
let stub: StubServer

beforeEach(async () => {
  reply = undefined
  stub = await startStub(({ path }) => (path.includes('token') ? undefined : reply))
})
afterEach(() => stub.close())

const client = (options: object = {}) => createOpenapi({ ...account, baseUrl: stub.url, ...options })
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    error => error,
  )
/** What making a client throws. */
function refusal(options: unknown) {
  try {
    createOpenapi(options as OpenapiOptions)
  } catch (error) {
    return error
  }
}

const notStores = [
  '/tmp/x',
  {},
  fileStore,
  { get() {}, set() {} },
  { read() {}, publish() {}, lease() {} },
  null,
]
const store =
  'the option store must be a token store: fileStore(folder), redisStore(client), cloudbaseStore(db) or tokenStore(yours)'
const aboveZero = (name: string) => `the option ${name} must be a number above 0`

describe('an option of a wrong kind is refused before anything is sent', () => {
  test.each<[string, unknown, string]>([
    ['auth', 'clasic', "the option auth must be 'stable', 'classic' or a source such as tokenFrom(ask)"],
    ['auth', {}, "the option auth must be 'stable', 'classic' or a source such as tokenFrom(ask)"],
    ...notStores.map((value): [string, unknown, string] => ['store', value, store]),
    ['retries', 'x', 'the option retries must be a number, 0 or more'],
    ['retries', Number.NaN, 'the option retries must be a number, 0 or more'],
    ['retries', -1, 'the option retries must be a number, 0 or more'],
    ['timeoutMs', '5000', aboveZero('timeoutMs')],
    ['timeoutMs', Number.NaN, aboveZero('timeoutMs')],
    ['timeoutMs', 0, aboveZero('timeoutMs')],
    ['maxAnswerBytes', '1', aboveZero('maxAnswerBytes')],
    ['failOver', true, 'the option failOver must be the function failOver of this package'],
    [
      'agent',
      'http://proxy:80',
      'the option agent must be an Agent of node:http or node:https, or one for a proxy',
    ],
    ['agent', {}, 'the option agent must be an Agent of node:http or node:https, or one for a proxy'],
    ['transport', 'http', "the option transport must be 'cloud', or omitted for HTTPS"],
    ['accounts', 'wx2', 'the option accounts must be an object, { [appid]: { secret } }'],
    ['appid', 1, 'the option appid must be text'],
    ['secret', 1, 'the option secret must be text'],
    ['payAppKey', 5, 'the option payAppKey must be text or a function'],
    ['sessionKey', {}, 'the option sessionKey must be text or a function'],
    ['strict', 'no', 'the option strict must be true or false'],
    ['onRequest', 5, 'the option onRequest must be a function'],
    ['onResponse', {}, 'the option onResponse must be a function'],
    ['onRetry', [], 'the option onRetry must be a function'],
    ['onTokenRefresh', true, 'the option onTokenRefresh must be a function'],
    ['onWarning', 'x', 'the option onWarning must be a function'],
  ])('%s: %p', (name, value, said) => {
    expect(refusal({ ...account, baseUrl: stub.url, [name]: value })).toMatchObject({
      name: 'ConfigError',
      errCode: -604904,
      errMsg: `openapi:fail ${said}`,
    })
    expect(stub.arrived).toEqual([])
  })

  test('with cloud calls too', () => {
    expect(refusal({ transport: 'cloud', retries: 'x' })).toMatchObject({
      errMsg: 'openapi:fail the option retries must be a number, 0 or more',
    })
  })

  test.each([null, 'x', 5])('%p in the place of all options', options => {
    expect(refusal(options)).toMatchObject({
      name: 'ConfigError',
      errMsg: 'openapi:fail the options must be an object',
    })
  })
})

describe('an option that does not exist is refused', () => {
  test.each([
    ['appId', 'appid'],
    ['timeout', 'timeoutMs'],
    ['appSecret', 'secret'],
    ['baseURL', 'baseUrl'],
    ['encodingAESKey', undefined],
    ['onError', undefined],
  ])('%s', (name, meant) => {
    const guess = meant === undefined ? '' : `; did you mean ${meant}?`
    expect(refusal({ ...account, [name]: 'x' })).toMatchObject({
      name: 'ConfigError',
      errCode: -604904,
      errMsg: `openapi:fail there is no option ${name}${guess}`,
      fix: meant === undefined ? expect.stringMatching(/^the options are appid, secret, /) : `write ${meant}`,
    })
  })

  test('undefined too: what it is meant for is missing', () => {
    expect(refusal({ ...account, appId: undefined })).toMatchObject({ name: 'ConfigError' })
  })

  test.each([
    ['env', 'pass env to cloud.init'],
    ['rows', "import createOpenapi from 'wx-openapi-shim/client', which takes rows"],
  ])('%s, which belongs to another function, says where', (name, fix) => {
    expect(refusal({ ...account, [name]: {} })).toMatchObject({ name: 'ConfigError', fix })
  })

  test('what it is called is cut, and its value is not told', () => {
    const error = refusal({ ...account, [`z${'y'.repeat(1000)}`]: 'a-value' }) as Error
    expect(error.message.length).toBeLessThan(400)
    expect(error.message).not.toContain('a-value')
  })

  test('by createCloud too', () => {
    expect(() => createCloud({ ...account, timeout: 5 } as object)).toThrow('did you mean timeoutMs?')
  })

  test.each([{ appId: 'wx2' }, { convertcase: false }])('by openapi(%j)', options => {
    expect(() => client()(options as object)).toThrow(/did you mean (appid|convertCase)\?/)
  })

  test('but openapi() takes options of wx-server-sdk that this library lacks', async () => {
    const openapi = client()({ convertCase: true, somethingElse: 1 } as object)
    expect((await openapi.logistics.getAllDelivery()).errCode).toBe(0)
  })
})

test('options of the right kinds are taken, and so are those that are undefined', async () => {
  const hook = () => undefined
  const options = {
    accounts: { wx2: { secret: 's' } },
    auth: tokenFrom(async () => 'mine'),
    store: memoryStore(),
    retries: 0,
    timeoutMs: 9000.5,
    maxAnswerBytes: Number.POSITIVE_INFINITY,
    failOver,
    agent: new Agent(),
    payAppKey: 'key',
    sessionKey: () => 'key',
    strict: false,
    onRequest: hook,
    onResponse: hook,
    onRetry: hook,
    onTokenRefresh: hook,
    onWarning: hook,
    transport: undefined,
  }
  expect((await client(options).logistics.getAllDelivery()).errCode).toBe(0)
  const unsaid = Object.fromEntries(Object.keys(options).map(name => [name, undefined]))
  expect((await client(unsaid).logistics.getAllDelivery()).errCode).toBe(0)
})

describe('an option of a call of a wrong kind is a rejection, and nothing is sent', () => {
  const signal = 'the option signal must be an AbortSignal: controller.signal, not the controller'
  test.each<[string, unknown, string]>([
    ['the controller of a signal', { signal: new AbortController() }, signal],
    ['text for a signal', { signal: 'x' }, signal],
    ['text for a time', { timeoutMs: '5000' }, aboveZero('timeoutMs')],
    ['no time', { timeoutMs: 0 }, aboveZero('timeoutMs')],
    ['text for a wish', { retryWrites: 'false' }, 'the option retryWrites must be true or false'],
    ['a number for a key', { sessionKey: 5 }, 'the option sessionKey must be text'],
    ['a number for all of them', 5, 'the options must be an object'],
    ['null for all of them', null, 'the options must be an object'],
    ['a misspelt one', { timeout: 5 }, 'there is no option timeout; did you mean timeoutMs?'],
  ])('%s', async (_, options, said) => {
    const openapi = client()
    const expected = { name: 'ConfigError', errMsg: `openapi.logistics.getAllDelivery:fail ${said}` }
    expect(await failure(openapi.logistics.getAllDelivery({}, options as never))).toMatchObject(expected)
    expect(await failure(openapi.call('logistics.getAllDelivery', {}, options as never))).toMatchObject(
      expected,
    )
    expect(stub.arrived).toEqual([])
  })
})

describe.each([Number.POSITIVE_INFINITY, 2 ** 31, 3e9])('a time of %d ms is a long one', timeoutMs => {
  const slow: Reply = response => {
    setTimeout(() => response.end('{"errcode":0}'), 50)
  }

  test('as an option of the client', async () => {
    reply = slow
    const { logistics } = client({ timeoutMs })
    expect((await logistics.updatePrinter({ openid: 'o', updateType: 'bind' })).errCode).toBe(0)
  })

  test('as an option of the call', async () => {
    reply = slow
    const { logistics } = client()
    expect((await logistics.updatePrinter({ openid: 'o', updateType: 'bind' }, { timeoutMs })).errCode).toBe(
      0,
    )
  })
})

describe('an agent', () => {
  test('that is not for https is named before anything is sent', async () => {
    const agent = new Agent()
    const { logistics } = createOpenapi({ ...account, baseUrl: 'https://127.0.0.1:1', agent })
    expect(await failure(logistics.updatePrinter({ openid: 'o', updateType: 'bind' }))).toMatchObject({
      name: 'ConfigError',
      errMsg:
        'openapi.logistics.updatePrinter:fail the option agent failed (ERR_INVALID_PROTOCOL); give one for https',
      maybeExecuted: false,
    })
  })

  test('that throws is named, and what it says is not told', async () => {
    class Broken extends Agent {
      addRequest({ path }: ClientRequest) {
        throw new Error(`no proxy for ${path}`)
      }
    }
    const error = await failure(client({ agent: new Broken() }).logistics.getAllDelivery())
    expect(isOpenapiError(error)).toBe(true)
    expect(error.errMsg).toBe(
      'openapi.logistics.getAllDelivery:fail the option agent failed (it threw an error); give one for http',
    )
    expect(stub.arrived).toEqual([])
  })

  test('is given a request whose errors somebody listens to before anything else is done with it', async () => {
    const listeners: number[] = []
    let request: ClientRequest | undefined
    class Noting extends Agent {
      addRequest(given: ClientRequest, ...more: unknown[]) {
        request = given
        const { addRequest } = Agent.prototype as unknown as { addRequest(...all: unknown[]): void }
        addRequest.call(this, given, ...more)
      }
    }
    const signal = {
      aborted: false,
      addEventListener: () => request && listeners.push(request.listenerCount('error')),
      removeEventListener() {},
    }
    const { logistics } = client({ agent: new Noting(), auth: fixedToken('mine') })
    await logistics.getAllDelivery({}, { signal: signal as never })
    expect(listeners).toEqual([1])
  })
})
