import { Project } from './project'

let project: Project
beforeEach(() => {
  project = new Project().write({ 'echo/index.js': 'exports.main = async event => event' })
})
afterEach(() => project.remove())

const environment = { WX_APPID: 'wxShop' }
const eventOf = (data: unknown, caller?: object) =>
  project.start({ environment }).invoke({ name: 'echo', data, caller }) as Promise<Record<string, any>>

test('an event has the user who calls, over whatever it says itself', async () => {
  const userInfo = { openId: 'oForged', appId: 'wxForged', admin: true }
  expect(await eventOf({ a: 1, userInfo }, { OPENID: 'oUser' })).toEqual({
    a: 1,
    userInfo: { openId: 'oUser', appId: 'wxShop' },
  })
})

test('where no user calls, no openId of the event is left', async () => {
  expect(await eventOf({ userInfo: { openId: 'oForged' } })).toEqual({ userInfo: { appId: 'wxShop' } })
})

test('where nothing is known of the caller, nothing that the event says of one is left', async () => {
  const data = { a: 1, userInfo: { openId: 'oForged' } }
  expect(await project.start().invoke({ name: 'echo', data })).toEqual({ a: 1 })
})

test('the appid of the caller counts', async () => {
  const { userInfo } = await eventOf({}, { OPENID: 'oUser', APPID: 'wxOther' })
  expect(userInfo).toEqual({ openId: 'oUser', appId: 'wxOther' })
})

test('a CloudID among the members gets its data, deeper ones stay as they are', async () => {
  const deep = { inside: { cloudID: 'deep' } }
  const event = await eventOf(
    { phone: { cloudID: '48_abc' }, deep },
    { OPENID: 'oDEMO_user_00000000000000002' },
  )
  expect(event.phone).toEqual({
    cloudID: '48_abc',
    data: {
      phoneNumber: '13800000002',
      purePhoneNumber: '13800000002',
      countryCode: '86',
      watermark: { appid: 'wxShop', timestamp: expect.any(Number) },
    },
  })
  expect(event.deep).toEqual(deep)
})

test('the name of the member tells which data it is', async () => {
  const event = await eventOf(
    { weRunData: { cloudID: '1' }, shareInfo: { cloudID: '2' } },
    { OPENID: 'oUser' },
  )
  expect(event.weRunData.data.stepInfoList).toHaveLength(30)
  expect(event.shareInfo.data).toMatchObject({ openGId: expect.stringMatching(/^tG/) })
})

test('five CloudIDs of an event are opened, as in the cloud', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const event = await eventOf(Object.fromEntries(names.map(name => [name, { cloudID: name }])))
  expect(names.filter(name => 'data' in event[name])).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('an object that has more than a cloudID is no CloudID', async () => {
  const order = { cloudID: 'x', goods: 1 }
  expect((await eventOf({ order })).order).toEqual(order)
})
