import { measure } from '../../../shared/gateway/event'

const room = 1_000_000

describe('the size of a value as JSON', () => {
  test.each<[string, unknown]>([
    ['an empty object', {}],
    ['an empty list', []],
    ['one member', { a: 1 }],
    ['several members', { a: 1, bc: 'd', 'e"f': null }],
    ['one item', [1]],
    ['several items', [1, 'a', true, null, -2.5]],
    ['nested values', { a: [{ b: [] }, {}], c: { d: [1, 2] } }],
    ['a quote', 'say "yes"'],
    ['a backslash', 'a\\b'],
    ['a control character', 'a\u0001b'],
    ['the last control character', 'a\u001fb'],
    ['the first character that is none', ' '],
    ['the last one of ASCII', 'a~b'],
    ['one behind it', 'a\u007fb'],
    ['letters of two, three and four bytes', 'é中😀'],
    ['half a letter', 'a\ud800b'],
    ['the other half', 'a\udfffb'],
    ['a long text', 'x'.repeat(200)],
    ['a long text of other letters', '中'.repeat(200)],
    ['a long text with line ends', 'line\n'.repeat(50)],
    ['a text of 64 letters', 'x'.repeat(64)],
    ['a text of 65 letters', 'x'.repeat(65)],
    ['a number', 12.75],
    ['a boolean', false],
    ['null', null],
  ])('%s', (_, value) => {
    const bytes = Buffer.byteLength(JSON.stringify(value))
    expect(measure(value, room, 100)).toBe(bytes)
    expect(measure(value, bytes, 100)).toBe(bytes)
    expect(measure(value, bytes - 1, 100)).toBe('tooLarge')
  })

  test('undefined counts as the null that it becomes in a list', () => {
    expect(measure([undefined, undefined], room, 100)).toBe('[null,null]'.length)
  })

  test('bytes count as they are', () => {
    expect(measure({ a: Buffer.alloc(1000) }, room, 100)).toBe('{"a":}'.length + 1000)
    expect(measure(new Uint16Array(10), room, 100)).toBe(20)
  })

  test('what is inherited does not count', () => {
    expect(measure(Object.create({ far: 'away' }), room, 100)).toBe(2)
  })
})

describe('levels', () => {
  const nested = (levels: number, open: string, close: string) =>
    JSON.parse(`${open.repeat(levels - 1)}{}${close.repeat(levels - 1)}`)

  test.each([
    ['objects', '{"a":', '}'],
    ['lists', '[', ']'],
  ])('as many %s in each other as are allowed, and no more', (_, open, close) => {
    expect(typeof measure(nested(5, open, close), room, 5)).toBe('number')
    expect(measure(nested(6, open, close), room, 5)).toBe('tooDeep')
  })

  test('count from the outside, however many stand beside each other', () => {
    expect(typeof measure([[1], [2], [[3]], {}, [4]], room, 3)).toBe('number')
    expect(measure([[1], [2], [[3]], {}, [4]], room, 2)).toBe('tooDeep')
  })

  test('a plain value has none', () => {
    expect(measure('text', room, 0)).toBe(6)
  })
})

describe('what cannot fit is not looked at', () => {
  /** An object or a list that says when somebody looks into it. */
  const watched = <T extends object>(target: T, key: string): [T, () => number] => {
    let looks = 0
    const value = new Proxy(target, {
      get(object, name) {
        if (name === key) looks += 1
        return Reflect.get(object, name)
      },
    })
    return [value, () => looks]
  }

  test('the items of a list that is too long', () => {
    const [list, looks] = watched(Array(51).fill(1), '0')
    // 51 digits, 50 commas and two brackets are one byte too many.
    expect(measure(list, 102, 100)).toBe('tooLarge')
    expect(looks()).toBe(0)
    expect(measure(list, 103, 100)).toBe(103)
  })

  test('the members of an object that has too many', () => {
    const letters = Object.fromEntries([...'abcdefghij'].map(letter => [letter, 1]))
    const [object, looks] = watched(letters, 'a')
    // Ten times quotes, colon and digit, and nine commas: without the letters that is 51.
    expect(measure(object, 50, 100)).toBe('tooLarge')
    expect(looks()).toBe(0)
    expect(measure(object, 51, 100)).toBe('tooLarge')
    expect(looks()).toBe(1)
  })

  test('the items behind the one that is too large', () => {
    const [list, looks] = watched(['x'.repeat(100), 1], '1')
    expect(measure(list, 50, 100)).toBe('tooLarge')
    expect(looks()).toBe(0)
  })

  test('the members behind it', () => {
    const [object, looks] = watched({ a: 'x'.repeat(100), b: 1 }, 'b')
    expect(measure(object, 50, 100)).toBe('tooLarge')
    expect(looks()).toBe(0)
  })

  test('the objects beside it', () => {
    const [object, looks] = watched({ a: 1 }, 'a')
    // The list has no room for both: the last one is looked into first.
    expect(measure([object, { b: 'x'.repeat(100) }], 50, 100)).toBe('tooLarge')
    expect(looks()).toBe(0)
  })
})
