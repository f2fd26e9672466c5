import { join } from 'node:path'
import { hasChromium, testInChromium } from '../local/preview/chromium'
import { isFull } from '../reliability/support/scale'
import { startBrokenStand } from './broken-stand'
import { prepareJourney } from './journey'
import { openPhone, type Phone } from './phone'
import { repository } from './start-command'

const inChromium = testInChromium()
const printer = 'oDEMO_user_00000000000000002'
const unsure = ['还不知道有没有成功', '请先查看结果']

/** The real function without one of its permissions. */
const narrowed = `
import { logistics } from ${JSON.stringify(join(repository, 'shared/catalogue/logistics'))}
import { serve } from ${JSON.stringify(join(repository, 'shared/gateway'))}
export const main = serve({ logistics }, { permissions: { openapi: ['logistics.getAllAccount'] } })
`

interface Fault {
  what: string
  cause(): Promise<unknown>
  /** What is said when a list is read. */
  read: string[]
  /** What is said when something typed is sent. */
  write: string[]
}

const faults: Fault[] = [
  {
    what: 'a function that is not deployed',
    cause: () => journey.stand.deploy(undefined),
    read: ['云函数还没有部署', '上传并部署'],
    write: ['云函数还没有部署', '上传并部署'],
  },
  {
    what: 'no network',
    cause: () => phone.page.context().setOffline(true),
    read: ['没有连上网络', '请检查手机的网络后重试'],
    write: ['没有连上网络', '请检查手机的网络后重试'],
  },
  {
    what: 'a function that is not ready in its time',
    cause: () =>
      journey.stand.deploy('export const main = () => new Promise(() => {})', { eventTimeoutMs: 300 }),
    read: ['等太久了，没有结果', '超时时间改为 20 秒'],
    write: unsure,
  },
  {
    what: 'a permission that is not declared (-604101)',
    cause: () => journey.stand.deploy(narrowed),
    read: ['云函数没有声明这个权限', 'permissions.openapi 加上 "logistics.getPrinter"'],
    write: ['云函数没有声明这个权限', 'permissions.openapi 加上 "logistics.updatePrinter"'],
  },
  {
    what: 'a user who is no operator',
    cause: () => journey.stand.deployFor(printer),
    read: ['你还不是操作员', '发给管理员加到云函数的环境变量 OPENAPI_OPERATORS'],
    write: ['你还不是操作员', '发给管理员加到云函数的环境变量 OPENAPI_OPERATORS'],
  },
  {
    what: 'a result over 1 MB',
    cause: () =>
      journey.stand.deploy("export const main = async () => ({ errCode: 0, list: 'x'.repeat(1100000) })"),
    read: ['返回的内容太大', '云函数一次最多返回 1 MB'],
    write: unsure,
  },
]

const journey = prepareJourney(startBrokenStand)
let phone: Phone

beforeEach(async () => {
  if (!hasChromium) return
  await journey.stand.deployOwn()
  phone = await openPhone(journey.browser, journey.stand.preview.url)
  await phone.front.getByText('客户编码 123456789').waitFor()
})

afterEach(() => phone?.close())

const seeAll = (words: string[]) =>
  Promise.all(words.map(text => phone.front.getByText(text).first().waitFor()))

// In a quick run each fault is met once, by a list or by a form.
const half = (first: 0 | 1) => faults.filter((_, at) => isFull || at % 2 === first)

inChromium.each(half(0))('$what is said with what to do, and a retry recovers', async ({ cause, read }) => {
  await cause()
  await phone.openTab('打印员')
  await seeAll(read)
  await phone.page.context().setOffline(false)
  await journey.stand.deployOwn()
  await phone.tap(phone.front.getByRole('button', { name: '再试一次' }))
  await phone.front.getByText('还没有打印员').waitFor()
})

inChromium.each(half(1))('$what loses nothing that was typed', async ({ cause, write }) => {
  const { front, page } = phone
  await phone.openTab('打印员')
  await phone.tapButton('绑定打印员')
  await phone.type('OPENID', printer)
  await phone.type('标签 ID', '12,34')
  await cause()
  await phone.tapButton('绑定')
  await seeAll(write)
  const typed = () => Promise.all(['OPENID', '标签 ID'].map(label => front.getByLabel(label).inputValue()))
  expect(await typed()).toEqual([printer, '12,34'])
  await page.context().setOffline(false)
  await journey.stand.deployOwn()
  await page.goto(`${journey.stand.preview.url}?page=pages/printer-bind/printer-bind`)
  expect(await typed()).toEqual([printer, '12,34'])
})
