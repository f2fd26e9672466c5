import type { Page } from 'playwright-core'
import { isWeChat } from '../../../local/functions/fence/fence'
import { hasChromium, testInChromium, wideWindow } from './chromium'
import { unit } from './project-folder'
import { EchoServer, frames } from './socket-server'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

/** A page has it; what runs in it is written here. */
declare const wx: any
declare const events: any[]

const phone = new WxPage(wideWindow)
let page: Page
let server: EchoServer

const project = {
  'project.config.json': '{ "miniprogramRoot": "mini/" }',
  'mini/app.json': '{ "pages": ["pages/net/net"] }',
  'mini/app.ts': 'App({})',
  ...unit('mini/pages/net/net', '<view>the page</view>'),
}

beforeAll(async () => {
  server = await new EchoServer().listen()
  await phone.start(project, { network: { allow: [], isWeChat, ownPorts: () => [] } })
  if (!hasChromium) return
  page = await phone.open()
  await page.getByText('the page').waitFor()
})

afterAll(async () => {
  await phone.stop()
  server.close()
})

beforeEach(async () => {
  server.heard.splice(0)
  server.sockets.splice(0)
  await page?.evaluate(() => Object.assign(globalThis, { events: [] }))
})

/** Opens a socket as `task` in the page; each event goes to `events`, and bytes as a list. */
const connect = (options: object) =>
  page.evaluate(options => {
    const plain = (told: any) =>
      told.data instanceof ArrayBuffer ? { data: [...new Uint8Array(told.data)] } : told
    const task = wx.connectSocket({
      ...options,
      success: ({ errMsg }: any) => events.push({ errMsg }),
      fail: (fail: object) => events.push({ fail }),
    })
    for (const name of ['Open', 'Message', 'Close', 'Error'])
      task[`on${name}`]((told: object) => events.push({ [name]: plain(told) }))
    Object.assign(globalThis, { task })
  }, options)

/** So many events have come. */
const told = async (count: number): Promise<any[]> =>
  (await page.waitForFunction(count => events.length >= count && events, count)).jsonValue() as Promise<any[]>

const act = (name: string, options: object) =>
  page.evaluate(
    ([name, options]) =>
      new Promise<any>(complete => (globalThis as any).task[name]({ ...options, complete })),
    [name, options] as const,
  )

inChromium('a socket opens, carries text and bytes both ways, and closes as the page says', async () => {
  await connect({
    url: `${server.url}/chat`,
    header: { 'X-Mine': '1' },
    protocols: ['a', 'b'],
    tcpNoDelay: true,
    perMessageDeflate: true,
  })
  const [first, second] = await told(2)
  expect(first).toEqual({ errMsg: 'connectSocket:ok' })
  expect(second.Open.header).toMatchObject({ 'X-Server': '1', 'Sec-WebSocket-Protocol': 'b' })
  const [{ request }] = server.sockets as [(typeof server.sockets)[0]]
  expect([request.url, request.headers['x-mine'], request.headers['sec-websocket-protocol']]).toEqual([
    '/chat',
    '1',
    'a, b',
  ])
  expect(await act('send', { data: 'words 中' })).toEqual({ errMsg: 'sendSocketMessage:ok' })
  await page.evaluate(() => (globalThis as any).task.send({ data: new Uint8Array([0, 255]).buffer }))
  expect((await told(4)).slice(2)).toEqual([
    { Message: { data: 'words 中' } },
    { Message: { data: [0, 255] } },
  ])
  expect(server.heard.map(({ kind }) => kind)).toEqual([frames.text, frames.binary])
  expect(await act('close', { code: 4001, reason: 'done' })).toEqual({ errMsg: 'closeSocket:ok' })
  expect((await told(5))[4]).toEqual({ Close: { code: 4001, reason: 'done' } })
  expect(server.heard.at(-1)!.bytes).toEqual(Buffer.from([4001 >> 8, 4001 & 255, ...Buffer.from('done')]))
  expect(await page.evaluate(() => (globalThis as any).task.readyState)).toBe(3)
  expect((await act('send', { data: 'late' })).errMsg).toBe(
    'sendSocketMessage:fail SocketTask.readyState is not OPEN',
  )
})

inChromium('a server that closes says why, and one that breaks off is 1006', async () => {
  await connect({ url: server.url })
  await told(2)
  server.sockets[0]!.send(frames.close, Buffer.from([1001 >> 8, 1001 & 255, ...Buffer.from('going')]))
  expect((await told(3))[2]).toEqual({ Close: { code: 1001, reason: 'going' } })
  await page.evaluate(() => events.splice(0))
  await connect({ url: server.url })
  await told(2)
  server.sockets[1]!.socket.destroy()
  expect((await told(3)).at(-1)).toEqual({ Close: { code: 1006, reason: 'abnormal closure' } })
})

inChromium('what cannot be sent, and a reason that is none, fail', async () => {
  await connect({ url: server.url })
  await told(2)
  expect((await act('send', { data: { a: 1 } })).errMsg).toMatch(
    /^sendSocketMessage:fail parameter error: parameter\.data/,
  )
  expect((await act('close', { code: 1001 })).errMsg).toMatch(/^closeSocket:fail The code must be/)
  expect((await act('close', { reason: '中'.repeat(42) })).errMsg).toMatch(/^closeSocket:fail The reason/)
  await act('close', {})
  expect((await told(3))[2]).toEqual({ Close: { code: 1000, reason: '' } })
})

inChromium('a socket that is closed before it opens never opens', async () => {
  const told = await page.evaluate(async url => {
    const task = wx.connectSocket({ url })
    let hasOpened = false
    task.onOpen(() => {
      hasOpened = true
    })
    const early = new Promise(fail => task.send({ data: 'early', fail }))
    const closed = new Promise(resolve => task.onClose(resolve))
    task.close({ code: 3000 })
    return { early: await early, closed: await closed, hasOpened }
  }, server.url)
  expect(told).toEqual({
    early: { errMsg: 'sendSocketMessage:fail SocketTask.readyState is not OPEN' },
    closed: { code: 3000, reason: '' },
    hasOpened: false,
  })
})

inChromium('a host that is not allowed fails, and is told as an error, too', async () => {
  await connect({ url: 'wss://api.example.com/' })
  expect(await told(2)).toEqual([
    { fail: { errMsg: 'connectSocket:fail url not in domain list', errno: 600002 } },
    { Error: { errMsg: 'url not in domain list' } },
  ])
  await connect({ url: 'https://api.example.com/' })
  expect((await told(3))[2]).toEqual({
    fail: { errMsg: 'connectSocket:fail invalid url "https://api.example.com/"', errno: 600009 },
  })
})

inChromium('a server that cannot be reached is an error and a close', async () => {
  const gone = await new EchoServer().listen()
  gone.close()
  await connect({ url: gone.url })
  expect(await told(3)).toEqual([
    { errMsg: 'connectSocket:ok' },
    { Error: { errMsg: 'net::ERR_CONNECTION_REFUSED' } },
    { Close: { code: 1006, reason: 'abnormal closure' } },
  ])
})

inChromium('five sockets are open at once, and no sixth', async () => {
  const opened = await page.evaluate(async url => {
    const open = () =>
      new Promise<any>(complete => {
        const task = wx.connectSocket({ url, complete: ({ errMsg }: any) => complete({ errMsg, task }) })
      })
    const all = []
    for (let count = 0; count < 6; count += 1) all.push(await open())
    for (const { task } of all) if (task.readyState < 2) task.close()
    return all.map(({ errMsg }) => errMsg)
  }, server.url)
  expect(opened.slice(0, 5)).toEqual(Array(5).fill('connectSocket:ok'))
  expect(opened[5]).toBe('connectSocket:fail reach max websocket connect count 5')
})

inChromium('a listener that throws is complained about, and the next one still hears', async () => {
  await connect({ url: server.url })
  await told(2)
  await page.evaluate(() => {
    const { task } = globalThis as any
    task.onMessage(() => {
      throw new Error('mine')
    })
    task.onMessage(() => events.push('heard'))
    task.send({ data: 'x' })
  })
  expect((await told(4)).at(-1)).toBe('heard')
  await page.getByText('SocketTask.onMessage failed: mine').waitFor()
  expect(phone.errors.splice(0).every(error => error.includes('mine'))).toBe(true)
})

inChromium('the functions of wx itself mean the socket that was opened last', async () => {
  const told = await page.evaluate(
    url =>
      new Promise<any>(resolve => {
        const all: any[] = []
        wx.onSocketOpen(() => all.push('replaced'))
        wx.onSocketOpen(() => {
          all.push('open')
          wx.sendSocketMessage({ data: 'hello', success: ({ errMsg }: any) => all.push(errMsg) })
        })
        wx.onSocketMessage(({ data }: any) => {
          all.push(data)
          wx.closeSocket({ code: 1000, reason: 'bye' })
        })
        wx.onSocketClose((close: object) => resolve([...all, close]))
        wx.connectSocket({ url })
      }),
    server.url,
  )
  expect(told).toEqual(['open', 'sendSocketMessage:ok', 'hello', { code: 1000, reason: 'bye' }])
  const late = await page.evaluate(() =>
    wx.sendSocketMessage({ data: 'x' }).catch((error: any) => error.errMsg),
  )
  expect(late).toBe('sendSocketMessage:fail SocketTask.readyState is not OPEN')
})
