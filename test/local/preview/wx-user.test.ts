import { createDecipheriv } from 'node:crypto'
import { demoOpenids } from '../../../local/emulator'
import { ask } from '../emulator/plain-client'
import { hasChromium, testInChromium } from './chromium'
import { ConsentPage, tap } from './consent-page'

const inChromium = testInChromium()
const phone = new ConsentPage()
const fail = (api: string, reason: string) => ({ errMsg: `${api}:fail ${reason}` })

/** A page has these; what runs in it is written here. */
declare const wx: any

beforeAll(() => phone.start())
afterAll(() => phone.stop())
beforeEach(async () => {
  if (hasChromium) await phone.anew()
})

const signIn = async (code: string) => {
  const { appid, secret, port } = phone.emulator
  const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' })
  return (await ask(port, 'GET', `/sns/jscode2session?${query}`)).json
}

inChromium('login gives a code that signs in who is chosen, once', async () => {
  for (const [caller, openid] of [
    ['operator', demoOpenids[0]],
    ['customer', demoOpenids[1]],
  ]) {
    await phone.goToAs(caller)
    const { code, errMsg } = await phone.call('login')
    expect([errMsg, (await signIn(code)).openid, (await signIn(code)).errcode]).toEqual([
      'login:ok',
      openid,
      40163,
    ])
  }
})

inChromium('checkSession fails until the user logged in', async () => {
  expect((await phone.call('checkSession')).errMsg).toMatch(/^checkSession:fail session key expired/)
  await phone.call('login')
  expect(await phone.call('checkSession')).toEqual({ errMsg: 'checkSession:ok' })
})

inChromium('getUserProfile asks, says why, and gives what the session_key opens', async () => {
  expect(await phone.call('getUserProfile')).toEqual(
    fail('getUserProfile', 'parameter error: parameter.desc should be String instead of Undefined;'),
  )
  const desc = 'to greet you'
  expect(await phone.call('getUserProfile', { desc }, tap('拒绝'))).toEqual(
    fail('getUserProfile', 'auth deny'),
  )
  const { session_key } = await signIn((await phone.call('login')).code)
  const told = await phone.call('getUserProfile', { desc }, async sheet => {
    await sheet.getByText(desc).waitFor()
    await tap('允许')(sheet)
  })
  expect(told).toMatchObject({
    userInfo: { nickName: '微信用户' },
    cloudID: expect.stringMatching(/^49_user_/),
  })
  const [key, iv] = [session_key, told.iv].map(text => Buffer.from(text, 'base64'))
  const decipher = createDecipheriv('aes-128-cbc', key!, iv!)
  const opened = JSON.parse(decipher.update(told.encryptedData, 'base64', 'utf8') + decipher.final('utf8'))
  expect(opened).toMatchObject({ openId: demoOpenids[0], ...told.userInfo })
})

inChromium('getUserInfo asks nothing, and keeps what is sealed for those who want it', async () => {
  expect(Object.keys(await phone.call('getUserInfo', { withCredentials: false })).sort()).toEqual(
    ['errMsg', 'rawData', 'signature', 'userInfo'].sort(),
  )
  expect(await phone.call('getUserInfo')).toHaveProperty('encryptedData')
  expect((await phone.call('getSetting')).authSetting).toEqual({ 'scope.userInfo': true })
})

inChromium(
  'a scope is asked for once, and what was decided can be changed on the page of settings',
  async () => {
    const scope = 'scope.record'
    expect(await phone.call('authorize', { scope }, tap('拒绝'))).toEqual(fail('authorize', 'auth deny'))
    expect(await phone.call('authorize', { scope })).toEqual(fail('authorize', 'auth deny'))
    const changed = await phone.call('openSetting', { withSubscriptions: true }, async sheet => {
      await sheet.getByLabel('麦克风权限').check()
      await tap('确定')(sheet)
    })
    expect(changed).toEqual({
      authSetting: { [scope]: true },
      subscriptionsSetting: { mainSwitch: true },
      errMsg: 'openSetting:ok',
    })
    expect(await phone.call('authorize', { scope })).toEqual({ errMsg: 'authorize:ok' })
    await phone.goToAs('customer')
    expect(await phone.call('getSetting')).toEqual({ authSetting: {}, errMsg: 'getSetting:ok' })
  },
)

inChromium(
  'a scope that WeChat does not have is refused, and one that opens nothing is granted',
  async () => {
    expect(await phone.call('authorize', { scope: 'scope.money' })).toEqual(
      fail('authorize', 'invalid scope'),
    )
    expect(await phone.call('authorize', { scope: 'scope.address' })).toEqual({ errMsg: 'authorize:ok' })
  },
)

inChromium('two calls at once ask once', async () => {
  const answers = phone.page.evaluate(() =>
    Promise.all([1, 2].map(() => wx.authorize({ scope: 'scope.camera' }))),
  )
  await tap('允许')(phone.sheet)
  expect(await answers).toEqual([{ errMsg: 'authorize:ok' }, { errMsg: 'authorize:ok' }])
})

inChromium('messages are accepted one by one, for once or for ever', async () => {
  const tmplIds = ['tea', 'cake']
  const first = await phone.call('requestSubscribeMessage', { tmplIds }, async sheet => {
    await sheet.getByLabel('cake').uncheck()
    await tap('允许')(sheet)
  })
  const answers = { tea: 'accept', cake: 'reject', errMsg: 'requestSubscribeMessage:ok' }
  expect(first).toEqual(answers)
  expect(await phone.call('requestSubscribeMessage', { tmplIds: ['tea'] }, tap('拒绝'))).toMatchObject({
    tea: 'reject',
  })
  await phone.call('requestSubscribeMessage', { tmplIds }, async sheet => {
    await sheet.getByLabel('cake').uncheck()
    await sheet.getByLabel('总是保持').check()
    await tap('允许')(sheet)
  })
  expect(await phone.call('requestSubscribeMessage', { tmplIds })).toEqual(answers)
  const { subscriptionsSetting } = await phone.call('getSetting', { withSubscriptions: true })
  expect(subscriptionsSetting).toEqual({ mainSwitch: true, itemSettings: { tea: 'accept', cake: 'reject' } })
  await phone.call('openSetting', {}, async sheet => {
    await sheet.getByLabel('接收订阅消息').uncheck()
    await tap('确定')(sheet)
  })
  expect(await phone.call('requestSubscribeMessage', { tmplIds })).toEqual({
    ...fail('requestSubscribeMessage', 'The main switch is switched off'),
    errCode: 20004,
  })
})

inChromium.each([
  [{}, 10001, "TmplIds can't be empty"],
  [{ tmplIds: [1] }, 10004, 'Invalid template id'],
  [{ tmplIds: [''] }, 20001, 'No template data return, verify the template id exist'],
  [{ tmplIds: ['1', '2', '3', '4', '5', '6'] }, 20003, 'Templates count out of max bounds'],
])('requestSubscribeMessage with %j is %d', async (options, errCode, reason) => {
  expect(await phone.call('requestSubscribeMessage', options)).toEqual({
    ...fail('requestSubscribeMessage', reason),
    errCode,
  })
})

inChromium('steps are given after consent, and a function reads them by their CloudID', async () => {
  expect(await phone.call('getWeRunData', {}, tap('拒绝'))).toEqual(fail('getWeRunData', 'auth deny'))
  await phone.anew()
  const { cloudID } = await phone.call('getWeRunData', {}, tap('允许'))
  const { result } = await phone.page.evaluate(
    id => wx.cloud.callFunction({ name: 'echo', data: { steps: wx.cloud.CloudID(id) } }),
    cloudID,
  )
  expect(result.steps.data.stepInfoList).toHaveLength(30)
})

inChromium('groups are given sealed, and there is nothing that knows a finger', async () => {
  expect(await phone.call('getGroupEnterInfo')).toMatchObject({
    cloudID: expect.stringMatching(/^49_group_/),
  })
  expect(await phone.call('getShareInfo', { shareTicket: 't' })).toHaveProperty('encryptedData')
  expect((await phone.call('getShareInfo')).errMsg).toContain('parameter.shareTicket should be String')
  expect(await phone.call('checkIsSupportSoterAuthentication')).toMatchObject({ supportMode: [] })
})

describe('the privacy guidelines', () => {
  const scope = 'getWeRunData'

  inChromium('are asked for before the first private data, once', async () => {
    await phone.anew(false)
    expect(await phone.call('getPrivacySetting')).toMatchObject({
      needAuthorization: true,
      privacyContractName: '《茶铺隐私保护指引》',
    })
    const refused = await phone.call('requirePrivacyAuthorize', {}, tap('拒绝'))
    expect(refused).toEqual(fail('requirePrivacyAuthorize', 'privacy permission is not authorized'))
    await phone.call(scope, {}, async sheet => {
      await tap('同意')(sheet)
      await tap('允许')(sheet)
    })
    expect(await phone.call('getPrivacySetting')).toMatchObject({ needAuthorization: false })
    await phone.call('openPrivacyContract', {}, tap('关闭'))
  })

  inChromium('can be asked for by the mini program itself', async () => {
    await phone.anew(false)
    const ask = (event: string) =>
      phone.page.evaluate(event => {
        const told: object[] = []
        wx.onNeedPrivacyAuthorization((resolve: (decided: object) => void, about: object) => {
          told.push(about)
          resolve({ event: 'exposureAuthorization' })
          resolve({ event })
        })
        return wx
          .requirePrivacyAuthorize()
          .catch((error: object) => error)
          .then((answer: object) => [answer, ...told])
      }, event)
    const about = { referrer: 'requirePrivacyAuthorize' }
    expect(await ask('disagree')).toEqual([
      fail('requirePrivacyAuthorize', 'privacy permission is not authorized'),
      about,
    ])
    expect(await ask('agree')).toEqual([{ errMsg: 'requirePrivacyAuthorize:ok' }, about])
  })
})
