import Old from 'co-wechat-api'
import { API } from '../../../../shared/wechat-api'
import { accountCases } from './account-cases'
import { cardCases } from './card-cases'
import type { Case } from './cases'
import { coCases } from './co-cases'
import { messageCases } from './message-cases'
import { startRecording, title } from './recording'
import { comparable } from './requests'
import { shopCases } from './shop-cases'

const own = new Set(coCases.map(({ name }) => name))
const has = ({ name }: Case) => Object.hasOwn(Old.prototype, name)
const isPlain = (args: Case['args']) => typeof args === 'function' || args.every(arg => arg !== null)
/** What both libraries take alike; a mend of the one is checked where it stands. */
const shared = [...accountCases, ...messageCases, ...shopCases, ...cardCases].filter(
  each => has(each) && !each.mend && !own.has(each.name) && isPlain(each.args),
)

const cases: Case[] = [...shared, ...coCases]
const titled = (wanted: (each: Case) => boolean) =>
  cases.filter(wanted).map(each => [title(each), each] as const)

/** Names that send nothing of their own. */
const silent = new Set([
  'setOpts',
  'request',
  'getAccessToken',
  'ensureAccessToken',
  'registerTicketHandle',
  'ensureTicket',
  'getJsConfig',
  'getCardExt',
  'getLatestTicket',
  'showQRCodeURL',
  'getRedirectUrl',
  // Mistakes of both libraries: their mends stand among the cases of wechat-api.
  'updateExpressTemplate',
  'updateLuckyMonkeyBalance',
  'updateCode',
])

let recording: Awaited<ReturnType<typeof startRecording>>
beforeAll(async () => {
  recording = await startRecording()
})
afterAll(() => recording.close())

describe('F2 every method sends what co-wechat-api sends', () => {
  test.each(titled(({ mend }) => !mend))('%s', async (_, each) => {
    const theirs = (await recording.promise(Old, each)).map(comparable)
    const ours = (await recording.promise(API, each)).map(comparable)
    expect(theirs.length).toBeGreaterThan(0)
    expect(ours).toEqual(theirs)
  })
})

describe('F2 but for what was a mistake', () => {
  test.each(titled(({ mend }) => mend !== undefined))('%s', async (_, each) => {
    const ours = (await recording.promise(API, each)).map(comparable)
    expect(ours).toMatchObject(each.mend!.sends)
  })
})

test('F2 every method of co-wechat-api with a call of its own is compared', () => {
  const names = Object.getOwnPropertyNames(Old.prototype).filter(
    name => name !== 'constructor' && !name.startsWith('_') && !silent.has(name),
  )
  const compared = new Set(cases.map(({ name }) => name))
  expect(names.length).toBeGreaterThan(190)
  expect(names.filter(name => !compared.has(name))).toEqual([])
})
