import { type Emulator, startEmulator } from '../../../../local/emulator'
import { ask } from '../plain-client'
import { runChild, withCloud } from './run-child'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator({ clock: '2030-06-15T12:00:00+08:00' })
})
afterEach(() => emulator.close())

const token = Buffer.from(JSON.stringify({ functionName: 'shop', openid: 'oUser0007' })).toString('base64url')
const open = (list: string) =>
  runChild(
    { ...emulator.env, WX_API_TOKEN: token, WX_CONTEXT_KEYS: 'WX_API_TOKEN' },
    withCloud(`await attempt('open', () => cloud.getOpenData({ list: ${list} }))`),
  )

test('cloud.getOpenData gives the data of each CloudID, at the emulator’s time', async () => {
  const { result } = (await open(`['48_phone', 'demo-run']`)).open!
  const watermark = { appid: emulator.appid, timestamp: expect.any(Number) }
  const phone = { phoneNumber: '13800000007', purePhoneNumber: '13800000007', countryCode: '86', watermark }
  expect(result).toMatchObject({
    errCode: 0,
    list: [{ cloudID: '48_phone', data: phone }, { cloudID: 'demo-run' }],
  })
  // The clock goes on while the function is started.
  const late = result.list[0].data.watermark.timestamp - Date.parse('2030-06-15T04:00:00Z') / 1000
  expect(late >= 0 && late < 3600).toBe(true)
  const { stepInfoList } = result.list[1].data
  expect(stepInfoList.at(-1).timestamp).toBe(Date.parse('2030-06-15T00:00:00+08:00') / 1000)
})

test('the log has it, with the function that asked', async () => {
  await open(`['48_phone']`)
  const [entry] = (await ask(emulator.port, 'GET', '/__emu/log')).json
  expect(entry).toMatchObject({
    path: 'cloud.getOpenData',
    functionName: 'shop',
    body: { list: ['48_phone'] },
  })
})
