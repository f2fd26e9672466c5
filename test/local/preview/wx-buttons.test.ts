import { ask } from '../emulator/plain-client'
import { hasChromium, seriousFaults, testInChromium } from './chromium'
import { ConsentPage, tap } from './consent-page'

const inChromium = testInChromium()
const phone = new ConsentPage()

declare const getCurrentPages: () => any[]

beforeAll(() => phone.start())
afterAll(() => phone.stop())
beforeEach(async () => {
  if (hasChromium) await phone.anew()
})

/** Taps the button of an open-type. */
const press = (openType: string) => phone.page.locator(`#of-${openType}`).click()

const numberOf = async (code: string) => {
  const { appid, secret, port } = phone.emulator
  const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret })
  const { json } = await ask(port, 'GET', `/cgi-bin/token?${query}`)
  const path = `/wxa/business/getuserphonenumber?access_token=${json.access_token}`
  return (await ask(port, 'POST', path, { json: { code } })).json
}

inChromium.each(['getPhoneNumber', 'getRealtimePhoneNumber'])(
  '%s gives a code for the number',
  async name => {
    const type = name.toLowerCase()
    await press(name)
    await tap('拒绝')(phone.sheet)
    expect(await phone.told()).toEqual([{ type, detail: { errMsg: `${name}:fail user deny` } }])
    await press(name)
    await tap('允许')(phone.sheet)
    const [{ detail }] = await phone.told()
    expect(detail.errMsg).toBe(`${name}:ok`)
    expect((await numberOf(detail.code)).phone_info.phoneNumber).toMatch(/^1380000\d{4}$/)
    expect((await numberOf(detail.code)).errcode).toBe(40029)
    expect(Object.hasOwn(detail, 'cloudID')).toBe(name === 'getPhoneNumber')
  },
)

inChromium('getUserInfo and openSetting tell their events', async () => {
  await press('getUserInfo')
  const [{ type, detail }] = await phone.told()
  expect([type, detail.userInfo.nickName, Object.keys(detail)]).toEqual([
    'getuserinfo',
    '微信用户',
    expect.arrayContaining(['rawData', 'signature', 'encryptedData', 'iv', 'cloudID']),
  ])
  await press('openSetting')
  await phone.sheet.getByLabel('昵称和头像').uncheck()
  await tap('确定')(phone.sheet)
  expect(await phone.told()).toEqual([
    { type: 'opensetting', detail: { authSetting: { 'scope.userInfo': false }, errMsg: 'openSetting:ok' } },
  ])
})

inChromium('chooseAvatar gives a file: of the demo user, or of this computer', async () => {
  await press('chooseAvatar')
  await tap('确定')(phone.sheet)
  const [demo] = await phone.told()
  expect(demo.detail.avatarUrl).toMatch(/^wxfile:\/\/.*\.svg$/)
  await phone.page.evaluate(path => getCurrentPages()[0].setData({ avatar: path }), demo.detail.avatarUrl)
  await phone.page.waitForFunction(
    () => (globalThis as any).document.querySelector('wx-image img')?.naturalWidth === 132,
  )
  await press('chooseAvatar')
  await phone.sheet.getByLabel('头像').selectOption('file')
  const chooser = phone.page.waitForEvent('filechooser')
  await tap('确定')(phone.sheet)
  await (await chooser).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('png') })
  const [own] = await phone.told()
  expect([own.type, own.detail.avatarUrl]).toEqual([
    'chooseavatar',
    expect.stringMatching(/^wxfile:.*\.png$/),
  ])
})

inChromium('the customer service tells of a card that is opened, and feedback is a sheet', async () => {
  await press('contact')
  await phone.sheet.getByText('pages/other/other?a=1').waitFor()
  await tap('打开卡片')(phone.sheet)
  const detail = { errMsg: 'contact:ok', path: 'pages/other/other', query: { a: '1' } }
  expect(await phone.told()).toEqual([{ type: 'contact', detail }])
  await press('feedback')
  await tap('关闭')(phone.sheet)
})

inChromium('nobody came from an app, so none can be opened', async () => {
  await press('launchApp')
  expect(await phone.told()).toEqual([{ type: 'error', detail: { errMsg: 'invalid scene' } }])
})

inChromium('share shows what the page gives, and opens it as a friend would', async () => {
  await press('share')
  await phone.sheet.getByText('button of-share1').waitFor()
  await phone.page.waitForFunction(
    () => (globalThis as any).document.querySelector('[role=dialog] img')?.naturalWidth === 40,
  )
  expect(await seriousFaults(phone.page)).toEqual([])
  await tap('打开')(phone.sheet)
  await phone.page.getByText('the other page').waitFor()
  const page = await phone.page.evaluate(() => {
    const [{ route, options }] = getCurrentPages()
    return { route, options }
  })
  expect(page).toEqual({ route: 'pages/other/other', options: { from: 'button' } })
})

inChromium('the menu shares in each way that the page handles, until it hides them', async () => {
  const open = async (words: string) => {
    await phone.page.getByRole('button', { name: '菜单' }).click()
    await tap(words)(phone.sheet)
  }
  await open('转发给朋友')
  await phone.sheet.getByText('/other?from=menu').waitFor()
  await tap('关闭')(phone.sheet)
  await open('分享到朋友圈')
  await phone.sheet.getByText('pages/ask/ask?q=1').waitFor()
  await tap('关闭')(phone.sheet)
  await open('收藏')
  await phone.sheet.getByText('favorite').waitFor()
  await tap('关闭')(phone.sheet)
  const offered = async () => {
    await phone.page.getByRole('button', { name: '菜单' }).click()
    const words = await phone.sheet.getByRole('button').allTextContents()
    await tap('取消')(phone.sheet)
    return words
  }
  expect(await phone.call('hideShareMenu')).toEqual({ errMsg: 'hideShareMenu:ok' })
  expect(await offered()).toEqual(['收藏', '设置', '取消'])
  await phone.call('showShareMenu', { withShareTicket: true })
  await phone.call('updateShareMenu', { isUpdatableMessage: true })
  expect(await offered()).toEqual(['转发给朋友', '收藏', '设置', '取消'])
  await open('转发给朋友')
  await phone.sheet.getByText('动态消息').waitFor()
})

inChromium('a navigator asks before it leads to another mini program', async () => {
  const name = 'navigateToMiniProgram'
  for (const [words, type, errMsg] of [
    ['取消', 'fail', `${name}:fail cancel`],
    ['允许', 'success', `${name}:ok`],
  ] as const) {
    await phone.page.getByText('navigator').click()
    await phone.sheet.getByText('wx1234567890abcdef').waitFor()
    await tap(words)(phone.sheet)
    expect(await phone.told()).toEqual([{ type, detail: { errMsg } }])
  }
})

inChromium('a nickname is offered, and passes', async () => {
  const field = phone.page.getByPlaceholder('nickname')
  const offered = await field.evaluate(field => [...(field as any).list.options].map((one: any) => one.value))
  expect(offered).toEqual(['微信用户'])
  await field.fill('me')
  await field.blur()
  expect(await phone.told()).toEqual([{ type: 'nicknamereview', detail: { pass: true, timeout: false } }])
})
