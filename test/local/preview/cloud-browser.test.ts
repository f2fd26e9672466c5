import type { Page } from 'playwright-core'
import { demoOpenids } from '../../../local/emulator'
import { ask } from '../emulator/plain-client'
import { hasChromium, testInChromium } from './chromium'
import { CloudPage } from './cloud-page'
import { cloudProject } from './cloud-project'
import { writeFolder } from './project-folder'

const inChromium = testInChromium()

/** A page has these; what runs in it is written here. */
declare const wx: any
declare const getCurrentPages: () => any[]
declare const document: any

const cloud = new CloudPage()
let page: Page

beforeAll(async () => {
  const collections = [{ name: 'todos', access: 'READONLY' as const }, { name: 'own' }]
  await cloud.start(writeFolder(cloudProject), { collections })
  if (hasChromium) page = await cloud.open()
})

afterAll(() => cloud.stop())

const server = async (action: string, collectionName: string, fields: object) =>
  (
    await ask(cloud.emulator.port, 'POST', '/__cloud', {
      json: { action: `database.${action}`, collectionName, ...fields },
    })
  ).json
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** So many pictures are on the page, and the browser has drawn each. */
const drawn = (count: number) =>
  page.waitForFunction(count => {
    const pictures = [...document.querySelectorAll('wx-image img')]
    return pictures.length === count && pictures.every(one => one.complete && one.naturalWidth === 1)
  }, count)

inChromium(
  'the app is launched before the scripts of its pages run, and opens pages once they have',
  async () => {
    await page.getByText('prepared').waitFor()
    await page.evaluate(() => wx.setStorageSync('jumps', true))
    await page.reload()
    await page.getByText('the other page').waitFor()
    expect(await page.evaluate(() => getCurrentPages().length)).toBe(1)
    await page.evaluate(() => wx.removeStorageSync('jumps'))
    await page.reload()
    await page.getByRole('button', { name: 'choose' }).waitFor()
    expect(cloud.errors).toEqual([])
  },
)

inChromium('what a page writes is in the emulator, with the _openid of who is chosen', async () => {
  const told = await page.evaluate(async () => {
    const db = wx.cloud.database()
    const { _id, errMsg } = await db
      .collection('todos')
      .add({ data: { _id: 'first', at: db.serverDate(), done: false } })
    const { data } = await db.collection('todos').where({ _openid: '{openid}' }).get()
    const absent = await db
      .collection('none')
      .get()
      .catch((error: any) => [error instanceof Error, error.errCode, error.errMsg])
    return { _id, errMsg, isDate: data[0].at instanceof Date, absent }
  })
  expect(told).toEqual({
    _id: 'first',
    errMsg: 'collection.add:ok',
    isDate: true,
    absent: [
      true,
      -502005,
      expect.stringContaining('collection.get:fail -502005 database collection not exists'),
    ],
  })
  const { data } = await server('queryDocument', 'todos', {})
  expect(data.list).toMatchObject([{ _id: 'first', _openid: demoOpenids[0] }])
})

inChromium(
  'watches tell first all, then each change, over one connection for them all, until they are closed',
  async () => {
    await page.evaluate(() => {
      const told: any[] = []
      const watches = Array.from({ length: 8 }, (_, at) =>
        wx.cloud
          .database()
          .collection('todos')
          .where({ done: false })
          .watch({
            onChange: (snapshot: any) => told.push({ at, ...snapshot }),
            onError: (error: any) => told.push({ at, error: error.errMsg }),
          }),
      )
      Object.assign(globalThis, { told, watches })
    })
    const told = (count: number) =>
      page.waitForFunction(
        count =>
          (globalThis as any).told.length >= count && JSON.parse(JSON.stringify((globalThis as any).told)),
        count,
      )
    const first = await (await told(8)).jsonValue()
    expect(first.map(({ type }: any) => type)).toEqual(Array(8).fill('init'))
    expect(first[0].docs).toMatchObject([{ _id: 'first' }])
    await server('addDocument', 'todos', { data: { _id: 'second', done: false, at: { $date: 5 } } })
    const second = (await (await told(16)).jsonValue())[8]
    expect(second.docChanges).toMatchObject([{ docId: 'second', dataType: 'add', queueType: 'enqueue' }])
    expect(second.docs[1].at).toBe('1970-01-01T00:00:00.005Z')
    await page.evaluate(() =>
      Promise.all((globalThis as any).watches.slice(1).map((one: any) => one.close())),
    )
    await server('updateDocument', 'todos', { query: { _id: 'second' }, data: { $set: { done: true } } })
    const all = await (await told(17)).jsonValue()
    expect(all.slice(16)).toMatchObject([{ at: 0, docChanges: [{ docId: 'second', queueType: 'dequeue' }] }])
    await ask(cloud.emulator.port, 'POST', '/__emu/reset', { json: {} })
    expect((await (await told(18)).jsonValue())[17]).toEqual({
      at: 0,
      error: expect.stringContaining('collection.watch:fail -402009'),
    })
  },
)

inChromium('a watch that cannot begin says why, and a handler that throws ends no other', async () => {
  const told = await page.evaluate(() =>
    new Promise<any>(resolve => {
      const db = wx.cloud.database()
      db.collection('none').watch({ onChange() {}, onError: resolve })
    }).then(({ errCode, errMsg }) => ({ errCode, errMsg })),
  )
  expect(told).toEqual({
    errCode: -402002,
    errMsg: expect.stringContaining('-502005 database collection not exists'),
  })
  const after = await page.evaluate(async () => {
    const own = wx.cloud.database().collection('own')
    const init = new Promise<any>(resolve => {
      own.doc('x').watch({
        onChange() {
          throw new Error('boom')
        },
        onError() {},
      })
      own.doc('x').watch({ onChange: resolve, onError() {} })
    })
    return (await init).docs
  })
  expect(after).toEqual([])
  await page
    .getByText('collection.watch onChange failed: boom')
    .or(page.getByText('document.watch onChange failed: boom'))
    .waitFor()
})

inChromium(
  'a chosen picture is shown, uploaded with its progress, shown from the cloud, and deleted',
  async () => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'choose' }).click()
    await (await chooser).setFiles({ name: 'dot.png', mimeType: 'image/png', buffer: png })
    await drawn(1)
    const told = await page.evaluate(async () => {
      const [path] = getCurrentPages()[0].data.files
      const progress: number[] = []
      const uploaded = await new Promise<any>((success, fail) => {
        const task = wx.cloud.uploadFile({
          cloudPath: `my 图${path.match(/\.[^.]+?$/)[0]}`,
          filePath: path,
          success,
          fail,
        })
        task.onProgressUpdate((one: any) => progress.push(one.progress, one.totalBytesSent))
      })
      const { fileList } = await wx.cloud.getTempFileURL({
        fileList: [uploaded.fileID, 'cloud://shop.x/none'],
      })
      const { tempFilePath, statusCode } = await wx.cloud.downloadFile({ fileID: uploaded.fileID })
      const { data } = await wx
        .getFileSystemManager()
        .readFile({ filePath: tempFilePath, encoding: 'base64' })
      getCurrentPages()[0].setData({ files: [uploaded.fileID, fileList[0].tempFileURL, tempFilePath, path] })
      return { path, progress, uploaded, fileList, tempFilePath, statusCode, data }
    })
    expect(told.path).toMatch(/^wxfile:\/\/tmp_\d+\.png$/)
    expect(told.progress.slice(-2)).toEqual([100, png.length])
    const fileID = 'cloud://shop.7368-shop-1250000000/my 图.png'
    expect(told.uploaded).toEqual({ fileID, statusCode: 200, errMsg: 'cloud.uploadFile:ok' })
    expect(told.fileList).toEqual([
      { fileID, tempFileURL: expect.stringMatching(/^http:/), maxAge: 7200, status: 0, errMsg: 'ok' },
      {
        fileID: 'cloud://shop.x/none',
        tempFileURL: '',
        maxAge: 0,
        status: -503003,
        errMsg: 'storage file not exists',
      },
    ])
    expect(told.data).toBe(png.toString('base64'))
    await drawn(4)
    await page.evaluate(id => {
      getCurrentPages()[0].setData({ film: id, rich: `<img src="${id}">` })
    }, fileID)
    await page.waitForFunction(() => document.querySelector('wx-rich-text img')?.naturalWidth === 1)
    const film = await page.locator('wx-video video').getAttribute('src')
    expect(new URL(film!).origin).toBe(new URL(told.fileList[0].tempFileURL).origin)
    const deleted = await page.evaluate(fileID => wx.cloud.deleteFile({ fileList: [fileID] }), fileID)
    expect(deleted).toEqual({
      fileList: [{ fileID, status: 0, errMsg: 'ok' }],
      errMsg: 'cloud.deleteFile:ok',
    })
    await page.evaluate(fileID => getCurrentPages()[0].setData({ files: [`${fileID}?`] }), fileID)
    await page.getByText('cannot be loaded').waitFor()
  },
)

inChromium('the storage refuses in the words of the cloud', async () => {
  const told = await page.evaluate(async () => {
    const files = wx.getFileSystemManager()
    const filePath = `${wx.env.USER_DATA_PATH}/a.txt`
    files.writeFileSync(filePath, 'text')
    const large = `${wx.env.USER_DATA_PATH}/large.bin`
    files.writeFileSync(large, new ArrayBuffer(50 * 1024 * 1024 + 1))
    const codeOf = (call: Promise<unknown>) => call.then(String, ({ errCode, errMsg }) => [errCode, errMsg])
    const task = wx.cloud.uploadFile({
      cloudPath: 'b.txt',
      filePath,
      fail: (error: any) => Object.assign(globalThis, { aborted: error.errMsg }),
    })
    task.abort()
    return [
      await codeOf(wx.cloud.uploadFile({ cloudPath: '/a.txt', filePath })),
      await codeOf(wx.cloud.uploadFile({ cloudPath: '../a.txt', filePath })),
      await codeOf(wx.cloud.uploadFile({ filePath })),
      await codeOf(wx.cloud.uploadFile({ cloudPath: 'a.txt', filePath: 'wxfile://tmp_none.png' })),
      await codeOf(wx.cloud.uploadFile({ cloudPath: 'large.bin', filePath: large })),
      await codeOf(wx.cloud.downloadFile({ fileID: 'cloud://shop.x/none' })),
      await codeOf(wx.cloud.getTempFileURL({ fileList: 'x' })),
      (globalThis as any).aborted,
    ]
  })
  expect(told).toEqual([
    [-501007, 'cloud.uploadFile:fail -501007 invalid parameters. cloudPath must not begin with /'],
    [
      -501007,
      'cloud.uploadFile:fail -501007 invalid parameters. cloudPath must not contain . or .. as a folder',
    ],
    [-401003, 'cloud.uploadFile:fail parameter.cloudPath should be string instead of undefined;'],
    [-1, 'cloud.uploadFile:fail file not found: wxfile://tmp_none.png'],
    [-403001, expect.stringContaining('cloud.uploadFile:fail -403001')],
    [-503003, expect.stringContaining('cloud.downloadFile:fail -503003 storage file not exists.')],
    [-401003, expect.stringContaining('cloud.getTempFileURL:fail')],
    'cloud.uploadFile:fail abort',
  ])
})

inChromium(
  'nothing that is stored becomes a page of the preview, and the page reaches no other port',
  async () => {
    const told = await page.evaluate(async emulatorUrl => {
      const filePath = `${wx.env.USER_DATA_PATH}/evil.html`
      wx.getFileSystemManager().writeFileSync(filePath, '<script>1</script>')
      const { fileID } = await wx.cloud.uploadFile({ cloudPath: 'evil.html', filePath })
      const { tempFilePath } = await wx.cloud.downloadFile({ fileID })
      const [{ tempFileURL }] = (await wx.cloud.getTempFileURL({ fileList: [fileID] })).fileList
      const reaches = (url: string) =>
        fetch(url).then(
          () => true,
          () => false,
        )
      return {
        tempFilePath,
        reached: [await reaches(tempFileURL), await reaches(`${emulatorUrl}/__emu/log`)],
      }
    }, cloud.emulator.url)
    expect(told).toEqual({ tempFilePath: expect.stringMatching(/\.html$/), reached: [false, false] })
  },
)

inChromium(
  'a function hears of the user and of CloudIDs, and what fails has the code of the cloud',
  async () => {
    const told = await page.evaluate(async () => {
      const call = (name?: string, data?: object) =>
        wx.cloud
          .callFunction({ name, data })
          .catch((error: any) => [error instanceof Error, error.errCode, error.errMsg])
      const data = {
        phone: wx.cloud.CloudID('id-1'),
        steps: new wx.cloud.CloudID('run-2'),
        at: new Date(5),
        userInfo: 1,
      }
      const { result } = await call('echo', data)
      const failures = []
      for (const name of ['absent', 'empty', 'slow', 'broken', undefined]) failures.push(await call(name))
      return { result, failures }
    })
    expect(told.result).toMatchObject({
      phone: { cloudID: 'id-1', data: { phoneNumber: expect.any(String) } },
      steps: { cloudID: 'run-2', data: { stepInfoList: expect.any(Array) } },
      at: '1970-01-01T00:00:00.005Z',
      userInfo: { openId: demoOpenids[0], appId: cloud.emulator.appid },
    })
    const failure = (errCode: number, words: string) => [true, errCode, expect.stringContaining(words)]
    expect(told.failures).toEqual([
      failure(-501000, 'cloud.callFunction:fail Error: errCode: -501000 FUNCTION_NOT_FOUND'),
      failure(-504002, 'exports no function main'),
      failure(-504003, 'cloud.callFunction:fail Error: errCode: -504003 FUNCTIONS_TIME_LIMIT_EXCEEDED'),
      failure(-504002, 'no such thing'),
      failure(-401003, 'cloud.callFunction:fail parameter.name should be string instead of undefined;'),
    ])
  },
)

inChromium('a picture of the storage is drawn on a canvas, of which a file can be made', async () => {
  const made = await page.evaluate(async base64 => {
    const filePath = `${wx.env.USER_DATA_PATH}/drawn.png`
    wx.getFileSystemManager().writeFileSync(filePath, base64, 'base64')
    const { fileID } = await wx.cloud.uploadFile({ cloudPath: 'drawn.png', filePath })
    const canvas = wx.createOffscreenCanvas({ type: '2d', width: 10, height: 5 })
    const image = canvas.createImage()
    const loaded = new Promise(resolve => image.addEventListener('load', resolve))
    image.src = fileID
    await loaded
    canvas.getContext('2d').drawImage(image, 0, 0, 10, 5)
    const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, destWidth: 20, destHeight: 10 })
    const sizes = [tempFilePath, fileID].map(async src => {
      const { width, height, type, path } = await wx.getImageInfo({ src })
      return [width, height, type, path.slice(0, 9)]
    })
    return Promise.all(sizes)
  }, png.toString('base64'))
  expect(made).toEqual([
    [20, 10, 'png', 'wxfile://'],
    [1, 1, 'png', 'wxfile://'],
  ])
})

inChromium('another user sees and deletes what the permissions allow', async () => {
  const add = () =>
    wx.cloud
      .database()
      .collection('own')
      .add({ data: { _id: 'hers' } })
  await page.evaluate(add)
  const fileID = await page.evaluate(async () => {
    const filePath = `${wx.env.USER_DATA_PATH}/c.txt`
    wx.getFileSystemManager().writeFileSync(filePath, 'c')
    return (await wx.cloud.uploadFile({ cloudPath: 'c.txt', filePath })).fileID
  })
  await cloud.goTo('?caller=customer')
  const seen = await page.evaluate(async fileID => {
    const { data } = await wx.cloud.database().collection('own').get()
    const { fileList } = await wx.cloud.deleteFile({ fileList: [fileID] })
    return [data, fileList[0].status, (await wx.cloud.downloadFile({ fileID })).statusCode]
  }, fileID)
  expect(seen).toEqual([[], -503002, 200])
})

inChromium('what is not there, or comes before init, says so', async () => {
  const told = await page.evaluate(async () => {
    const other = new wx.cloud.Cloud({ resourceAppid: 'wx1', resourceEnv: 'far' })
    const early = await other.callFunction({ name: 'x' }).catch((error: any) => [error.errCode, error.errMsg])
    await other.init()
    const filePath = `${wx.env.USER_DATA_PATH}/d.txt`
    wx.getFileSystemManager().writeFileSync(filePath, 'd')
    const { fileID } = await other.uploadFile({ cloudPath: 'd.txt', filePath })
    const container = await wx.cloud.callContainer({ path: '/' }).catch((error: any) => error.errMsg)
    const model = await wx.cloud.extend.AI.createModel('x').catch((error: any) => error.errMsg)
    return {
      model,
      early,
      result: await other.callFunction({ name: 'echo', data: { n: 1 } }),
      fileID,
      container,
    }
  })
  expect(told).toEqual({
    model: 'createModel:fail wx.cloud.extend.AI.createModel is not in the preview',
    early: [-1, expect.stringContaining("Cloud API isn't enabled, please call wx.cloud.init first")],
    result: { result: { n: 1, userInfo: expect.anything() }, errMsg: 'cloud.callFunction:ok' },
    fileID: 'cloud://far.6661-far-1250000000/d.txt',
    container: expect.stringContaining('cloud.callContainer:fail the preview does not run the containers'),
  })
  await page.getByText('does not run the containers').waitFor()
})
