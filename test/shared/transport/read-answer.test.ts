import { readAnswer } from '../../../shared/transport/read-answer'

const read = (body: string | Buffer, contentType = '', status = 200) =>
  readAnswer({ status, contentType, body: Buffer.from(body as string) }, 'a.b')

describe('JSON is found by its first character', () => {
  test.each([
    ['an object', '{"a":1}', { a: 1 }],
    ['an array', '[1]', [1]],
    ['after a byte order mark', '\ufeff{"a":1}', { a: 1 }],
    ['after blanks and line ends', ' \t\r\n{"a":1}', { a: 1 }],
  ])('%s', (_, body, value) => {
    expect(read(body, 'image/jpeg')).toEqual({ kind: 'json', value, errcode: 0, errmsg: '' })
  })

  test.each(['"text"', '7', 'null', 'true'])('%s is no answer in JSON', body => {
    expect(read(body, 'text/plain')).toEqual({ kind: 'text', text: body })
  })

  test.each([
    ['half a byte order mark', Buffer.from([0xef, 0xbb, 0x7b, 0x7d])],
    ['two bytes of one at the wrong place', Buffer.from([0xef, 0x00, 0xbf, 0x7b, 0x7d])],
    ['the rest of one', Buffer.from([0x00, 0xbb, 0xbf, 0x7b, 0x7d])],
    ['a control character that is no blank', Buffer.from([0x08, 0x7b, 0x7d])],
    ['blanks alone', Buffer.from('  \n ')],
  ])('bytes that begin with %s are bytes', (_, body) => {
    expect(read(body, 'image/png')).toEqual({ kind: 'binary', contentType: 'image/png', buffer: body })
  })

  test('what begins like JSON and is none is taken for what its label says', () => {
    expect(read('{oops', 'text/plain')).toEqual({ kind: 'text', text: '{oops' })
    expect(read('[img]', 'image/png')).toMatchObject({ kind: 'binary' })
  })

  test('it counts also under a status that is no success', () => {
    expect(read('{"errcode":48001,"errmsg":"no"}', '', 500)).toMatchObject({ kind: 'json', errcode: 48001 })
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
        errMsg: 'openapi.a.b:fail the errcode of the answer is not a number',
        maybeExecuted: true,
      }),
    )
  })
})

describe('what is no JSON', () => {
  test('and text by its label is text, whatever the charset and the case', () => {
    for (const label of ['text/plain', 'text/plain; charset=utf-8', ' Text/Plain ;x']) {
      expect(read('成功', label)).toEqual({ kind: 'text', text: '成功' })
    }
  })

  test('is bytes with their label as it came', () => {
    const body = Buffer.from([0x89, 0x50, 0xff])
    expect(read(body, 'Image/PNG; q=1')).toEqual({
      kind: 'binary',
      contentType: 'Image/PNG; q=1',
      buffer: body,
    })
  })

  test('has bytes that may begin like a page under a label that says otherwise, and no label at all', () => {
    expect(read('<svg/>', 'image/svg+xml').kind).toBe('binary')
    expect(read(Buffer.from([0xff]), '').kind).toBe('binary')
  })

  test.each([
    ['a page', '<html>', 'text/html; charset=utf-8', 200, 'the answer was no JSON'],
    ['text called a page', 'Bad Gateway', 'text/html', 200, 'the answer was no JSON'],
    ['a page without a label', '<html>', '', 200, 'the answer was no JSON'],
    ['what was called JSON', 'oops', 'application/json', 200, 'the answer was no JSON'],
    ['nothing at all', '', 'text/plain', 200, 'the answer was empty'],
    ['text under a redirect', 'moved', 'text/plain', 300, 'the answer was HTTP 300 without JSON'],
    ['text before there is an answer', 'wait', 'text/plain', 199, 'the answer was HTTP 199 without JSON'],
  ])('%s is no answer of WeChat’s', (_, body, label, status, what) => {
    expect(() => read(body, label, status)).toThrow(
      expect.objectContaining({
        name: 'AnswerError',
        errMsg: `openapi.a.b:fail ${what}`,
        maybeExecuted: true,
        retryable: true,
      }),
    )
  })

  test.each([200, 299])('is an answer under the status %i', status => {
    expect(read('fine', 'text/plain', status)).toEqual({ kind: 'text', text: 'fine' })
  })
})
