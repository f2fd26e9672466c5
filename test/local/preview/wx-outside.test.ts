import { hasChromium, testInChromium } from './chromium'
import { ConsentPage, tap } from './consent-page'

const inChromium = testInChromium()
const phone = new ConsentPage()
const fail = (api: string, reason: string) => ({ errMsg: `${api}:fail ${reason}` })

/** A page has these; what runs in it is written here. */
declare const wx: any
declare const getApp: () => any

beforeAll(() => phone.start())
afterAll(() => phone.stop())
beforeEach(async () => {
  if (hasChromium) await phone.anew()
})

/** The demo place as the maps of China have it, and as GPS has it by the published formula. */
const [mapPlace, gpsPlace] = [
  { latitude: 23.099994, longitude: 113.32452 },
  { latitude: expect.closeTo(23.10262, 4), longitude: expect.closeTo(113.31913, 4) },
]

inChromium('getLocation asks, says why, and gives the place as it is wanted', async () => {
  const gcj02 = await phone.call(
    'getLocation',
    { type: 'gcj02', isHighAccuracy: true, altitude: true },
    async sheet => {
      await sheet.getByText('to find shops').waitFor()
      await tap('允许')(sheet)
      await tap('确定')(sheet)
    },
  )
  expect(gcj02).toEqual({
    ...mapPlace,
    accuracy: 15,
    horizontalAccuracy: 15,
    verticalAccuracy: 15,
    altitude: 0,
    speed: -1,
    errMsg: 'getLocation:ok',
  })
  expect(await phone.call('getLocation')).toMatchObject({ ...gpsPlace, accuracy: 65, verticalAccuracy: 0 })
  expect(await phone.call('getLocation', { type: 'mars' })).toEqual(fail('getLocation', 'invalid type'))
})

inChromium('a place that is typed is kept for its user; what is no number is asked for again', async () => {
  const typed = await phone.call('getLocation', { type: 'gcj02' }, async sheet => {
    await tap('允许')(sheet)
    await sheet.getByLabel('纬度').fill('north')
    await tap('确定')(sheet)
    expect(await sheet.getByLabel('纬度').evaluate(field => field.matches(':focus[aria-invalid]'))).toBe(true)
    await sheet.getByLabel('纬度').fill('48.8584')
    await sheet.getByLabel('经度').fill('2.2945')
    await tap('确定')(sheet)
  })
  expect(typed).toMatchObject({ latitude: 48.8584, longitude: 2.2945 })
  // Beyond China nothing is shifted.
  expect(await phone.call('getLocation')).toMatchObject({ latitude: 48.8584, longitude: 2.2945 })
  await phone.goToAs('customer')
  await phone.page.getByText('agreePrivacyAuthorization').click()
  expect(await phone.call('getLocation', {}, tap('拒绝'))).toEqual(fail('getLocation', 'auth deny'))
})

inChromium('an approximate location is another scope, and rounded', async () => {
  const found = await phone.call('getFuzzyLocation', { type: 'gcj02' }, async sheet => {
    await tap('允许')(sheet)
    await tap('确定')(sheet)
  })
  expect(found).toEqual({ latitude: 23.1, longitude: 113.32, errMsg: 'getFuzzyLocation:ok' })
  expect((await phone.call('getSetting')).authSetting).toEqual({ 'scope.userFuzzyLocation': true })
})

inChromium('changes of the location are told from a start to a stop', async () => {
  await phone.page.evaluate(() => {
    Object.assign(globalThis, { heard: [] })
    wx.onLocationChange((location: object) => (globalThis as any).heard.push(location))
  })
  await phone.call('startLocationUpdate', {}, async sheet => {
    await tap('允许')(sheet)
    await tap('确定')(sheet)
  })
  await phone.page.waitForFunction(() => (globalThis as any).heard.length > 1)
  expect(await phone.page.evaluate(() => (globalThis as any).heard[0])).toMatchObject(mapPlace)
  expect(await phone.call('stopLocationUpdate')).toEqual({ errMsg: 'stopLocationUpdate:ok' })
})

inChromium('a place is chosen and shown on sheets', async () => {
  const chosen = await phone.call('chooseLocation', { latitude: 1, longitude: 2 }, async sheet => {
    await sheet.getByLabel('位置名称').fill('tea')
    await tap('确定')(sheet)
  })
  expect(chosen).toEqual({ name: 'tea', address: '', latitude: 1, longitude: 2, errMsg: 'chooseLocation:ok' })
  expect(await phone.call('chooseLocation', {}, tap('取消'))).toEqual(fail('chooseLocation', 'cancel'))
  expect(await phone.call('choosePoi', {}, tap('确定'))).toMatchObject({
    type: 2,
    name: '广州TIT创意园',
    ...mapPlace,
  })
  await phone.call(
    'openLocation',
    { latitude: 1.5, longitude: 2, name: 'tea', address: 'street' },
    async sheet => {
      await sheet.getByText('1.5').waitFor()
      await tap('关闭')(sheet)
    },
  )
  expect(await phone.call('openLocation', { latitude: '1', longitude: 2 })).toEqual(
    fail('openLocation', 'parameter error: parameter.latitude should be Number instead of String;'),
  )
})

inChromium('WeChat’s list of declared interfaces is held up to what is called', async () => {
  const warned = phone.page.waitForEvent('console', one => one.text().includes('requiredPrivateInfos'))
  await phone.call('chooseAddress', {}, tap('取消'))
  expect((await warned).text()).toContain('wx.chooseAddress')
})

inChromium('an address and an invoice title are filled in', async () => {
  const address = await phone.call('chooseAddress', {}, async sheet => {
    await sheet.getByLabel('收货人').fill('Li')
    await tap('确定')(sheet)
  })
  expect(address).toMatchObject({
    userName: 'Li',
    provinceName: '广东省',
    telNumber: '13800000000',
    nationalCode: '440105',
  })
  const title = await phone.call('chooseInvoiceTitle', {}, async sheet => {
    await sheet.getByLabel('类型').selectOption('1')
    await tap('确定')(sheet)
  })
  expect(title).toMatchObject({ type: 1, title: '演示有限公司', bankName: '' })
  expect(await phone.call('chooseInvoiceTitle', {}, tap('取消'))).toEqual(
    fail('chooseInvoiceTitle', 'cancel'),
  )
  const { invoiceInfo } = await phone.call('chooseInvoice', {}, tap('确定'))
  expect(JSON.parse(invoiceInfo)).toEqual([expect.objectContaining({ card_id: expect.any(String) })])
})

inChromium('what a code says is typed', async () => {
  const scan = (options: object, text: string, kind?: string) =>
    phone.call('scanCode', options, async sheet => {
      await sheet.getByLabel('内容').fill(text)
      if (kind) await sheet.getByLabel('码的类型').selectOption(kind)
      await tap('确定')(sheet)
    })
  expect(await scan({ onlyFromCamera: true }, '茶')).toEqual({
    result: '茶',
    scanType: 'QR_CODE',
    charSet: 'UTF-8',
    rawData: '6Iy2',
    errMsg: 'scanCode:ok',
  })
  expect(await scan({}, '/pages/a?b=1', 'WX_CODE')).toMatchObject({
    path: 'pages/a?b=1',
    scanType: 'WX_CODE',
  })
  expect(await scan({ scanType: ['barCode'] }, '69')).toMatchObject({ scanType: 'EAN_13', result: '69' })
  expect(await phone.call('scanCode', {}, tap('取消'))).toEqual(fail('scanCode', 'cancel'))
})

inChromium.each([
  ['makePhoneCall', { phoneNumber: '10086' }, '呼叫', '10086'],
  ['navigateToMiniProgram', { appId: 'wx1', path: 'pages/a', extraData: { b: 1 } }, '允许', '{"b":1}'],
  ['openEmbeddedMiniProgram', { appId: 'wx1' }, '允许', 'release'],
])('%s asks before anything leaves the mini program', async (api, options, words, shown) => {
  expect(await phone.call(api, options, tap('取消'))).toEqual(fail(api, 'cancel'))
  const answer = await phone.call(api, options, async sheet => {
    await sheet.getByText(shown).waitFor()
    await tap(words)(sheet)
  })
  expect(answer).toEqual({ errMsg: `${api}:ok` })
  expect((await phone.call(api)).errMsg).toMatch(
    new RegExp(`^${api}:fail parameter error: parameter.\\w+ should`),
  )
})

inChromium.each([
  ['addPhoneContact', { firstName: 'Li', mobilePhoneNumber: '138' }],
  ['addPhoneCalendar', { title: 'tea', startTime: 1 }],
  ['addPhoneRepeatCalendar', { title: 'tea', startTime: 1 }],
])('%s needs its scope, and shows what is kept', async (api, options) => {
  const [shown] = Object.values(options)
  const answer = await phone.call(api, options, async sheet => {
    await tap('允许')(sheet)
    await sheet.getByText(String(shown), { exact: true }).waitFor()
    await tap('保存')(sheet)
  })
  expect(answer).toEqual({ errMsg: `${api}:ok` })
})

inChromium.each([
  ['openOfficialAccountArticle', { url: 'https://mp.weixin.qq.com/s/a' }],
  ['openOfficialAccountProfile', { username: 'gh_1' }],
  ['openOfficialAccountChat', { username: 'gh_1' }],
  ['openChannelsUserProfile', { finderUserName: 'sph1' }],
  ['openChannelsActivity', { finderUserName: 'sph1', feedId: 'export/1' }],
  ['openChannelsLive', { finderUserName: 'sph1' }],
  ['openChannelsEvent', { finderUserName: 'sph1', eventId: 'event/1' }],
])('%s shows what WeChat would open', async (api, options) => {
  const answer = await phone.call(api, options, async sheet => {
    for (const value of Object.values(options)) await sheet.getByText(value).waitFor()
    await tap('关闭')(sheet)
  })
  expect(answer).toEqual({ errMsg: `${api}:ok` })
  expect((await phone.call(api)).errMsg).toMatch(
    new RegExp(`^${api}:fail parameter error: parameter.\\w+ should`),
  )
})

inChromium('cards and contacts are chosen on sheets', async () => {
  const cardList = [{ cardId: 'p1', cardExt: '{}' }]
  expect(await phone.call('addCard', { cardList }, tap('取消'))).toEqual(fail('addCard', 'cancel'))
  expect(await phone.call('addCard', { cardList }, tap('保存'))).toEqual({
    cardList: [{ cardId: 'p1', cardExt: '{}', code: expect.any(String), isSuccess: true }],
    errMsg: 'addCard:ok',
  })
  expect(await phone.call('openCard', { cardList }, tap('关闭'))).toEqual({ errMsg: 'openCard:ok' })
  expect(await phone.call('chooseContact', {}, tap('确定'))).toEqual({
    displayName: '演示用户',
    phoneNumber: '13800000000',
    phoneNumberList: ['13800000000'],
    errMsg: 'chooseContact:ok',
  })
})

inChromium('files and pictures are sent to a friend only if they are there', async () => {
  const filePath = await phone.page.evaluate(() => {
    const path = `${wx.env.USER_DATA_PATH}/tea.txt`
    wx.getFileSystemManager().writeFileSync(path, 'tea')
    return path
  })
  expect(await phone.call('shareFileMessage', { filePath }, tap('取消'))).toEqual(
    fail('shareFileMessage', 'cancel'),
  )
  const sent = await phone.call('shareFileMessage', { filePath }, async sheet => {
    await sheet.getByText('tea.txt').waitFor()
    await tap('发送')(sheet)
  })
  expect(sent).toEqual({ errMsg: 'shareFileMessage:ok' })
  expect((await phone.call('shareVideoMessage', { videoPath: 'wxfile://none' })).errMsg).toContain(
    'no such file',
  )
  expect(await phone.call('showShareImageMenu', { path: '/dot.svg' }, tap('发送'))).toEqual({
    errMsg: 'showShareImageMenu:ok',
  })
})

inChromium('the customer service is a sheet, and nobody came from another mini program', async () => {
  const options = { corpId: 'ww1', extInfo: { url: 'https://work.weixin.qq.com/kfid/a' } }
  await phone.call('openCustomerServiceChat', options, async sheet => {
    await sheet.getByText('ww1').waitFor()
    await tap('关闭')(sheet)
  })
  expect((await phone.call('navigateBackMiniProgram')).errMsg).toMatch(/^navigateBackMiniProgram:fail /)
})

inChromium('leaving tells the app and who listens, and what was left can be opened again', async () => {
  await phone.page.evaluate(() => wx.onAppHide(() => Object.assign(getApp(), { isHeard: true })))
  await phone.call('exitMiniProgram')
  const told = await phone.page.evaluate(() => [getApp().isHidden, getApp().isHeard])
  expect(told).toEqual([true, true])
  await tap('重新打开')(phone.sheet)
  await phone.page.waitForFunction(() => !(globalThis as any).getApp?.().isHidden)
})
