import { type Call, type Handlers, handle } from '../../namespaces/handler'
import type { Members } from '../../platform/members'
import { Refusal } from '../../platform/refusal'
import type { Rows } from '../profile'

interface Info {
  info: Members
}

interface OfMerchant {
  merchant_id: number | string
}

const first = 408_000_001

/** 子商户: those who give out cards through an account; who was changed last is listed first. */
export function cards(rows: Rows): Handlers {
  const { info: pattern } = rows.sampleOf('officialAccount.card.submitSubmerchant') as unknown as Info
  const merchants = new Map<string, Members[]>()
  let made = 0

  const of = ({ appid }: Call) => merchants.get(appid) ?? []
  const idOf = ({ merchant_id }: Members) => String(merchant_id)
  const keep = (given: Members, call: Call): Members => {
    const info = { ...pattern, ...given }
    merchants.set(call.appid, [info, ...of(call).filter(other => idOf(other) !== idOf(info))])
    call.did('submerchant kept', { info })
    return { info }
  }
  return {
    'officialAccount.card.submitSubmerchant': handle<Info>(({ info }, call) => {
      made += 1
      return keep({ ...info, merchant_id: first + made }, call)
    }),
    // An id that was not made here is one of those that the account had before.
    'officialAccount.card.updateSubmerchant': handle<Info>(({ info }, call) => keep(info, call)),
    'officialAccount.card.getSubmerchant': handle<OfMerchant>(({ merchant_id }, call) => {
      const info = of(call).find(one => idOf(one) === String(merchant_id))
      if (!info) throw new Refusal(40097, undefined, 'invalid args')
      return { info }
    }),
    'officialAccount.card.batchGetSubmerchant': handle<{ limit: number }>(({ limit }, call) => ({
      info_list: of(call).slice(0, limit),
    })),
  }
}
