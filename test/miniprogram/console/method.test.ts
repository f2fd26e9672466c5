/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { type RenderOptions, renderPage } from '../harness'
import { failed, paramsOf } from '../pages/shop'

const ok = { errCode: 0, errMsg: 'openapi.x:ok' }
const open = (name: string, options: RenderOptions = { cloud: () => ok }) =>
  renderPage('console/pages/method/method', { query: { name }, ...options })
const openMade = (made: object) =>
  renderPage('console/pages/method/method', {
    query: { made: '1' },
    storage: { 'console-history': [{ at: 0, errCode: 0, isOk: true, leftOut: [], ...made, id: '1' }] },
    cloud: () => ok,
  })

test('shows what the method is, what a second send does, and which function is asked', async () => {
  const page = await open('wxacode.getUnlimited')
  expect(page.title).toBe('getUnlimited')
  expect(page.text).toContain('wxacode.getUnlimited 只读 获取不限制的小程序码 POST /wxa/getwxacodeunlimit')
  expect(page.text).toContain('经云函数 wxacode 调用')
})

test('why a method is not to be used any more is said', async () => {
  const page = await open('security.imgSecCheck')
  expect(page.text).toContain('use security.mediaCheckAsync')
})

test('what was filled in is sent, in the types of the row', async () => {
  const page = await open('wxacode.getUnlimited')
  await page.input('scene', 'id=1')
  await page.input('width', '430')
  await page.pick('checkPath：请选择', 'false')
  await page.pick('envVersion：请选择', 'trial')
  await page.tap('展开lineColor')
  await page.input('lineColor.r', '1')
  await page.input('lineColor.g', '2')
  await page.input('lineColor.b', '3')
  await page.tap('运行')
  expect(page.calls).toEqual([
    {
      name: 'wxacode',
      data: {
        method: 'wxacode.getUnlimited',
        params: {
          scene: 'id=1',
          checkPath: false,
          envVersion: 'trial',
          width: 430,
          lineColor: { r: 1, g: 2, b: 3 },
        },
      },
    },
  ])
})

test('the picture of the answer is shown', async () => {
  const answer = { ...ok, contentType: 'image/png', base64: 'iVBORw0KGgo=' }
  const page = await open('wxacode.getUnlimited', { cloud: () => answer })
  await page.input('scene', 'a')
  await page.tap('运行')
  expect(page.text).toMatch(/成功，用时 \d+ 毫秒/)
  expect(page.element('img').getAttribute('src')).toBe('data:image/png;base64,iVBORw0KGgo=')
})

test('required parameters are marked; without them nothing is sent, unless it is wanted', async () => {
  const page = await open('phonenumber.getPhoneNumber')
  expect(page.text).toContain('code*')
  await page.tap('运行')
  expect(page.text).toContain('还差这些 code')
  expect(page.calls).toEqual([])
  await page.tap('仍然发送')
  await page.tapDialog('运行')
  expect(page.calls).toHaveLength(1)
})

test('a value of the wrong type is marked as it is typed, and never sent', async () => {
  const page = await open('wxacode.getUnlimited')
  await page.input('scene', 'a')
  await page.input('width', 'wide')
  expect(page.text).toContain('width 数字 要填数字')
  await page.tap('运行')
  expect(page.text).toContain('这些还不能发送 width')
  expect(page.calls).toEqual([])
  await page.input('width', '430')
  expect(page.text).not.toContain('要填数字')
})

test('a wrong updateType shows 9300517, its meaning and what to do', async () => {
  const page = await open('logistics.updatePrinter', { cloud: () => failed(9300517, { rid: 'abc' }) })
  await page.input('openid', 'oA')
  await page.pick('updateType：请选择', '其他值…')
  await page.input('updateType', 'bindd')
  expect(page.text).toContain('微信的文档里没有这个值，仍可发送')
  await page.tap('运行')
  await page.tapDialog('运行')
  expect(paramsOf(page.calls, 'updatePrinter')).toEqual([{ openid: 'oA', updateType: 'bindd' }])
  expect(page.text).toContain('9300517 打印员操作类型不对 请管理员更新小程序。')
  expect(page.text).not.toContain('the updateType is not valid')
  await page.tap('详情')
  expect(page.text).toContain('the updateType is not valid')
  expect(page.text).toContain('rid: abc')
})

test('a method that changes something asks before it is run', async () => {
  const page = await open('logistics.updatePrinter')
  await page.input('openid', 'oA')
  await page.pick('updateType：请选择', 'bind')
  await page.tap('运行')
  expect(page.dialog).toContain('logistics.updatePrinter 会真的改动数据')
  await page.tapDialog('取消')
  expect(page.calls).toEqual([])
})

test('two taps make one call', async () => {
  const page = await open('logistics.getAllAccount', { cloud: () => new Promise(() => {}) })
  await page.tap('运行')
  await page.tap('正在运行…')
  expect(page.calls).toHaveLength(1)
})

test('maps and lists grow and shrink', async () => {
  const page = await open('subscribeMessage.send')
  await page.input('templateId', 't')
  await page.input('touser', 'oA')
  await page.tap('给data添加一项')
  await page.input('data[0].键名', 'thing1')
  await page.input('data[0].value', '茶叶')
  await page.tap('给data添加一项')
  await page.tap('删除data[1].键名')
  await page.tap('运行')
  await page.tapDialog('运行')
  expect((page.calls[0]!.data as { params: object }).params).toEqual({
    templateId: 't',
    touser: 'oA',
    data: { thing1: { value: '茶叶' } },
  })
})

test('JSON that is pasted fills the form', async () => {
  const page = await open('logistics.updatePrinter')
  await page.tap('参数：用 JSON 填')
  await page.input('参数 JSON', '{"openid":"oA","update_type":"unbind"}')
  await page.tap('拆到表单')
  expect(page.value('openid')).toBe('oA')
  expect(page.text).toContain('updateType* 选一个 unbind')
})

test('JSON that is wrong is refused with its place, and the form stays as it was', async () => {
  const page = await open('logistics.updatePrinter')
  await page.input('openid', 'oA')
  await page.tap('参数：用 JSON 填')
  expect(page.value('参数 JSON')).toBe('{\n  "openid": "oA"\n}')
  await page.input('参数 JSON', '{\n  "openid": 1\n}')
  await page.tap('拆到表单')
  expect(page.text).toContain('第 2 行第 13 列：openid 要填文字（用双引号括起），这里是数字')
  await page.tap('不改了')
  expect(page.value('openid')).toBe('oA')
})

test('the call is copied as code, as a command or as JSON', async () => {
  const page = await open('wxacode.getUnlimited')
  await page.input('scene', 'id=1')
  for (const wanted of ['复制为代码', '复制为命令', '复制参数 JSON']) {
    await page.tap('复制为代码')
    await page.tapDialog(wanted)
  }
  expect(page.copied).toEqual([
    "await openapi.wxacode.getUnlimited({ scene: 'id=1' })",
    `npx wx-openapi call wxacode.getUnlimited '{"scene":"id=1"}'`,
    '{\n  "scene": "id=1"\n}',
  ])
})

test('the error is copied for whoever helps', async () => {
  const page = await open('logistics.getAllAccount', { cloud: () => failed(40164) })
  await page.tap('运行')
  await page.tap('复制错误信息')
  expect(page.copied[0]).toContain('错误码 40164')
})

test('a call is remembered, and its form is filled again', async () => {
  const page = await open('wxacode.getUnlimited')
  await page.input('scene', 'id=7')
  await page.tap('运行')
  const [kept] = JSON.parse(localStorage.getItem('mini-program:console-history')!).value
  expect(kept).toMatchObject({ method: 'wxacode.getUnlimited', isOk: true, params: { scene: 'id=7' } })
  const again = await openMade(kept)
  expect(again.value('scene')).toBe('id=7')
})

test('what a record leaves out is to be filled in again, and is named', async () => {
  const page = await openMade({
    method: 'logistics.bindAccount',
    params: { bizId: '1' },
    leftOut: ['password'],
  })
  expect(page.text).toContain('记录里没有这些内容，请重新填写：password')
  expect(page.value('bizId')).toBe('1')
})

test('a picture is chosen, shown and taken away again', async () => {
  const page = await open('security.imgSecCheck')
  const { wx } = globalThis as unknown as { wx: Record<string, unknown> }
  wx.chooseMedia = async () => ({ tempFiles: [{ tempFilePath: 'a' }] })
  wx.getFileSystemManager = () => ({
    readFile: ({ success }: { success(read: object): void }) => success({ data: 'iVBORw0KGgo=' }),
  })
  await page.tap('选择图片：media')
  expect(page.element('img').getAttribute('src')).toBe('data:image/png;base64,iVBORw0KGgo=')
  await page.tap('去掉图片：media')
  expect(page.elements('img')).toEqual([])
})

test('清空 empties the form and takes the result away', async () => {
  const page = await open('wxacode.getUnlimited')
  await page.input('scene', 'a')
  await page.tap('运行')
  await page.tap('清空')
  await page.tapDialog('清空')
  expect(page.value('scene')).toBe('')
  expect(page.text).not.toContain('成功')
})

test('a method that does not exist is said', async () => {
  expect((await open('no.such')).text).toContain('没有这个接口')
})
