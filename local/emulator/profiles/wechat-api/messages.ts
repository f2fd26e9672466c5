import { type Handler, type Handlers, handle } from '../../namespaces/handler'
import { Refusal } from '../../platform/refusal'
import type { Rows } from '../profile'

interface OfTemplate {
  template_id: string
}

/** Template messages: the account has the templates of the samples, and no others. */
export function template(rows: Rows): Handlers {
  const { template_list } = rows.sampleOf('officialAccount.template.getAllPrivateTemplate')
  const { template_id: added } = rows.sampleOf('officialAccount.template.addTemplate')
  const known = [...(template_list as OfTemplate[]).map(({ template_id }) => template_id), added]
  const answering = (method: string, what: string): Handler =>
    handle<OfTemplate>((params, { did }) => {
      if (!known.includes(params.template_id)) throw new Refusal(40037, undefined, 'invalid template_id')
      did(what, { ...params })
      return rows.sampleOf(method)
    })
  return Object.fromEntries(
    [
      ['officialAccount.template.send', 'template message sent'],
      ['officialAccount.template.delPrivateTemplate', 'template deleted'],
    ].map(([method, what]) => [method, answering(method!, what!)]),
  )
}

/** Mass messages by OPENID; only words come so far. */
export const mass = (rows: Rows): Handlers => ({
  'officialAccount.mass.send': (params, { did }) => {
    did('mass message sent', params)
    const { msg_id } = rows.sampleOf('officialAccount.mass.send')
    return { errmsg: 'send job submission success', msg_id }
  },
})
