import { classicToken, lifetimeSeconds, stableToken } from '../../../shared/auth/fetch-token'
import { deadlineIn } from '../../../shared/transport/clock'
import type { OutgoingRequest, SendOptions } from '../../../shared/transport/transport'

const account = { appid: 'wx1', secret: 'a-secret-of-32-letters-012345678' }
let sent: [OutgoingRequest, SendOptions][]
beforeEach(() => {
  sent = []
})

/** A source over a line that answers with these bytes. */
const source = (answer: object | string, make = stableToken, contentType = 'application/json') =>
  make(account, {
    async send(request, options) {
      sent.push([request, options])
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
      return { status: 200, contentType, body: Buffer.from(text) }
    },
  })
const query = (force = false) => ({ method: 'a.b', force, deadline: deadlineIn(1000) })
const good = { access_token: 'the-token', expires_in: 7200 }

test('a token comes with its lifetime', async () => {
  expect(await source(good).fetch(query())).toEqual({ token: 'the-token', lifetimeMs: 7200_000 })
})

test('stable_token is asked for another only when it must be another', async () => {
  await source(good).fetch(query())
  await source(good).fetch(query(true))
  const plain = { grant_type: 'client_credential', ...account }
  expect(sent.map(([{ verb, target }]) => `${verb} ${target}`)).toEqual([
    'POST /cgi-bin/stable_token',
    'POST /cgi-bin/stable_token',
  ])
  expect(sent.map(([{ body }]) => JSON.parse(String(body)))).toEqual([
    plain,
    { ...plain, force_refresh: true },
  ])
})

test('it is asked in the name of the call, and within its time', async () => {
  const asked = query()
  await source(good).fetch(asked)
  expect(sent[0]![1]).toEqual({ method: 'a.b', deadline: asked.deadline })
})

test.each([
  ['stable', stableToken, true],
  ['classic', classicToken, false],
])(
  'the %s source says under what name its tokens are kept, when they are renewed, and whether it can be forced',
  (mode, make, canForce) => {
    expect(source(good, make)).toMatchObject({
      key: `${mode}:wx1`,
      secret: account.secret,
      renewBeforeMs: 300_000,
      canForce,
    })
  },
)

test('a refusal names the errcode and hides the secret', async () => {
  const refusal = { errcode: 40125, errmsg: `invalid appsecret ${account.secret}` }
  await expect(source(refusal).fetch(query())).rejects.toMatchObject({
    name: 'TokenError',
    errCode: 40125,
    errMsg: 'openapi.a.b:fail no access token: invalid appsecret [redacted]',
  })
})

test('what is no JSON gives no token', async () => {
  await expect(source('the-token', stableToken, 'text/plain').fetch(query())).rejects.toMatchObject({
    name: 'AnswerError',
    errMsg: 'openapi.a.b:fail the response was not JSON',
  })
})

test.each([
  ['none', {}],
  ['an empty one', { access_token: '' }],
  ['one that is no text', { access_token: 7 }],
  ['one in a list', { access_token: ['the-token'] }],
  ['one that ends a line', { access_token: 'the\ntoken' }],
  ['one with a blank', { access_token: 'the token' }],
  ['one with a blank at its start', { access_token: ' the-token' }],
  ['one with a blank at its end', { access_token: 'the-token ' }],
  ['one with a letter that is not ASCII', { access_token: 'tökén' }],
  ['one of 513 characters', { access_token: 'x'.repeat(513) }],
])('a token endpoint that gives %s gave no usable token', async (_, answer) => {
  await expect(source({ ...answer, expires_in: 7200 }).fetch(query())).rejects.toMatchObject({
    name: 'AnswerError',
    errMsg: 'openapi.a.b:fail the token endpoint returned no usable token',
  })
})

test('a token of 512 characters, signs among them, is one', async () => {
  const token = `!~${'x'.repeat(510)}`
  expect(await source({ ...good, access_token: token }).fetch(query())).toMatchObject({ token })
})

test.each([
  [1, 1],
  [0.9, 300],
  ['1.9', 1],
  ['', 300],
  ['  ', 300],
  [7201, 7200],
  [Number.POSITIVE_INFINITY, 300],
  [true, 300],
  [['7200'], 300],
])('expires_in %j is taken as %i seconds', (given, seconds) => {
  expect(lifetimeSeconds(given)).toBe(seconds)
})
