import Old from 'wechat-api'
import { API } from '../../../../shared/wechat-api'
import { accountCases } from './account-cases'
import { cardCases } from './card-cases'
import type { Case } from './cases'
import { messageCases } from './message-cases'
import { startRecording, title } from './recording'
import { comparable } from './requests'
import { shopCases } from './shop-cases'

const cases: Case[] = [...accountCases, ...messageCases, ...shopCases, ...cardCases]
const titled = (wanted: (each: Case) => boolean) =>
  cases.filter(wanted).map(each => [title(each), each] as const)

/** Names of the old library that send nothing of their own. */
const silent = new Set([
  'setEndpoint',
  'setOpts',
  'request',
  'preRequest',
  'getAccessToken',
  'getLatestToken',
  'registerTicketHandle',
  'getJsConfig',
  'getCardExt',
  'getLatestTicket',
  'getShakehbConfig',
  'showQRCodeURL',
  'getRedirectUrl',
])

let recording: Awaited<ReturnType<typeof startRecording>>
beforeAll(async () => {
  recording = await startRecording()
})
afterAll(() => recording.close())

describe('F2 every method sends what wechat-api sends', () => {
  test.each(titled(({ mend }) => !mend))('%s', async (_, each) => {
    const theirs = (await recording.callback(Old, each)).map(comparable)
    const ours = (await recording.callback(API, each)).map(comparable)
    expect(theirs.length).toBeGreaterThan(0)
    expect(ours).toEqual(theirs)
  })
})

describe('F2 but for what was a mistake', () => {
  test.each(titled(({ mend }) => mend !== undefined))('%s', async (_, each) => {
    const ours = (await recording.callback(API, each)).map(comparable)
    expect(ours).toMatchObject(each.mend!.sends)
  })
})

test('F2 every method of wechat-api with a call of its own is compared', () => {
  const names = Object.keys(Old.prototype).filter(name => !name.startsWith('_') && !silent.has(name))
  const compared = new Set(cases.map(({ name }) => name))
  expect(names.length).toBeGreaterThan(230)
  expect(names.filter(name => !compared.has(name))).toEqual([])
})
