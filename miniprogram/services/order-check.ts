import type { AccountView } from './accounts'
import type { Person } from './addresses'
import * as check from './checks'
import { secondsOf } from './dates'
import type { OrderDraft } from './order-draft'

/** Problems by field. */
export interface Messages {
  [field: string]: string
}

/** A field to correct. */
export interface WrongField {
  part: 'order' | 'sender' | 'receiver'
  field: string
  name: string
}

/** What is wrong with an order: wrong fields and missing fields. */
export interface OrderFaults {
  order: Messages
  sender: Messages
  receiver: Messages
  /** The fields to correct, from the top of the form to its end; empty if it can be sent. */
  wrong: WrongField[]
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
  const chosenAccount = accountFindings(draft, account)
  const sender = personFindings(draft.sender, '寄件人')
  const receiver = personFindings(draft.receiver, '收件人')
  const parcel = parcelFindings(draft, now)
  return {
    order: messagesOf(chosenAccount.concat(parcel), all),
    sender: messagesOf(sender, all),
    receiver: messagesOf(receiver, all),
    wrong: [
      ...wrongOf(chosenAccount, 'order'),
      ...wrongOf(sender, 'sender'),
      ...wrongOf(receiver, 'receiver'),
      ...wrongOf(parcel, 'order'),
    ],
  }
}

const wrongOf = (findings: Finding[], part: WrongField['part']): WrongField[] =>
  findings.filter(({ wrong, missing }) => wrong || missing).map(({ field, name }) => ({ part, field, name }))

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
    {
      field: 'name',
      name: `${who}姓名`,
      wrong: check.checkLength(person.name, most.name),
      missing: !person.name.trim(),
    },
    { field: 'mobile', name: `${who}手机或座机`, wrong: mobile, missing: !person.mobile && !person.tel },
    { field: 'tel', name: `${who}座机`, wrong: check.checkTel(person.tel) },
    { field: 'region', name: `${who}所在地区`, missing: person.region.length < 3, chosen: true },
    {
      field: 'address',
      name: `${who}详细地址`,
      wrong: check.checkLength(person.address, most.address),
      missing: !person.address.trim(),
    },
    { field: 'company', name: `${who}公司`, wrong: check.checkLength(person.company, most.name) },
  ]
}

const accountFindings = (draft: OrderDraft, account: AccountView | undefined): Finding[] => [
  { field: 'account', name: '物流账号', missing: !account, chosen: true },
  { field: 'service', name: '服务类型', missing: !!account && !serviceOf(draft, account), chosen: true },
]

function parcelFindings(draft: OrderDraft, now: number): Finding[] {
  const shopOrder = draft.addSource === '0'
  const measure = (field: 'weight' | 'spaceX' | 'spaceY' | 'spaceZ', name: string): Finding => ({
    field,
    name,
    wrong: check.checkMeasure(draft[field]),
    missing: !draft[field],
  })
  return [
    {
      field: 'cargoName',
      name: '商品名称',
      wrong: check.checkLength(draft.cargoName, most.goods),
      missing: !draft.cargoName.trim(),
    },
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
      field: 'insuredValue',
      name: '保价金额',
      wrong: draft.insured ? check.checkYuan(draft.insuredValue) : '',
      missing: draft.insured && !draft.insuredValue,
    },
    {
      field: 'openid',
      name: '下单用户 OPENID',
      wrong: shopOrder ? check.checkOpenid(draft.openid) : '',
      missing: shopOrder && !draft.openid,
    },
    { field: 'wxAppid', name: 'App 或网页的 AppID', missing: !shopOrder && !draft.wxAppid.trim() },
    { field: 'imageUrl', name: '商品图片', wrong: checkImage(draft.imageUrl) },
    {
      field: 'pickupDay',
      name: '上门日期',
      missing: draft.pickup && !draft.pickupDay,
      chosen: true,
    },
    {
      field: 'pickupTime',
      name: '上门时间',
      wrong: checkPickup(draft, now),
      missing: draft.pickup && !draft.pickupTime,
      chosen: true,
    },
    { field: 'tagid', name: '打印标签', wrong: checkTag(draft.tagid) },
    { field: 'remark', name: '备注', wrong: check.checkLength(draft.remark, most.remark) },
    { field: 'orderId', name: '订单号', wrong: checkOrderId(draft.orderId), missing: !draft.orderId },
  ]
}

// In bytes, as WeChat states them.
const most = { name: 64, address: 512, goods: 128, remark: 1024 }

const checkOrderId = (orderId: string) =>
  /^[\w-]*$/.test(orderId) ? check.checkLength(orderId, 512) : '订单号只能有字母、数字、下划线和减号'

// A tag travels as a number, and a larger one would lose digits.
const checkTag = (tagid: string) =>
  !/^\d*$/.test(tagid)
    ? '标签 ID 只能是数字'
    : Number(tagid) > Number.MAX_SAFE_INTEGER
      ? '标签 ID 太长，请核对'
      : ''

const checkImage = (url: string) => (url && !/^https?:\/\//i.test(url) ? '图片地址要以 https:// 开头' : '')

function checkPickup({ pickup, pickupDay, pickupTime }: OrderDraft, now: number): string {
  if (!pickup || !pickupDay || !pickupTime) return ''
  return secondsOf(pickupDay, pickupTime) * 1000 > now ? '' : '上门时间要晚于现在'
}

/** The service of the account in the order. */
export const serviceOf = (draft: OrderDraft, account: AccountView) =>
  account.services.find(service => String(service.serviceType) === draft.serviceType)
