import { testInChromium } from './chromium'
import { unit } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

const files = {
  'app.json': JSON.stringify({ pages: ['pages/home/home'] }),
  'app.js': 'App({})',
  'images/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  ...unit('pages/home/home', '<view>home</view>', {
    ts: `Page({
      choose() {
        wx.chooseImage({ count: 1, success: ({ tempFilePaths: [path] }) => {
          const fs = wx.getFileSystemManager()
          this.atOnce = fs.readFileSync(path, 'base64')
          this.path = path
        } })
      },
    })`,
  }),
}

const wx = new WxPage()
beforeAll(() => wx.start(files))
afterEach(() => wx.close())
afterAll(() => wx.stop())

/** Each call sees what those before it did; `here` is the user's folder. */
const calls: [call: string, answer: unknown][] = [
  ["fs.writeFileSync(here + '/a.txt', 'words 字')", undefined],
  ["fs.readFileSync(here + '/a.txt', 'utf8')", 'words 字'],
  ["fs.readFileSync(here + '/a.txt', 'utf-8', 2, 3)", 'rds'],
  ["fs.readFileSync(here + '/a.txt').byteLength", 9],
  ["fs.appendFileSync(here + '/a.txt', '!')", undefined],
  [
    "fs.readFile({ filePath: here + '/a.txt', encoding: 'utf8' })",
    { data: 'words 字!', errMsg: 'readFile:ok' },
  ],
  [
    "fs.writeFile({ filePath: here + '/b.bin', data: 'AP8Q', encoding: 'base64' })",
    { errMsg: 'writeFile:ok' },
  ],
  ["fs.readFileSync(here + '/b.bin', 'hex')", '00ff10'],
  ["fs.writeFileSync(here + '/deep/c.txt', '')", /^writeFileSync:fail no such file or directory/],
  ["fs.mkdirSync(here + '/deep/more', true)", undefined],
  ["fs.mkdirSync(here + '/deep')", /^mkdirSync:fail file already exists/],
  ["fs.copyFileSync(here + '/a.txt', here + '/deep/more/c.txt')", undefined],
  ["fs.renameSync(here + '/deep/more/c.txt', here + '/deep/d.txt')", undefined],
  ['fs.readdirSync(here).sort()', ['a.txt', 'b.bin', 'deep']],
  ["fs.readdir({ dirPath: here + '/deep/' }).then(({ files }) => files.sort())", ['d.txt', 'more']],
  [
    "[fs.statSync(here + '/a.txt').size, fs.statSync(here + '/a.txt').isFile(), fs.statSync(here + '/deep').isDirectory()]",
    [10, true, true],
  ],
  [
    "fs.stat({ path: here + '/deep', recursive: true }).then(({ stats }) => stats.map(one => one.path).sort())",
    ['/', '/d.txt', '/more'],
  ],
  ["fs.rmdirSync(here + '/deep')", 'rmdirSync:fail directory not empty'],
  ["fs.rmdirSync(here + '/deep', true)", undefined],
  ["fs.accessSync(here + '/deep/d.txt')", /^accessSync:fail no such file or directory/],
  ['fs.accessSync(here)', undefined],
  ['fs.unlinkSync(here)', /^unlinkSync:fail operation not permitted/],
  ["fs.writeFileSync('/images/own.txt', '')", /^writeFileSync:fail permission denied/],
  ["fs.readFileSync('/images/dot.svg', 'utf8').slice(0, 4)", '<svg'],
  [
    "fs.readFile({ filePath: 'images/dot.svg', encoding: 'utf8' }).then(({ data }) => data.slice(0, 4))",
    '<svg',
  ],
  ["fs.readFileSync(here + '/a.txt', 'klingon')", 'readFileSync:fail invalid encoding "klingon"'],
  ["fs.getFileInfo({ filePath: here + '/a.txt' })", { size: 10, errMsg: 'getFileInfo:ok' }],
  [
    'fs.readFile({})',
    'readFile:fail parameter error: parameter.filePath should be String instead of Undefined;',
  ],
]

inChromium('files are written, read, listed and removed as on a phone', async () => {
  await wx.open()
  const found: unknown[] = []
  for (const [call] of calls)
    found.push(await wx.run(`((fs, here) => ${call})(wx.getFileSystemManager(), wx.env.USER_DATA_PATH)`))
  for (const [index, [call, answer]] of calls.entries()) {
    const expected = answer instanceof RegExp ? expect.stringMatching(answer) : answer
    expect([call, found[index]]).toEqual([call, expected])
  }
})

inChromium('a file that was chosen can be read at once, and saved', async () => {
  const page = await wx.open()
  const chooser = page.waitForEvent('filechooser')
  await wx.run('getCurrentPages()[0].choose()')
  await (await chooser).setFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from([0, 255, 16]) })
  await page.waitForFunction('getCurrentPages()[0].path')
  expect(await wx.run('getCurrentPages()[0].atOnce')).toBe('AP8Q')
  const saved = (await wx.run('wx.saveFile({ tempFilePath: getCurrentPages()[0].path })')) as Record<
    string,
    string
  >
  expect(saved.savedFilePath).toMatch(/^wxfile:\/\/store_\d+\.png$/)
  expect(await wx.run('wx.getSavedFileList()')).toMatchObject({
    fileList: [{ filePath: saved.savedFilePath, size: 3 }],
  })
  expect(await wx.run('wx.getFileSystemManager().accessSync(getCurrentPages()[0].path)')).toMatch(
    /^accessSync:fail/,
  )
  await wx.run(`wx.removeSavedFile({ filePath: '${saved.savedFilePath}' })`)
  expect(await wx.run('wx.getSavedFileList().then(({ fileList }) => fileList.length)')).toBe(0)
})
