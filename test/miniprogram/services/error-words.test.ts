import type { CallFacts } from '../../../miniprogram/services/call-error'
import { callError } from '../../../miniprogram/services/call-error'
import { wordsFor } from '../../../miniprogram/services/error-words'
import { logisticsSayings, platformSayings } from '../../../miniprogram/services/sayings'
import { logistics } from '../../../shared/catalogue'
import { errcodes, ourErrcodes } from '../../../shared/errors/errcodes'

const error = (errCode: number, more: Partial<CallFacts> = {}) =>
  callError({
    errCode,
    errMsg: 'openapi.logistics.addOrder:fail refused',
    method: 'logistics.addOrder',
    origin: 'function',
    retryable: false,
    maybeExecuted: false,
    ...more,
  })

test.each([
  ['missing', '云函数还没有部署', '上传并部署'],
  ['incomplete', '云函数缺少文件', 'npm run build:functions'],
  ['crashed', '云函数运行出错', '日志'],
  ['tooLarge', '返回的内容太大', '1 MB'],
  ['environment', '云开发环境不对', 'miniprogram/config.ts'],
  ['closed', '还没有开通云开发', '开通'],
  ['unsupported', '微信版本太低', '更新'],
] as const)('a %s function: %s', (cloudFault, title, advice) => {
  const words = wordsFor(error(-501000, { origin: 'cloud', cloudFault }))
  expect(words.title).toBe(title)
  expect(words.advice).toContain(advice)
})

test('no network says to look at the network, and that what was typed is kept', () => {
  const words = wordsFor(error(-604901, { origin: 'phone', retryable: true }))
  expect(words).toMatchObject({ title: '没有连上网络', mayRetry: true, next: 'retry' })
  expect(words.advice).toContain('已填的内容都还在')
})

test('a network fault between function and WeChat is not blamed on the phone', () => {
  expect(wordsFor(error(-604901, { retryable: true })).title).toBe('云函数没有连上微信')
})

test('a time-out of the function says which time-out to raise', () => {
  expect(wordsFor(error(-604102, { origin: 'cloud', retryable: true })).advice).toContain('20 秒')
})

test('a time-out of the phone says to look at the network', () => {
  expect(wordsFor(error(-604102, { origin: 'phone', retryable: true })).advice).toContain('网络')
})

test('a missing permission names the line to add', () => {
  const words = wordsFor(error(-604101, { method: 'logistics.updatePrinter' }))
  expect(words.title).toBe('云函数没有声明这个权限')
  expect(words.advice).toContain('permissions.openapi')
  expect(words.advice).toContain('"logistics.updatePrinter"')
})

test('a customer is sent to 我的, where the OPENID is', () => {
  const words = wordsFor(error(-604900))
  expect(words).toMatchObject({ title: '你还不是操作员', next: 'me', mayRetry: false })
  expect(words.advice).toContain('OPENAPI_OPERATORS')
})

test.each([
  [-604902, false],
  [-1, true],
  [-604102, true],
])('an unclear end of a write (%d) asks to look first', (errCode, maybeExecuted) => {
  expect(wordsFor(error(errCode, { maybeExecuted, retryable: true }))).toMatchObject({
    title: '还不知道有没有成功',
    next: 'look',
    mayRetry: false,
  })
})

test('40164 names the address to allow', () => {
  const errMsg = 'openapi.logistics.getPrinter:fail no access token: invalid ip 106.55.7.9, not in whitelist'
  expect(wordsFor(error(40164, { errMsg })).advice).toContain('加上 106.55.7.9')
})

test('40164 without an address still says what to do', () => {
  expect(wordsFor(error(40164)).advice).toContain('IP 白名单')
})

test('40125 names the two variables to check', () => {
  expect(wordsFor(error(40125)).advice).toContain('WX_APPID 和 WX_SECRET')
})

test('an unknown code shows itself and all that the administrator needs', () => {
  const words = wordsFor(error(9999999, { rid: '6f-2' }))
  expect(words.title).toBe('没有成功（9999999）')
  expect(words.detail).toBe('错误码 9999999 · openapi.logistics.addOrder:fail refused · rid: 6f-2')
})

test('a request id that stands in the text is not told twice', () => {
  const words = wordsFor(error(47001, { errMsg: 'fail data format error rid: 6f-2', rid: '6f-2' }))
  expect(words.detail).toBe('错误码 47001 · fail data format error rid: 6f-2')
})

test('a fault of the mini program itself has words, too', () => {
  expect(wordsFor(new TypeError('x is undefined'))).toMatchObject({
    title: '小程序出错了',
    detail: 'x is undefined',
  })
})

test('whatever the library itself can raise has words', () => {
  const shown = [ourErrcodes.noPermission, ourErrcodes.ambiguous] as number[]
  const codes = Object.values(ourErrcodes).filter(code => !shown.includes(code))
  expect(codes.filter(code => !platformSayings[code])).toEqual([])
})

test('whatever any method of WeChat can answer has words', () => {
  // What the cloud says in place of a function has words by what it means: cloudSayings.
  const codes = Object.keys(errcodes)
    .map(Number)
    .filter(code => errcodes[code]!.kind !== 'cloud')
  expect(codes.length).toBeGreaterThan(50)
  const shown = [ourErrcodes.noPermission, ourErrcodes.ambiguous] as number[]
  expect(codes.filter(code => !platformSayings[code] && !shown.includes(code))).toEqual([])
})

test('the carrier itself is quoted, when it says why in Chinese', () => {
  const errMsg = 'openapi.logistics.cancelOrder:fail 7 已揽收，不能取消 rid: 6f-2'
  expect(wordsFor(error(9300501, { errMsg })).advice).toContain('快递公司说：「已揽收，不能取消」。')
  expect(wordsFor(error(9300501)).advice).not.toContain('快递公司说')
})

test('every errcode of the methods that the pages call has words', () => {
  const { addOrder, bindAccount, cancelOrder, getOrder, getPath, getAllAccount, updatePrinter } = logistics
  const rows = [addOrder, bindAccount, cancelOrder, getOrder, getPath, getAllAccount, updatePrinter]
  const codes = rows.map(row => Object.keys(row.errcodes || {})).reduce((all, some) => all.concat(some), [])
  const known = { ...platformSayings, ...logisticsSayings }
  expect(codes.filter(code => !known[Number(code)])).toEqual([])
})

test('every saying ends its advice as a sentence', () => {
  const all = Object.values({ ...platformSayings, ...logisticsSayings })
  expect(all.filter(({ title, advice }) => !title || !advice.endsWith('。'))).toEqual([])
})
