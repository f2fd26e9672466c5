import { listAccounts, viewAccount } from '../../../miniprogram/services/accounts'
import { listDeliveries, nameOfDelivery } from '../../../miniprogram/services/deliveries'
import { failure, standInForWx, thrownBy } from '../fake-wx'

const yunda = {
  bizId: '123456789',
  deliveryId: 'YUNDA',
  createTime: 1555482786,
  updateTime: 1556594799,
  statusCode: 0 as 0 | 1 | 2 | 3,
  alias: '',
  remarkWrongMsg: '',
  remarkContent: '',
  quotaNum: 55,
  quotaUpdateTime: 1556594799,
  serviceType: [{ serviceType: 0, serviceName: '标准快件' }],
}
const companies = [
  { deliveryId: 'YUNDA', deliveryName: '韵达快递', serviceType: [{ serviceType: 3, serviceName: '特快' }] },
]
const shop = ({ data }: { data: { method: string } }) =>
  data.method === 'logistics.getAllDelivery'
    ? { errCode: 0, data: companies }
    : { errCode: 0, list: [yunda], count: 1 }

beforeEach(() => {
  standInForWx(shop)
})
afterEach(() => jest.useRealTimers())

test.each([
  [0, '绑定成功', 'good', true, false],
  [1, '审核中', 'wait', false, false],
  [2, '绑定失败', 'bad', false, true],
  [3, '已解绑', 'mute', false, true],
] as const)('state %d is %s', (statusCode, stateText, tone, usable, bindable) => {
  expect(viewAccount({ ...yunda, statusCode })).toMatchObject({ stateText, tone, usable, bindable })
})

test('a state that WeChat adds one day is shown by its number', () => {
  expect(viewAccount({ ...yunda, statusCode: 9 as 0 }).stateText).toBe('未知状态 9')
})

test('the reason of a refusal is shown only while the account is refused', () => {
  const refused = { ...yunda, remarkWrongMsg: '密码不对' }
  expect(viewAccount({ ...refused, statusCode: 2 }).refusal).toBe('密码不对')
  expect(viewAccount(refused).refusal).toBe('')
})

test('few waybills are called few, of a bound account only', () => {
  expect(viewAccount({ ...yunda, quotaNum: 19 }).quotaLow).toBe(true)
  expect(viewAccount({ ...yunda, quotaNum: 20 }).quotaLow).toBe(false)
  expect(viewAccount({ ...yunda, quotaNum: 0, statusCode: 1 }).quotaLow).toBe(false)
})

test('an account is named by its company', async () => {
  const [account] = await listAccounts()
  expect(account).toMatchObject({ key: 'YUNDA|123456789', company: '韵达快递', quota: '55' })
})

test('accounts are shown although the names of the companies cannot be read', async () => {
  standInForWx(sent => (sent.data.method === 'logistics.getAllDelivery' ? failure(-1) : shop(sent)))
  expect((await listAccounts())[0]!.company).toBe('YUNDA')
})

test('an account without services of its own has those of its company', async () => {
  await listDeliveries()
  expect(viewAccount({ ...yunda, serviceType: [] }).services).toEqual([
    { serviceType: 3, serviceName: '特快' },
  ])
})

test('the companies are asked for once a day', async () => {
  jest.useFakeTimers()
  const { sent } = standInForWx(shop)
  await listDeliveries()
  await listDeliveries()
  expect(sent).toHaveLength(1)
  jest.setSystemTime(Date.now() + 24 * 3600 * 1000)
  await listDeliveries()
  expect(sent).toHaveLength(2)
})

test('companies that are known are used when they cannot be read again', async () => {
  jest.useFakeTimers()
  const fake = standInForWx(shop)
  await listDeliveries()
  const kept = fake.stored
  standInForWx(() => failure(-1)).stored.set('deliveries', kept.get('deliveries'))
  jest.setSystemTime(Date.now() + 25 * 3600 * 1000)
  expect((await listDeliveries()).map(({ deliveryName }) => deliveryName)).toEqual(['韵达快递'])
  expect(nameOfDelivery('YUNDA')).toBe('韵达快递')
})

test('companies that were never read are an error', async () => {
  standInForWx(() => failure(-604101))
  expect(await thrownBy(listDeliveries())).toMatchObject({ errCode: -604101 })
})
