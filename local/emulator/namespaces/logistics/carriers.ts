import { Refusal } from '../../platform/refusal'

/** What a carrier offers, as WeChat lists it. */
export interface Service {
  service_type: number
  service_name: string
}

/** A delivery company. */
export interface Carrier {
  delivery_id: string
  delivery_name: string
  /** Account for parcels that are paid one by one; empty where the carrier has none. */
  cash_biz_id: string
  /** Whether waybills are bought in advance, so that there is a quota. */
  hasQuota: boolean
  /** Whether an account is bound without a password. */
  needsPassword: boolean
  service_type: Service[]
}

const standard: Service[] = [{ service_type: 0, service_name: '标准快件' }]

const prepaid = (delivery_id: string, delivery_name: string, service_type = standard): Carrier => ({
  delivery_id,
  delivery_name,
  cash_biz_id: '',
  hasQuota: true,
  needsPassword: true,
  service_type,
})

const direct = (
  delivery_id: string,
  delivery_name: string,
  cash_biz_id: string,
  service_type: Service[],
): Carrier => ({
  ...prepaid(delivery_id, delivery_name, service_type),
  cash_biz_id,
  hasQuota: false,
  needsPassword: false,
})

/** WeChat's sandbox: an order for it goes nowhere, and `testUpdateOrder` moves it. */
export const sandbox = { delivery_id: 'TEST', biz_id: 'test_biz_id' } as const

/** The carriers that the emulator knows. */
export const carriers: readonly Carrier[] = [
  prepaid('YUNDA', '韵达快递'),
  prepaid('ZTO', '中通快递'),
  prepaid('YTO', '圆通速递', [
    { service_type: 0, service_name: '普通快递' },
    { service_type: 1, service_name: '圆准达' },
  ]),
  prepaid('STO', '申通快递'),
  prepaid('BEST', '百世快递', [{ service_type: 1, service_name: '普通快递' }]),
  direct('SF', '顺丰速运', 'SF_CASH', [
    { service_type: 0, service_name: '标准快递' },
    { service_type: 1, service_name: '顺丰即日' },
    { service_type: 2, service_name: '顺丰次晨' },
    { service_type: 3, service_name: '顺丰标快' },
  ]),
  direct('EMS', '中国邮政速递物流', '', [
    { service_type: 6, service_name: '标准快递' },
    { service_type: 9, service_name: '快递包裹' },
  ]),
  direct('JD', '京东快递', '', [{ service_type: 1, service_name: '特惠送' }]),
  direct(sandbox.delivery_id, '测试快递', '', [{ service_type: 1, service_name: 'test_service_name' }]),
]

/**
 * The carrier of this id.
 * @throws Refusal 9300503 when there is none
 */
export function carrierOf(deliveryId: string): Carrier {
  const carrier = carriers.find(({ delivery_id }) => delivery_id === deliveryId)
  if (!carrier) throw new Refusal(9300503, undefined, 'delivery_id not exist')
  return carrier
}
