import type { Handlers } from '../../namespaces/handler'
import type { Rows } from '../profile'

/** Mass messages by OPENID; only words come so far. */
export const mass = (rows: Rows): Handlers => ({
  'officialAccount.mass.send': (params, { did }) => {
    did('mass message sent', params)
    const { msg_id } = rows.sampleOf('officialAccount.mass.send')
    return { errmsg: 'send job submission success', msg_id }
  },
})
