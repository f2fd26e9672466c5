import type { ParamsOf } from '../../shared/schema/endpoint'
import type { AccountView } from './accounts'
import type { Person } from './addresses'
import { secondsOf } from './dates'
import { serviceOf } from './order-check'
import type { OrderDraft } from './order-draft'

/** The parameters of `logistics.addOrder`. */
export type OrderParams = ParamsOf<typeof import('../../shared/catalogue')['logistics']['addOrder']>

/** A checked order in WeChat's form. Empty fields are omitted. */
export function orderParams(draft: OrderDraft, account: AccountView): OrderParams {
  const { serviceType, serviceName } = serviceOf(draft, account)!
  const shopOrder = draft.addSource === '0'
  const count = Number(draft.cargoCount)
  const name = draft.cargoName.trim()
  return withoutEmpty({
    orderId: draft.orderId,
    addSource: shopOrder ? 0 : 2,
    openid: shopOrder ? draft.openid : undefined,
    wxAppid: shopOrder ? undefined : draft.wxAppid.trim(),
    deliveryId: account.deliveryId,
    bizId: account.bizId,
    service: { serviceType, serviceName },
    sender: personParams(draft.sender),
    receiver: personParams(draft.receiver),
    cargo: {
      count,
      weight: Number(draft.weight),
      spaceX: Number(draft.spaceX),
      spaceY: Number(draft.spaceY),
      spaceZ: Number(draft.spaceZ),
      detailList: [{ name, count }],
    },
    shop: withoutEmpty({
      goodsName: name,
      goodsCount: count,
      imgUrl: draft.imageUrl.trim(),
      wxaPath: draft.pagePath.trim(),
    }),
    insured: draft.insured
      ? // In cents; 19.99 * 100 is not a whole number to a computer.
        { useInsured: 1, insuredValue: Math.round(Number(draft.insuredValue) * 100) }
      : { useInsured: 0, insuredValue: 0 },
    expectTime: draft.pickup ? secondsOf(draft.pickupDay, draft.pickupTime) : undefined,
    tagid: draft.tagid ? Number(draft.tagid) : undefined,
    customRemark: draft.remark.trim(),
  })
}

function personParams({ name, mobile, tel, company, region, address }: Person) {
  const [province, city, area] = region
  return withoutEmpty({
    name: name.trim(),
    mobile,
    tel,
    company: company.trim(),
    country: '中国',
    province,
    city,
    area,
    address: address.trim(),
  })
}

function withoutEmpty<T extends object>(members: T): T {
  const kept = { ...members }
  for (const name of Object.keys(kept) as (keyof T)[]) {
    if (kept[name] === undefined || kept[name] === '') delete kept[name]
  }
  return kept
}
