import type { ParamsOf, ResultOf } from '../../shared/schema/endpoint'
import { formatTime } from './dates'
import type { Service } from './deliveries'
import { knownDelivery, listDeliveries, nameOfDelivery } from './deliveries'
import { confirmLoss } from './interaction'
import { openapi } from './openapi'

/** An account with a delivery company, from WeChat. */
export type Account = ResultOf<
  typeof import('../../shared/catalogue')['logistics']['getAllAccount']
>['list'][number]

/** The colour of a state. */
export type Tone = 'good' | 'wait' | 'bad' | 'mute'

/** An account as the pages show it. */
export interface AccountView {
  /** Delivery company and account together. */
  key: string
  deliveryId: string
  bizId: string
  company: string
  alias: string
  stateText: string
  tone: Tone
  /** Whether it can be used for orders. */
  usable: boolean
  /** Whether it can be bound again. */
  bindable: boolean
  /** How many waybills are left; empty if unknown. */
  quota: string
  quotaLow: boolean
  quotaTime: string
  refusal: string
  remark: string
  services: Service[]
  serviceText: string
}

const states: { readonly [statusCode: number]: { stateText: string; tone: Tone } } = {
  0: { stateText: '绑定成功', tone: 'good' },
  1: { stateText: '审核中', tone: 'wait' },
  2: { stateText: '绑定失败', tone: 'bad' },
  3: { stateText: '已解绑', tone: 'mute' },
}

/** At or below this number of waybills, warn the user. */
const lowQuota = 20

/** All accounts that the shop has bound or applied for, in words. @throws CallError */
export async function listAccounts(): Promise<AccountView[]> {
  // Without the names of the companies the accounts are shown with their ids.
  const names = listDeliveries().catch(() => undefined)
  const { list } = await openapi.logistics.getAllAccount()
  await names
  return (list || []).map(viewAccount)
}

/** An account in words. */
export function viewAccount(account: Account): AccountView {
  const { deliveryId, bizId, statusCode, quotaNum } = account
  const own = account.serviceType || []
  const services = own.length ? own : knownDelivery(deliveryId)?.services || []
  const bound = statusCode === 0
  return {
    key: `${deliveryId}|${bizId}`,
    deliveryId,
    bizId,
    company: nameOfDelivery(deliveryId),
    alias: account.alias || '',
    ...(states[statusCode] || { stateText: `未知状态 ${statusCode}`, tone: 'mute' }),
    usable: bound,
    bindable: statusCode === 2 || statusCode === 3,
    quota: typeof quotaNum === 'number' ? String(quotaNum) : '',
    quotaLow: bound && typeof quotaNum === 'number' && quotaNum < lowQuota,
    quotaTime: formatTime(account.quotaUpdateTime),
    refusal: statusCode === 2 ? account.remarkWrongMsg || '' : '',
    remark: account.remarkContent || '',
    services,
    serviceText: services.map(service => service.serviceName).join('、'),
  }
}

/** The parameters of `logistics.bindAccount`. */
export type Binding = ParamsOf<typeof import('../../shared/catalogue')['logistics']['bindAccount']>

/** Asks the delivery company to bind or unbind an account. @throws CallError */
export const bindAccount = (binding: Binding) => openapi.logistics.bindAccount(binding)

/** Asks before an account is unbound. */
export const confirmUnbinding = (company: string, bizId: string): Promise<boolean> =>
  confirmLoss({
    title: '解绑这个物流账号？',
    content: `${company} ${bizId} 解绑后不能再用它下单，已下的运单不受影响。`,
    confirmText: '解绑',
    cancelText: '先不解绑',
  })
