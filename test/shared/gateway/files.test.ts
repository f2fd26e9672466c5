import { customerServiceMessage } from '../../../shared/catalogue/customerServiceMessage'
import { img } from '../../../shared/catalogue/img'
import { wxacode } from '../../../shared/catalogue/wxacode'
import { serve } from '../../../shared/gateway'
import { type Reply as Answer, type StubServer, startStub } from '../../support/stub-server'
import { handle, operator } from './serving'

let stub: StubServer
let answer: Answer | undefined
beforeAll(async () => {
  stub = await startStub(({ path }) => (path.endsWith('token') ? undefined : answer))
})
afterAll(() => stub.close())
beforeEach(() => {
  stub.arrived.length = 0
  answer = undefined
})

const config = {
  permissions: {
    openapi: ['customerServiceMessage.uploadTempMedia', 'wxacode.get', 'wxacode.getUnlimited', 'img.aiCrop'],
  },
}
const main = () =>
  serve({ customerServiceMessage, wxacode, img }, config, {
    openapi: { appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url },
  })
const upload = (params: object) =>
  handle(main(), operator, { method: 'customerServiceMessage.uploadTempMedia', params })

// The bytes 0 to 255, and their base64 as `base64` of coreutils writes it.
const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at))
const base64 =
  'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t/g4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4+fr7/P3+/w=='

test('a file comes as base64 and is sent as its bytes, with its name and type', async () => {
  const reply = await upload({
    type: 'image',
    media: { contentType: 'image/gif', base64, fileName: 'a.gif' },
  })
  expect(reply.errCode).toBe(0)
  const { body, headers, query } = stub.calls()[0]!
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  expect(query.get('type')).toBe('image')
  expect(body.includes(bytes)).toBe(true)
  expect(body.toString('latin1')).toContain('name="media"; filename="a.gif"\r\nContent-Type: image/gif')
})

test('an event up to 1 MB carries a file', async () => {
  const large = Buffer.alloc(750_000, 7)
  const reply = await upload({
    type: 'image',
    media: { contentType: 'image/png', base64: large.toString('base64') },
  })
  expect(reply.errCode).toBe(0)
  expect(stub.calls()[0]!.body.includes(large)).toBe(true)
})

const broken: [string, unknown, string][] = [
  [
    'an address',
    'https://example.com/a.png',
    'must be a file, { contentType, base64 }; URLs are not fetched',
  ],
  [
    'an address of the inside',
    { contentType: 'image/png', url: `http://127.0.0.1:1/` },
    'must have its bytes as base64',
  ],
  ['no type', { base64 }, 'must have a contentType'],
  ['no bytes', { contentType: 'image/png' }, 'must have its bytes as base64'],
  ['empty bytes', { contentType: 'image/png', base64: '' }, 'must have its bytes as base64'],
  ['bytes that JSON has lost', { contentType: 'image/png', value: {} }, 'must have its bytes as base64'],
  [
    'letters that are no base64',
    { contentType: 'image/png', base64: 'AAEC!wQF' },
    'a base64 that is not valid',
  ],
  ['a base64 that is cut', { contentType: 'image/png', base64: 'AAECA' }, 'a base64 that is not valid'],
  [
    'a base64 with line ends',
    { contentType: 'image/png', base64: 'AAEC\nAwQF' },
    'a base64 that is not valid',
  ],
  [
    'a data address',
    { contentType: 'image/png', base64: `data:image/png;base64,${base64}` },
    'begins with data:',
  ],
  [
    'a condition for a base64',
    { contentType: 'image/png', base64: { $ne: null } },
    'must have its bytes as base64',
  ],
  [
    'a name that is no text',
    { contentType: 'image/png', base64, fileName: 1 },
    'must have a string as fileName',
  ],
  ['a list', [base64], 'must be a file'],
]

test.each(broken)(
  'C4 a file that is %s is an error that names it, and nothing is fetched or sent',
  async (_, media, problem) => {
    const reply = await upload({ type: 'image', media })
    expect(reply).toMatchObject({ errCode: -501007, maybeExecuted: false, faults: [{ path: 'media' }] })
    expect(reply.errMsg).toContain(`openapi.customerServiceMessage.uploadTempMedia:fail media `)
    expect(reply.errMsg).toContain(problem)
    expect(stub.arrived).toEqual([])
  },
)

test('a file that may be left out may be left out', async () => {
  const reply = await handle(main(), operator, {
    method: 'img.aiCrop',
    params: { imgUrl: 'https://a.example/b.png' },
  })
  expect(reply.errCode).toBe(0)
  expect(stub.calls()).toHaveLength(1)
})

test('a base64 that is no file of the row is left alone', async () => {
  const path = { contentType: 'image/png', base64: 'not base64!' }
  await handle(main(), operator, { method: 'wxacode.get', params: { path } })
  expect(JSON.parse(stub.calls()[0]!.body.toString())).toEqual({
    path: { content_type: 'image/png', base64: 'not base64!' },
  })
})

const picture =
  (body: Buffer): Answer =>
  response => {
    response.setHeader('content-type', 'image/png')
    response.end(body)
  }

test('a picture comes back as base64', async () => {
  answer = picture(bytes)
  expect(await handle(main(), operator, { method: 'wxacode.get', params: { path: 'pages/index' } })).toEqual({
    contentType: 'image/png',
    base64,
    errCode: 0,
    errMsg: 'openapi.wxacode.get:ok',
  })
})

test('a picture that is larger than a function can return is an error with its size and what to do', async () => {
  answer = picture(Buffer.alloc(1_200_000, 255))
  const reply = await handle(main(), operator, { method: 'wxacode.get', params: { path: 'pages/index' } })
  expect(reply).toEqual({
    errCode: -604001,
    errMsg: 'openapi.wxacode.get:fail the result is 1.5 MB, but a cloud function can return at most 1 MB',
    method: 'wxacode.get',
    meaning: 'cloud function result size exceeds the limit',
    fix: 'request less at a time; store a file with cloud.uploadFile and return its fileID',
    retryable: false,
    // The code was made and counts, although nobody sees it.
    maybeExecuted: true,
  })
})
