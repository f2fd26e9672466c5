import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { isWeChat } from '../../../local/functions/fence/fence'
import { hasChromium, testInChromium, wideWindow } from './chromium'
import { unit } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

/** A page has it; what runs in it is written here. */
declare const wx: any

const phone = new WxPage(wideWindow)
let page: Page
let server: Server
let base: string
/** What the server was asked for, newest last. */
const heard: { request: IncomingMessage; body: Buffer }[] = []

const project = {
  'project.config.json': '{ "miniprogramRoot": "mini/", "appid": "wx0123456789abcdef" }',
  'mini/app.json': '{ "pages": ["pages/net/net"] }',
  'mini/app.ts': 'App({})',
  'mini/images/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" />',
  ...unit('mini/pages/net/net', '<view>the page</view>'),
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    heard.push({ request, body: Buffer.concat(parts) })
    reply(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await phone.start(project, { network: { allow: [], isWeChat, ownPorts: () => [] } })
  if (!hasChromium) return
  page = await phone.open()
  await page.getByText('the page').waitFor()
})

afterAll(async () => {
  await phone.stop()
  server.closeAllConnections()
  server.close()
})

/** What the server answers is chosen by the path. */
function reply({ url = '' }: IncomingMessage, response: ServerResponse): void {
  if (url.startsWith('/json')) {
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Set-Cookie': ['a=1; Path=/', 'b=2'],
      'X-Word': 'w',
    })
    response.end('{"a":[1,"中"]}')
  } else if (url === '/error') response.writeHead(500).end('{ not JSON')
  else if (url === '/bytes')
    response.writeHead(200, { 'Content-Type': 'image/png' }).end(Buffer.from([0, 255, 128]))
  else if (url === '/pieces') {
    response.writeHead(200)
    response.write('one')
    setImmediate(() => response.end('two'))
  } else if (url === '/missing.txt') response.writeHead(404).end('none')
  else if (url !== '/silent') response.end('fine')
}

/** Calls `wx[name]` in the page, and gives how it ended: what a callback got, under its name. */
const call = (name: string, options: object) =>
  page.evaluate(
    ([name, options]) =>
      new Promise<any>(resolve => {
        wx[name as string]({
          ...(options as object),
          success: (success: object) => resolve({ success }),
          fail: (fail: object) => resolve({ fail }),
        })
      }),
    [name, options] as const,
  )

const sent = () => heard.at(-1)!

inChromium(
  'wx.request gives what the server says: parsed data, headers, cookies and the status',
  async () => {
    const { success } = await call('request', { url: `${base}/json` })
    expect(success).toEqual({
      data: { a: [1, '中'] },
      statusCode: 200,
      header: expect.objectContaining({
        'X-Word': 'w',
        'Content-Type': 'application/json',
        'Set-Cookie': 'a=1; Path=/,b=2',
      }),
      cookies: ['a=1; Path=/', 'b=2'],
      errMsg: 'request:ok',
    })
    expect(sent().request.headers).toMatchObject({
      'content-type': 'application/json',
      referer: 'https://servicewechat.com/wx0123456789abcdef/devtools/page-frame.html',
      'user-agent': expect.stringContaining('Chrome'),
    })
  },
)

inChromium('it gives a task, and no promise, whether or not somebody listens', async () => {
  const told = await page.evaluate(async url => {
    const task = wx.request({ url })
    return { isPromise: typeof task.then, abort: typeof task.abort }
  }, `${base}/json`)
  expect(told).toEqual({ isPromise: 'undefined', abort: 'function' })
  await page.evaluate(() => wx.request({ url: 'nowhere' }).abort())
})

inChromium('a status that tells of an error is a success, and what is no JSON stays text', async () => {
  const { success } = await call('request', { url: `${base}/error` })
  expect(success).toMatchObject({ statusCode: 500, data: '{ not JSON' })
  const text = await call('request', { url: `${base}/json`, dataType: 'text' })
  expect(text.success.data).toBe('{"a":[1,"中"]}')
})

inChromium('bytes come as an ArrayBuffer where they are wanted', async () => {
  const bytes = await page.evaluate(
    url =>
      new Promise<number[]>(resolve => {
        wx.request({
          url,
          responseType: 'arraybuffer',
          success: ({ data }: any) => resolve([...new Uint8Array(data)]),
        })
      }),
    `${base}/bytes`,
  )
  expect(bytes).toEqual([0, 255, 128])
})

inChromium.each<[string, object, string]>([
  [
    'joins what is there',
    { url: '/json?x=1', data: { y: 'ä b', list: [1, 2] } },
    '/json?x=1&y=%C3%A4%20b&list=%5B1%2C2%5D',
  ],
  ['stays as it is without data', { url: '/json?x=1' }, '/json?x=1'],
  ['has no mark of its own for an empty object', { url: '/json', data: {} }, '/json'],
])('the query of a GET %s', async (_, options, path) => {
  const { url } = options as { url: string }
  await call('request', { ...options, url: base + url })
  expect(sent().request.url).toBe(path)
})

inChromium.each<[string, object, string, string]>([
  ['an object as JSON', { data: { a: [1] } }, 'application/json', '{"a":[1]}'],
  [
    'a form',
    { data: { a: 'x y', b: { c: 1 } }, header: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    'application/x-www-form-urlencoded',
    'a=x%20y&b=%7B%22c%22%3A1%7D',
  ],
  ['text as it is', { data: 'plain 中', header: { 'content-type': 'text/plain' } }, 'text/plain', 'plain 中'],
  ['nothing', {}, 'application/json', ''],
])('a POST sends %s', async (_, options, type, body) => {
  await call('request', { url: `${base}/json`, method: 'post', ...options })
  expect(sent().request.headers['content-type']).toBe(type)
  expect(sent().request.method).toBe('POST')
  expect(sent().body.toString()).toBe(body)
})

inChromium('a POST sends the bytes of an ArrayBuffer', async () => {
  await page.evaluate(
    url =>
      new Promise(resolve => {
        wx.request({ url, method: 'PUT', data: new Uint8Array([0, 200, 7]).buffer, complete: resolve })
      }),
    `${base}/json`,
  )
  expect([...sent().body]).toEqual([0, 200, 7])
})

inChromium.each<[string, object, object]>([
  [
    'no URL',
    {},
    { errMsg: 'request:fail parameter error: parameter.url should be String instead of Undefined;' },
  ],
  ['a path', { url: '/api' }, { errMsg: 'request:fail invalid url "/api"', errno: 600009 }],
  [
    'a method that WeChat lacks',
    { url: 'http://127.0.0.1/', method: 'PATCH' },
    { errMsg: 'request:fail method is invalid' },
  ],
])('%s fails as in WeChat', async (_, options, fail) => {
  expect(await call('request', options)).toEqual({ fail })
})

inChromium('a host that is not allowed fails as in DevTools, and the panel says what allows it', async () => {
  const told = { errMsg: 'request:fail url not in domain list', errno: 600002 }
  expect(await call('request', { url: 'https://api.example.com/a' })).toEqual({ fail: told })
  expect(await call('request', { url: 'https://api.example.com/b' })).toEqual({ fail: told })
  expect(await call('request', { url: 'https://api.weixin.qq.com/cgi-bin/token' })).toEqual({ fail: told })
  await page.getByText('Refused (2)').click()
  await page.getByText('start with --allow api.example.com to let it through').waitFor()
  await page.getByText('pages must not call WeChat').waitFor()
})

inChromium('a request can be aborted, and has a timeout of its own', async () => {
  const told = await page.evaluate(
    url =>
      new Promise(resolve => {
        const task = wx.request({ url, fail: resolve })
        task.abort()
      }),
    `${base}/silent`,
  )
  expect(told).toEqual({ errMsg: 'request:fail abort' })
  const late = await call('request', { url: `${base}/silent`, timeout: 30 })
  expect(late).toEqual({ fail: { errMsg: 'request:fail timeout', errno: 5 } })
})

inChromium('headers and pieces are told as they come', async () => {
  const told = await page.evaluate(
    url =>
      new Promise<any>(resolve => {
        const events: unknown[] = []
        const task = wx.request({
          url,
          enableChunked: true,
          complete: ({ data, statusCode }: any) => resolve([...events, { data, statusCode }]),
        })
        task.onHeadersReceived(({ statusCode }: any) => events.push(statusCode))
        task.onChunkReceived(({ data }: any) => events.push(new TextDecoder().decode(data)))
        task.onChunkReceived(() => events.push('no longer'))
        task.offChunkReceived()
        task.onChunkReceived(({ data }: any) => events.push(new TextDecoder().decode(data)))
      }),
    `${base}/pieces`,
  )
  expect(told[0]).toBe(200)
  expect(told.slice(1, -1).join('')).toBe('onetwo')
  expect(told.at(-1)).toEqual({ data: '', statusCode: 200 })
})

inChromium(
  'a file of the page and one of the mini program are uploaded as a form, with progress',
  async () => {
    const told = await page.evaluate(
      url =>
        new Promise<any>(resolve => {
          const path = `${wx.env.USER_DATA_PATH}/note.txt`
          wx.getFileSystemManager().writeFileSync(path, 'the words')
          const progress: any[] = []
          const task = wx.uploadFile({
            url,
            filePath: path,
            name: 'file',
            formData: { user: '小明' },
            header: { 'X-Mine': '1', 'content-type': 'multipart/form-data' },
            success: (success: object) => resolve({ success, progress }),
            fail: (fail: object) => resolve({ fail }),
          })
          task.onProgressUpdate((one: object) => progress.push(one))
        }),
      `${base}/json`,
    )
    expect(told.success).toMatchObject({ statusCode: 200, data: '{"a":[1,"中"]}', errMsg: 'uploadFile:ok' })
    const { request, body } = sent()
    const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(request.headers['content-type']!)![1]!
    expect(request.headers['x-mine']).toBe('1')
    const parts = body.toString().split(`--${boundary}`)
    expect(parts[1]).toBe('\r\nContent-Disposition: form-data; name="user"\r\n\r\n小明\r\n')
    expect(parts[2]).toMatch(/^\r\nContent-Disposition: form-data; name="file"; filename="note.txt"\r\n/)
    expect(parts[2]).toMatch(/\r\n\r\nthe words\r\n$/)
    expect(told.progress.at(-1)).toEqual({
      progress: 100,
      totalBytesSent: body.length,
      totalBytesExpectedToSend: body.length,
    })
    const own = await call('uploadFile', { url: `${base}/json`, filePath: '/images/dot.svg', name: 'dot' })
    expect(own.success.statusCode).toBe(200)
    expect(sent().body.toString()).toContain('filename="dot.svg"')
    expect(sent().body.toString()).toContain('<svg xmlns')
  },
)

inChromium('what cannot be uploaded fails by its name', async () => {
  expect(
    (await call('uploadFile', { url: base, filePath: 'wxfile://tmp_none.png', name: 'a' })).fail.errMsg,
  ).toBe('uploadFile:fail no such file or directory wxfile://tmp_none.png')
  expect((await call('uploadFile', { url: base, filePath: '/images/none.svg', name: 'a' })).fail.errMsg).toBe(
    'uploadFile:fail file not found',
  )
  expect((await call('uploadFile', { url: base, filePath: '/images/dot.svg' })).fail.errMsg).toBe(
    'uploadFile:fail parameter error: parameter.name should be String instead of Undefined;',
  )
  expect(
    (await call('uploadFile', { url: 'https://api.example.com', filePath: '/images/dot.svg', name: 'a' }))
      .fail,
  ).toEqual({
    errMsg: 'uploadFile:fail url not in domain list',
    errno: 600002,
  })
  // The browser notes the 404 of the picture that is not there.
  phone.errors.splice(0)
})

inChromium('a download is a file of the page, at a path of the page’s choice where it has one', async () => {
  const told = await page.evaluate(
    url =>
      new Promise<any>(resolve => {
        const progress: any[] = []
        const task = wx.downloadFile({
          url,
          success: ({ tempFilePath, statusCode, errMsg }: any) =>
            wx.getFileSystemManager().readFile({
              filePath: tempFilePath,
              success: ({ data }: any) =>
                resolve({ tempFilePath, statusCode, errMsg, progress, bytes: [...new Uint8Array(data)] }),
            }),
          fail: resolve,
        })
        task.onProgressUpdate((one: object) => progress.push(one))
      }),
    `${base}/bytes`,
  )
  expect(told).toEqual({
    tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp_\d+\.png$/),
    statusCode: 200,
    errMsg: 'downloadFile:ok',
    bytes: [0, 255, 128],
    progress: [{ progress: 100, totalBytesWritten: 3, totalBytesExpectedToWrite: 3 }],
  })
  const chosen = 'wxfile://usr/kept.txt'
  const { success } = await call('downloadFile', { url: `${base}/missing.txt`, filePath: chosen })
  expect(success).toMatchObject({ filePath: chosen, statusCode: 404 })
  expect(success).not.toHaveProperty('tempFilePath')
  const read = await page.evaluate(
    filePath => wx.getFileSystemManager().readFile({ filePath, encoding: 'utf8' }),
    chosen,
  )
  expect(read.data).toBe('none')
  expect((await call('downloadFile', { url: `${base}/bytes`, filePath: '/elsewhere' })).fail.errMsg).toMatch(
    /^downloadFile:fail permission denied/,
  )
})

inChromium('nothing of all this reached the console as an error', () => {
  expect(phone.errors).toEqual([])
})
