import { phoneTexts, texts } from '../../texts'
import { host } from '../host'
import { ApiFailure, asyncApi, requireParam } from './call-style'
import { showModal } from './interaction'

interface PaymentOptions {
  timeStamp?: string
  nonceStr?: string
  package?: string
  signType?: string
  paySign?: string
}

const required = ['timeStamp', 'nonceStr', 'package', 'paySign'] as const

/** Asks the person to pay an order of `cloudPay`. No money moves. */
export const requestPayment = asyncApi<PaymentOptions>('requestPayment', async options => {
  for (const name of required) requireParam(options, name, 'String')
  const prepayId = /^prepay_id=(.+)$/.exec(options.package!)?.[1]
  const { pay } = host().surroundings
  if (!prepayId || !pay) throw new ApiFailure(texts.notices.noOrder)
  const { body, totalFee } = await pay(prepayId, false)
  const title = `¥${(totalFee / 100).toFixed(2)}`
  const { confirm } = await showModal({ title, content: body, confirmText: phoneTexts.pay })
  if (!confirm) throw new ApiFailure('cancel')
  await pay(prepayId, true)
})
