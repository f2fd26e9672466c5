import type { CloudAnswer } from '../harness'
import { cloudFailure } from '../harness'

interface Called {
  method: string
  params: Record<string, unknown>
}

/** A cloud in which each method answers as told; the others answer empty, and the user is an operator. */
export const shop =
  (answers: Record<string, object | (() => unknown)>): CloudAnswer =>
  ({ data }) => {
    const { method } = data as Called
    const answer =
      answers[method] || answers[method.replace('logistics.', '')] || (method === 'whoami' && operator)
    return typeof answer === 'function' ? answer() : { errCode: 0, errMsg: 'ok', ...answer }
  }

const operator = { openid: 'oOWNER', operator: true, env: '' }

/** A user who is not in the list of operators. */
export const customer = { whoami: { openid: 'oCUSTOMER', operator: false, env: '' } }

/** The calls of one method, by their params. */
export const paramsOf = (calls: { data: unknown }[], method: string): Record<string, unknown>[] =>
  calls
    .map(({ data }) => data as Called)
    .filter(call => call.method === `logistics.${method}`)
    .map(({ params }) => params)

/** What a function answers when the call failed. */
export const failed = (errCode: number, more: object = {}) => ({
  errCode,
  errMsg: 'openapi.logistics.x:fail refused',
  ...more,
})

/** All that can go wrong on the way to WeChat, and how a page that only reads says it. */
export const faults: [name: string, answer: () => unknown, title: string, advice: string][] = [
  [
    'the function is not deployed',
    () => {
      throw cloudFailure(-501000, 'FunctionName parameter could not be found')
    },
    '云函数还没有部署',
    '上传并部署',
  ],
  [
    'there is no network',
    () => {
      throw { errMsg: 'cloud.callFunction:fail request:fail net::ERR_INTERNET_DISCONNECTED' }
    },
    '没有连上网络',
    '检查手机的网络',
  ],
  [
    'the function runs out of time',
    () => {
      throw cloudFailure(-504003, 'Invoking task timed out after 3 seconds')
    },
    '等太久了，没有结果',
    '20 秒',
  ],
  ['the permission is missing', () => failed(-604101), '云函数没有声明这个权限', 'permissions.openapi'],
  ['the caller is a customer', () => failed(-604900), '你还不是操作员', 'OPENAPI_OPERATORS'],
  [
    'the result is over 1 MB',
    () => {
      throw cloudFailure(-404006, 'response size exceeds 1MB')
    },
    '返回的内容太大',
    '1 MB',
  ],
  ['the address is not allowed', () => failed(40164), '云函数的 IP 不在白名单里', '白名单'],
  ['an unknown refusal', () => failed(9300999), '没有成功（9300999）', '发给管理员'],
]

/** An account, as WeChat lists it. */
export const yunda = {
  bizId: '123456789',
  deliveryId: 'YUNDA',
  createTime: 1555482786,
  updateTime: 1556594799,
  statusCode: 0,
  alias: '',
  remarkWrongMsg: '',
  remarkContent: '',
  quotaNum: 55,
  quotaUpdateTime: new Date(2026, 0, 31, 9, 5).getTime() / 1000,
  serviceType: [{ serviceType: 0, serviceName: '标准快件' }],
}

/** The delivery companies, as WeChat lists them. */
export const companies = [
  { deliveryId: 'YUNDA', deliveryName: '韵达快递', serviceType: [] },
  { deliveryId: 'SF', deliveryName: '顺丰速运', serviceType: [] },
]
