import { binary, json, object, string } from '../../../shared/schema/fields'
import { type Expected, readAnswer } from '../../../shared/transport/read-answer'

const read = (
  body: string | Buffer,
  { contentType = '', status = 200, disposition }: Partial<Parameters<typeof readAnswer>[0]> = {},
  expected: Expected = {},
) => readAnswer({ status, contentType, disposition, body: Buffer.from(body as string) }, 'a.b', expected)

const failing = (what: string) =>
  expect.objectContaining({
    name: 'AnswerError',
    errMsg: `openapi.a.b:fail ${what}`,
    maybeExecuted: true,
    retryable: true,
  })

describe('JSON is found by its first character', () => {
  test.each([
    ['an object', '{"a":1}'],
    ['after a byte order mark', '\ufeff{"a":1}'],
    ['after blanks and line ends', ' \t\r\n{"a":1}'],
    ['before NUL', '{"a":1}\0\0'],
  ])('%s', (_, body) => {
    expect(read(body, { contentType: 'image/jpeg' })).toEqual({
      kind: 'json',
      value: { a: 1 },
      errcode: 0,
      errmsg: '',
    })
  })

  test.each([
    ['"text"', 'the response was not JSON'],
    ['7', 'the response was not JSON'],
    ['null', 'the response was not JSON'],
    ['{oops', 'the response was not JSON'],
    ['success', 'the response was not JSON'],
    ['<xml/>', 'the response was not JSON'],
    ['[1]', 'the response was a list, not an object'],
    ['[]', 'the response was a list, not an object'],
  ])('%s is no answer of a row with members, whatever label it carries', (body, what) => {
    for (const contentType of [
      '',
      'text/plain',
      'text/html',
      'application/json',
      'image/png',
      'application/octet-stream',
    ]) {
      expect(() => read(body, { contentType })).toThrow(failing(what))
    }
  })
})

describe('under a status that is no success', () => {
  test.each([199, 300, 400, 401, 403, 404, 412, 429, 500, 503])('%i, an errcode is WeChat’s word', status => {
    const body = '{"errcode":48001,"errmsg":"no"}'
    for (const expected of [{}, binary(), object({}), json()] as Expected[]) {
      expect(read(body, { status }, expected)).toMatchObject({ kind: 'json', errcode: 48001, errmsg: 'no' })
    }
  })

  test.each([
    ['{}', 'the response was HTTP 503 without an errcode'],
    ['{"message":"no upstream"}', 'the response was HTTP 503 without an errcode'],
    ['{"errcode":0,"errmsg":"ok"}', 'the response was HTTP 503 without an errcode'],
    ['{"errcode":null}', 'the response was HTTP 503 without an errcode'],
    ['[]', 'the response was HTTP 503 without an errcode'],
    ['wait', 'the response was HTTP 503 without JSON'],
    ['', 'the response was HTTP 503 without JSON'],
  ])('%s is no success', (body, what) => {
    for (const expected of [{}, binary(), object({})] as Expected[]) {
      expect(() => read(body, { status: 503 }, expected)).toThrow(failing(what))
    }
  })

  test.each([200, 201, 299])('%i is one', status => {
    expect(read('{}', { status })).toMatchObject({ kind: 'json', errcode: 0 })
  })
})

describe('the errcode of an answer', () => {
  test.each([
    ['{"errcode":40003,"errmsg":"bad"}', 40003, 'bad'],
    ['{"errCode":40003,"errMsg":"bad"}', 40003, 'bad'],
    ['{"errcode":-1}', -1, ''],
    ['{"errcode":"-1"}', -1, ''],
    ['{"errcode":"123456789012345"}', 123456789012345, ''],
    ['{"errcode":0,"errCode":7}', 0, ''],
    ['{"errmsg":7}', 0, ''],
    ['{"errmsg":null,"errMsg":"other"}', 0, 'other'],
    ['{"errmsg":"one","errMsg":"other"}', 0, 'one'],
  ])('%s means %i “%s”', (body, errcode, errmsg) => {
    expect(read(body)).toMatchObject({ errcode, errmsg })
  })

  test.each([
    'null',
    'true',
    'false',
    '{}',
    '[]',
    '["40003"]',
    '1.5',
    '""',
    '"4000x"',
    '"x4000"',
    '"--1"',
    '"1.5"',
    '"1234567890123456"',
  ])('must be a whole number, %s is none', code => {
    expect(() => read(`{"errcode":${code}}`)).toThrow(
      expect.objectContaining({
        name: 'AnswerError',
        errMsg: 'openapi.a.b:fail the errcode of the response is not a number',
        maybeExecuted: true,
      }),
    )
  })
})

describe('bytes of a row that gives bytes', () => {
  test.each([
    ['a picture', Buffer.from([0x89, 0x50, 0xff])],
    ['half a byte order mark', Buffer.from([0xef, 0xbb, 0x7b, 0x7d])],
    ['two bytes of one at the wrong place', Buffer.from([0xef, 0x00, 0xbf, 0x7b, 0x7d])],
    ['a control character that is no blank', Buffer.from([0x08, 0x7b, 0x7d])],
    ['text', Buffer.from('成功')],
    ['what begins like JSON', Buffer.from('{oops')],
    ['JSON that is no status', Buffer.from('[{"a":1}]')],
    ['blanks alone', Buffer.from('  \n ')],
  ])('%s stay as they are under any label', (_, body) => {
    for (const contentType of ['', 'Image/PNG; q=1', 'text/plain', 'text/html', 'application/json']) {
      expect(read(body, { contentType }, binary())).toEqual({ kind: 'binary', contentType, buffer: body })
    }
  })

  test('carry the name that Content-Disposition gives', () => {
    const named = (disposition: string) => read('a', { disposition }, binary())
    expect(named('attachment; filename="MEDIA_ID.jpg"')).toMatchObject({ fileName: 'MEDIA_ID.jpg' })
    expect(named('attachment; filename=voice.amr')).toMatchObject({ fileName: 'voice.amr' })
    expect(named("attachment; filename=a.txt; filename*=UTF-8''%E5%8F%91%E7%A5%A8.pdf")).toMatchObject({
      fileName: '发票.pdf',
    })
    expect(named('attachment; filename="../../etc/passwd"')).toMatchObject({ fileName: 'passwd' })
    expect(named('inline')).not.toHaveProperty('fileName')
  })

  test.each([
    ['a page', '<html>', 'the response was an HTML page'],
    ['nothing', '', 'the response was empty'],
    ['an errcode that is no number', '{"errcode":null}', 'the errcode of the response is not a number'],
  ])('are not %s', (_, body, what) => {
    expect(() => read(body, { contentType: 'image/png' }, binary())).toThrow(failing(what))
  })
})

describe('an answer of a row that nobody knows', () => {
  test('is an object, or what says that it is a file', () => {
    expect(read('{"a":1}', {}, object({}))).toMatchObject({ kind: 'json', value: { a: 1 } })
    expect(read('GIF8', { contentType: 'image/gif' }, object({}))).toMatchObject({ kind: 'binary' })
    expect(read('a,b', { disposition: 'attachment; filename=a.csv' }, object({}))).toMatchObject({
      kind: 'binary',
      fileName: 'a.csv',
    })
    for (const body of ['[]', 'success', '<html>'])
      expect(() => read(body, {}, object({}))).toThrow('openapi.a.b')
  })
})

test('no answer at all is no answer of a row with members', () => {
  expect(() => read('')).toThrow(failing('the response was empty'))
  expect(read('{"user":"a"}', {}, { user: string() })).toMatchObject({ value: { user: 'a' } })
})
