import { Refusal } from '../../platform/refusal'
import { type Handlers, handle } from '../handler'
import { decide } from './accounts'
import { sandbox } from './carriers'
import { report, type Shops, type Trace, type Waybill, waybillOfOrder } from './shop'

interface CarrierRef {
  token: string
  waybill_id: string
}

/** What delivery companies call, and the sandbox. */
export function carrierHandlers(shops: Shops): Handlers {
  return {
    'logistics.getContact': handle<CarrierRef>(ref => {
      const { waybill_id, sender, receiver } = waybillByToken(shops, ref)
      return { waybill_id, sender: shown(sender), receiver: shown(receiver) }
    }),
    'logistics.updatePath': handle<CarrierRef & Trace>((params, call) => {
      const waybill = waybillByToken(shops, params)
      report(waybill, params)
      call.did('path updated', { waybill_id: waybill.waybill_id, action_type: params.action_type })
      return {}
    }),
    'logistics.testUpdateOrder': handle<
      Trace & Record<'biz_id' | 'order_id' | 'delivery_id' | 'waybill_id', string>
    >((params, call) => {
      if (params.biz_id !== sandbox.biz_id) throw new Refusal(40097, `biz_id must be ${sandbox.biz_id}`)
      if (params.delivery_id !== sandbox.delivery_id) {
        throw new Refusal(40097, `delivery_id must be ${sandbox.delivery_id}`)
      }
      const waybill = waybillOfOrder(shops.of(call.appid), params)
      report(waybill, params)
      call.did('path updated', { waybill_id: waybill.waybill_id, action_type: params.action_type })
      return {}
    }),
    'logistics.updateBusiness': handle<{
      shop_app_id: string
      biz_id: string
      result_code: number
      result_msg?: string
    }>((params, call) => {
      const shop = shops.all().find(({ appid }) => appid === params.shop_app_id)
      if (!shop) throw new Refusal(40013)
      const account = shop.accounts.find(one => one.biz_id === params.biz_id && one.status_code !== 3)
      if (!account) throw new Refusal(9300525, undefined, 'biz_id not bind')
      decide(account, params.result_code === 0, params.result_msg ?? '', shops.world.clock.seconds())
      call.did('account reviewed', { biz_id: params.biz_id, status_code: account.status_code })
      return {}
    }),
    'logistics.previewTemplate': handle<{ waybill_id: string; waybill_template: string }>(params => {
      const isKnown = shops.all().some(({ waybills }) => {
        return [...waybills.values()].some(({ waybill_id }) => waybill_id === params.waybill_id)
      })
      if (!isKnown) throw new Refusal(40199)
      if (!isBase64(params.waybill_template))
        throw new Refusal(9300512, undefined, 'waybill_template is wrong')
      const html = Buffer.from(params.waybill_template, 'base64').toString('utf8')
      const rendered = `${html}<!-- waybill ${params.waybill_id} -->`
      return {
        waybill_id: params.waybill_id,
        rendered_waybill_template: Buffer.from(rendered, 'utf8').toString('base64'),
      }
    }),
  }
}

/** The waybill that a carrier speaks of; the token comes with the event that tells it of the order. */
function waybillByToken(shops: Shops, { token, waybill_id }: CarrierRef): Waybill {
  const all = shops.all().flatMap(({ waybills }) => [...waybills.values()])
  const waybill = all.find(one => one.waybill_id === waybill_id)
  if (!waybill) throw new Refusal(40199)
  if (waybill.token !== token) throw new Refusal(9300507, undefined, 'token is wrong')
  return waybill
}

const shown = ({ name = '', tel = '', mobile = '', province = '', city = '', area = '', address = '' }) => ({
  name,
  tel,
  mobile,
  address: province + city + area + address,
})

const isBase64 = (text: string) => text.length > 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)
