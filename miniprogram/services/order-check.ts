import type { AccountView } from './accounts'
import type { Person } from './addresses'
import * as check from './checks'
import { secondsOf } from './dates'
import type { OrderDraft } from './order-draft'

/** Problems by field. */
export interface Messages {
  [field: string]: string
}

/** What is wrong with an order: wrong fields, missing fields, and the names of both. */
export interface OrderFaults {
  order: Messages
  sender: Messages
  receiver: Messages
  /** Names of the fields to correct, shown above the button; empty if the form can be sent. */
  names: string[]
}

interface Finding {
  field: string
  name: string
  /** What is wrong with the input. */
  wrong?: string
  /** Whether it is required and empty. */
  missing?: boolean
  /** Whether it is selected, not typed. */
  chosen?: boolean
}

/**
 * Checks an order as it is typed.
 * @param all whether to report missing fields too, after the first attempt to send
 */
export function checkOrder(
  draft: OrderDraft,
  account: AccountView | undefined,
  all: boolean,
  now: number = Date.now(),
): OrderFaults {
  const findings = {
    order: orderFindings(draft, account, now),
    sender: personFindings(draft.sender, '寄件人'),
    receiver: personFindings(draft.receiver, '收件人'),
  }
  const names: string[] = []
  for (const list of [findings.order, findings.sender, findings.receiver]) {
    for (const { name, wrong, missing } of list) if (wrong || missing) names.push(name)
  }
  return {
    order: messagesOf(findings.order, all),
    sender: messagesOf(findings.sender, all),
    receiver: messagesOf(findings.receiver, all),
    names,
  }
}

function messagesOf(findings: Finding[], all: boolean): Messages {
  const messages: Messages = {}
  for (const { field, name, wrong, missing, chosen } of findings) {
    messages[field] = wrong || (missing && all ? `请${chosen ? '选择' : '填写'}${name}` : '')
  }
  return messages
}

function personFindings(person: Person, who: string): Finding[] {
  const mobile = check.checkMobile(person.mobile)
  return [
    { field: 'name', name: `${who}姓名`, missing: !person.name.trim() },
    { field: 'mobile', name: `${who}手机或座机`, wrong: mobile, missing: !person.mobile && !person.tel },
    { field: 'tel', name: `${who}座机`, wrong: check.checkTel(person.tel) },
    { field: 'region', name: `${who}所在地区`, missing: person.region.length < 3, chosen: true },
    { field: 'address', name: `${who}详细地址`, missing: !person.address.trim() },
  ]
}

function orderFindings(draft: OrderDraft, account: AccountView | undefined, now: number): Finding[] {
  const shopOrder = draft.addSource === '0'
  const measure = (field: 'weight' | 'spaceX' | 'spaceY' | 'spaceZ', name: string): Finding => ({
    field,
    name,
    wrong: check.checkMeasure(draft[field]),
    missing: !draft[field],
  })
  return [
    { field: 'orderId', name: '订单号', wrong: checkOrderId(draft.orderId), missing: !draft.orderId },
    { field: 'account', name: '物流账号', missing: !account, chosen: true },
    { field: 'service', name: '服务类型', missing: !!account && !serviceOf(draft, account), chosen: true },
    { field: 'cargoName', name: '商品名称', missing: !draft.cargoName.trim() },
    {
      field: 'cargoCount',
      name: '件数',
      wrong: check.checkCount(draft.cargoCount),
      missing: !draft.cargoCount,
    },
    measure('weight', '重量'),
    measure('spaceX', '长'),
    measure('spaceY', '宽'),
    measure('spaceZ', '高'),
    {
      field: 'openid',
      name: '下单用户 OPENID',
      wrong: shopOrder ? check.checkOpenid(draft.openid) : '',
      missing: shopOrder && !draft.openid,
    },
    { field: 'wxAppid', name: 'App 或网页的 AppID', missing: !shopOrder && !draft.wxAppid.trim() },
    {
      field: 'insuredValue',
      name: '保价金额',
      wrong: draft.insured ? check.checkYuan(draft.insuredValue) : '',
      missing: draft.insured && !draft.insuredValue,
    },
    {
      field: 'pickup',
      name: '上门时间',
      wrong: checkPickup(draft, now),
      missing: draft.pickup && !(draft.pickupDay && draft.pickupTime),
      chosen: true,
    },
    { field: 'tagid', name: '打印标签', wrong: /^\d*$/.test(draft.tagid) ? '' : '标签 ID 只能是数字' },
  ]
}

const checkOrderId = (orderId: string) =>
  /^[\w-]*$/.test(orderId) ? '' : '订单号只能有字母、数字、下划线和减号'

function checkPickup({ pickup, pickupDay, pickupTime }: OrderDraft, now: number): string {
  if (!pickup || !pickupDay || !pickupTime) return ''
  return secondsOf(pickupDay, pickupTime) * 1000 > now ? '' : '上门时间要晚于现在'
}

/** The service of the account in the order. */
export const serviceOf = (draft: OrderDraft, account: AccountView) =>
  account.services.find(service => String(service.serviceType) === draft.serviceType)
