import type { InvalidParamsError } from '../../../shared/errors/invalid-params-error'
import { encode } from '../../../shared/schema/encode'
import { type Endpoint, endpoint } from '../../../shared/schema/endpoint'
import { media, optional, query, type Shape, string, wire } from '../../../shared/schema/fields'

const method = 'shop.upload'
const value = Buffer.from([0, 255, 10])
const png = { contentType: 'image/png', value }
const row = (body: Endpoint['body'], params: Shape) =>
  endpoint({ http: 'POST /shop/upload', effect: 'write', body, params, result: {} })
const multipart = row('multipart', {
  theFile: media(),
  title: optional(string()),
  type: optional(query(string())),
})

/** The faults of a refused call, as `path problem`. */
function faults(refused: () => unknown): string[] {
  try {
    refused()
  } catch (error) {
    return (error as InvalidParamsError).faults.map(({ path, problem }) => `${path} ${problem}`)
  }
  throw new Error('it was not refused')
}

describe('a file of a multipart method', () => {
  test('becomes a part under its name on the wire; the rest travels beside it', () => {
    const request = encode(multipart, { theFile: png, title: 'a', type: 'image', newKey: 1 }, { method })
    expect(request.files).toEqual([
      { name: 'the_file', contentType: 'image/png', fileName: 'the_file.png', value },
    ])
    expect({ ...request.json }).toEqual({ title: 'a', new_key: 1 })
    expect(request.query).toEqual([['type', 'image']])
    expect(request).toMatchObject({ verb: 'POST', path: '/shop/upload' })
  })

  test('is passed on without a copy of its bytes', () => {
    expect(encode(multipart, { theFile: png }, { method }).files![0]!.value).toBe(value)
  })

  test('takes the name that wire() says', () => {
    const wired = row('multipart', { mediaData: wire('mediaData', media()) })
    expect(encode(wired, { mediaData: png }, { method }).files![0]!.name).toBe('mediaData')
  })

  test('may be any view of bytes', () => {
    const request = encode(multipart, { theFile: { ...png, value: new Uint8Array(value) } }, { method })
    expect(request.files).toHaveLength(1)
  })

  test.each([
    ['image/jpeg', 'the_file.jpg'],
    ['image/gif', 'the_file.gif'],
    ['video/mp4', 'the_file.mp4'],
    ['IMAGE/JPEG; charset=binary', 'the_file.jpg'],
    ['image/jpg', 'the_file.jpg'],
    ['audio/mp3', 'the_file.mp3'],
    ['audio/mpeg', 'the_file.mp3'],
    ['audio/x-m4a', 'the_file.m4a'],
    ['audio/wav', 'the_file.wav'],
    ['application/zip', 'the_file.zip'],
    ['text/csv', 'the_file.csv'],
    ['application/unheard-of', 'the_file'],
    ['application/octet-stream', 'the_file'],
  ])('of type %s is called %s', (contentType, fileName) => {
    expect(encode(multipart, { theFile: { contentType, value } }, { method }).files![0]!.fileName).toBe(
      fileName,
    )
  })

  test('keeps the name that the caller gives', () => {
    const named = { ...png, fileName: '发票.png' }
    expect(encode(multipart, { theFile: named }, { method }).files![0]!.fileName).toBe('发票.png')
  })

  test.each([
    [
      'a type with a line end',
      { contentType: 'image/png\r\nX-Evil: 1' },
      'has a contentType that is not a MIME type such as image/png',
    ],
    ['NUL in its name', { fileName: 'a\0.png' }, 'has a fileName that is not text without NUL'],
    ['a name that is no text', { fileName: 7 }, 'has a fileName that is not text without NUL'],
    [
      'a misspelt member',
      { filename: 'a.png' },
      'has a property filename, which files do not have; did you mean fileName?',
    ],
    ['an odd member', { width: 7 }, 'has a property width, which files do not have'],
  ])('with %s is refused', (_, odd, problem) => {
    expect(faults(() => encode(multipart, { theFile: { ...png, ...odd } }, { method }))).toEqual([
      `theFile ${problem}`,
    ])
  })

  test('may stay away where it is optional: then there is no body', () => {
    const optionalFile = row('multipart', { img: optional(media()), imgUrl: optional(query(string())) })
    expect(encode(optionalFile, { imgUrl: 'https://a' }, { method })).toEqual({
      verb: 'POST',
      path: '/shop/upload',
      query: [['img_url', 'https://a']],
    })
  })

  test('may stay away and leave the rest of the body', () => {
    const optionalFile = row('multipart', { img: optional(media()), title: optional(string()) })
    expect(encode(optionalFile, { title: 'a' }, { method })).toEqual({
      verb: 'POST',
      path: '/shop/upload',
      query: [],
      json: { title: 'a' },
    })
  })

  test.each([
    ['the bare bytes', value],
    ['a path', './picture.png'],
    ['text in place of bytes', { contentType: 'image/png', value: 'abc' }],
    ['no type', { value }],
    ['null', null],
  ])('is refused when it is %s', (_, given) => {
    expect(faults(() => encode(multipart, { theFile: given }, { method }))).toEqual([
      'theFile must be a file, { contentType: string, value: Buffer }',
    ])
  })
})

test('a file that no row knows still travels, as a part', () => {
  expect(encode(row('json', {}), { newFile: png, a: 1 }, { method }).files).toEqual([
    { name: 'new_file', contentType: 'image/png', fileName: 'new_file.png', value },
  ])
})

test('a GET takes no file, and says so under the caller’s name', () => {
  const get = endpoint({ http: 'GET /shop/upload', effect: 'read', params: {}, result: {} })
  expect(faults(() => encode(get, { someFile: png }, { method }))).toEqual([
    'someFile is a file, but this parameter does not take one',
  ])
})

describe('a raw method', () => {
  const raw = row('raw', { media: media(), name: optional(query(string())) })

  test('sends the bare bytes as its body, and everything else in the query', () => {
    expect(encode(raw, { media: png, name: 'n', newKey: 1 }, { method })).toEqual({
      verb: 'POST',
      path: '/shop/upload',
      query: [
        ['name', 'n'],
        ['new_key', '1'],
      ],
      raw: { name: 'media', contentType: 'image/png', fileName: 'media.png', value },
    })
  })

  test('takes one file only', () => {
    const problem = 'is a file, but this parameter does not take one'
    expect(faults(() => encode(raw, { media: png, other: png }, { method }))).toEqual([`other ${problem}`])
    const two = row('raw', { media: media(), thumb: media() })
    expect(faults(() => encode(two, { media: png, thumb: png }, { method }))).toEqual([`thumb ${problem}`])
  })
})
