import { asCode, asCommand, asJson } from '../../../miniprogram/console/services/as-code'
import { chooseFile, NotChosen } from '../../../miniprogram/console/services/choose-file'
import { findMade, forgetMade, listMade, remember } from '../../../miniprogram/console/services/history'
import { mayShowConsole } from '../../../miniprogram/console/services/lines'
import { meaningOf, methodOf } from '../../../miniprogram/console/services/rows'
import { namespaceFor, run } from '../../../miniprogram/console/services/run'
import { failure, standInForWx, thrownBy } from '../fake-wx'

const wx = () => (globalThis as unknown as { wx: Record<string, unknown> }).wx

describe('running', () => {
  const code = methodOf('wxacode.getUnlimited')!

  test('goes through the function of the namespace, with full name and params', async () => {
    const fake = standInForWx()
    await run(code, { scene: 'a' })
    expect(fake.sent).toEqual([
      { name: 'wxacode', data: { method: 'wxacode.getUnlimited', params: { scene: 'a' } } },
    ])
  })

  test.each([
    ['wxacode.getUnlimited', 'wxacode'],
    ['officialAccount.newtmpl.addTemplate', 'officialAccount.newtmpl'],
    ['xpay.queryOrder', 'openapi'],
    ['officialAccount.card.create', 'openapi'],
  ])('%s is asked of the function of %s', (name, namespace) => {
    expect(namespaceFor(methodOf(name)!)).toBe(namespace)
  })

  test('a picture is shown, and its bytes are not spelled out', async () => {
    const base64 = 'iVBORw0KGgo='
    standInForWx(() => ({ errCode: 0, errMsg: 'ok', contentType: 'image/png', base64 }))
    const { picture, json, whole } = await run(code, {})
    expect(picture).toBe(`data:image/png;base64,${base64}`)
    expect(json).not.toContain(base64)
    expect(whole).toContain(base64)
  })

  test('an endless answer is cut on the screen, and copied whole', async () => {
    standInForWx(() => ({ errCode: 0, errMsg: 'ok', list: Array.from({ length: 9000 }, (_, at) => at) }))
    const { json, whole, text } = await run(code, {})
    expect([json.length, JSON.parse(whole).list.length]).toEqual([20_000, 9000])
    expect(text).toContain('只显示开头')
  })

  test('an errcode is told with what the row says of it', async () => {
    standInForWx(() => failure(9300517))
    expect(await run(methodOf('logistics.updatePrinter')!, {})).toMatchObject({
      isOk: false,
      errCode: 9300517,
      title: '9300517 打印员操作类型不对',
      text: '请管理员更新小程序。',
      detail: expect.stringContaining('the updateType is not valid'),
    })
  })

  test('an errcode of which nothing is known is told as it came', async () => {
    standInForWx(() => failure(123456))
    const { title, text, detail } = await run(code, {})
    expect(title).toBe('123456 没有成功')
    expect(text).toContain('请核对后再试')
    expect(detail).toContain('openapi.logistics.x:fail refused')
  })

  test('a method without a permission name is told how to open it', async () => {
    standInForWx(() => failure(-604101))
    const { text } = await run(methodOf('xpay.queryOrder')!, {})
    expect(text).toContain("httpsOnly 选项里加上 'queryOrder'")
  })

  test('what went wrong on the phone is not told as WeChat’s', async () => {
    standInForWx(() => {
      throw { errMsg: 'cloud.callFunction:fail request:fail net::ERR_INTERNET_DISCONNECTED' }
    })
    expect(await run(code, {})).toMatchObject({
      title: '-604901 没有连上网络',
      text: '请检查手机的网络后重试，已填的内容都还在。',
    })
  })
})

describe('meanings', () => {
  test('that of the method comes before that of the platform', () => {
    expect(meaningOf('phonenumber.getPhoneNumber', 40013).means).toBe('the code is of another appid')
    expect(meaningOf('wxacode.getUnlimited', 40013).means).toBe('the appid is not valid')
    expect(meaningOf('wxacode.getUnlimited', 123456)).toEqual({ means: '', fix: '' })
  })
})

describe('copying', () => {
  const params = { name: 'it\'s "so"\n', list: [1, 'b'], 'a-b': { c: true }, more: 'x'.repeat(20) }

  test('as code that can be pasted', () => {
    const text = asCode('demo.send', params)
    expect(text).toBe(
      `await openapi.demo.send({
  name: 'it\\'s "so"\\n',
  list: [1, 'b'],
  'a-b': { c: true },
  more: 'xxxxxxxxxxxxxxxxxxxx',
})`,
    )
    expect(new Function(`return ${text.slice('await openapi.demo.send('.length, -1)}`)()).toEqual(params)
  })

  test('without parameters', () => expect(asCode('demo.list', {})).toBe('await openapi.demo.list()'))

  test('as a command, in the quotes of a shell', () => {
    expect(asCommand('demo.send', { a: "it's" })).toBe(`npx wx-openapi call demo.send '{"a":"it'\\''s"}'`)
  })

  test('a file stands in code and command as one of the disk', () => {
    const media = { contentType: 'image/jpeg', base64: 'AAAA' }
    expect(asCode('a.b', { media })).toBe(
      "await openapi.a.b({\n  media: { contentType: 'image/png', value: fs.readFileSync('picture.png') },\n})",
    )
    expect(asCommand('a.b', { media })).toBe(`npx wx-openapi call a.b '{"media":"@picture.png"}'`)
    expect(JSON.parse(asJson({ media }))).toEqual({ media })
  })
})

describe('history', () => {
  beforeEach(() => standInForWx())

  test('the newest call stands first, and each is found by its id', () => {
    remember({ method: 'a.b', errCode: 0, isOk: true }, { x: 1 })
    remember({ method: 'c.d', errCode: 40003, isOk: false }, {})
    const [newest, oldest] = listMade()
    expect([newest!.method, oldest!.method]).toEqual(['c.d', 'a.b'])
    expect(findMade(oldest!.id)!.params).toEqual({ x: 1 })
  })

  test('no more than 50 calls are kept', () => {
    for (let at = 0; at < 60; at += 1) remember({ method: `a.m${at}`, errCode: 0, isOk: true }, {})
    expect(listMade()).toHaveLength(50)
    expect(listMade()[0]!.method).toBe('a.m59')
  })

  test('files and what looks like a secret are not kept, and it is said so', () => {
    const given = {
      bizId: '1',
      password: 'hunter2',
      media: { contentType: 'image/png', base64: 'AAAA' },
      list: [{ accessToken: 'secret-token' }],
    }
    remember({ method: 'a.b', errCode: 0, isOk: true }, given)
    const [{ params, leftOut }] = listMade() as [ReturnType<typeof listMade>[0]]
    expect(params).toEqual({ bizId: '1', list: [{}] })
    expect(leftOut).toEqual(['password', 'media', 'list[0].accessToken'])
  })

  test('endless parameters are not kept', () => {
    remember({ method: 'a.b', errCode: 0, isOk: true }, { text: 'x'.repeat(20_000) })
    expect(listMade()[0]).toMatchObject({ params: {}, leftOut: ['参数太长'] })
  })

  test('all can be forgotten', () => {
    remember({ method: 'a.b', errCode: 0, isOk: true }, {})
    forgetMade()
    expect(listMade()).toEqual([])
  })
})

describe('choosing a picture', () => {
  const kilobyte = 1024
  const png = (bytes: number) => `iVBORw${'A'.repeat(Math.ceil((bytes * 4) / 3) - 6)}`
  const jpeg = (bytes: number) => `/9j/${'A'.repeat(Math.ceil((bytes * 4) / 3) - 4)}`

  /** A phone whose album has one picture; each compression is answered by the next of `smaller`. */
  function phoneWith(picture: string, smaller: string[] = []): { compressions: unknown[] } {
    standInForWx()
    const compressions: unknown[] = []
    const files: Record<string, string> = { 'tmp/0': picture }
    Object.assign(wx(), {
      chooseMedia: async () => ({ tempFiles: [{ tempFilePath: 'tmp/0' }] }),
      compressImage: async (options: { quality: number; compressedWidth: number }) => {
        compressions.push([options.quality, options.compressedWidth])
        files[`tmp/${compressions.length}`] = smaller[compressions.length - 1]!
        return { tempFilePath: `tmp/${compressions.length}` }
      },
      getFileSystemManager: () => ({
        readFile: ({ filePath, success }: { filePath: string; success(read: object): void }) =>
          success({ data: files[filePath] }),
      }),
    })
    return { compressions }
  }

  test('a small one is taken as it is', async () => {
    const { compressions } = phoneWith(png(900))
    expect(await chooseFile()).toEqual({ contentType: 'image/png', base64: png(900), bytes: 900 })
    expect(compressions).toEqual([])
  })

  test('a large one is compressed as far as needed, and no further', async () => {
    const { compressions } = phoneWith(png(4000 * kilobyte), [jpeg(900 * kilobyte), jpeg(600 * kilobyte)])
    const { contentType, bytes } = await chooseFile()
    expect([contentType, bytes]).toEqual(['image/jpeg', 600 * kilobyte])
    expect(compressions).toEqual([
      [80, 2000],
      [60, 1600],
    ])
  })

  test('one that stays too large is refused', async () => {
    phoneWith(
      png(4000 * kilobyte),
      Array.from({ length: 5 }, () => jpeg(800 * kilobyte)),
    )
    expect((await thrownBy(chooseFile())).message).toBe('压缩后仍超过 740 KB，请换一张小一点的图片')
  })

  test('what is no picture is refused', async () => {
    phoneWith('JVBERi0xLjQ=')
    expect((await thrownBy(chooseFile())).message).toBe('这不是 JPG、PNG、GIF、WebP 或 BMP 图片')
  })

  test('who leaves the album is not told that something failed', async () => {
    phoneWith(png(900))
    wx().chooseMedia = () => Promise.reject({ errMsg: 'chooseMedia:fail cancel' })
    expect(await thrownBy(chooseFile())).toBeInstanceOf(NotChosen)
  })

  test('who may not look into the album is told where to allow it', async () => {
    phoneWith(png(900))
    wx().chooseMedia = () => Promise.reject({ errMsg: 'chooseMedia:fail auth deny' })
    expect((await thrownBy(chooseFile())).message).toBe('请在手机设置里允许微信访问相册')
  })

  test('the largest picture leaves room in an event of 1 MB', async () => {
    phoneWith(png(740 * kilobyte))
    const { base64 } = await chooseFile()
    const event = { method: 'security.imgSecCheck', params: { media: { contentType: 'image/png', base64 } } }
    expect(JSON.stringify(event).length).toBeLessThan(1024 * kilobyte - 20 * kilobyte)
  })
})

test.each([
  ['develop', true],
  ['trial', true],
  ['release', false],
])('in the %s version the console may be shown: %s', (envVersion, isShown) => {
  standInForWx()
  wx().getAccountInfoSync = () => ({ miniProgram: { envVersion } })
  expect(mayShowConsole()).toBe(isShown)
})
