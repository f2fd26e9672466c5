import type { Account } from './accounts'
import { carrierOf } from './carriers'

/** Users whom every emulator knows: one as in WeChat's examples, the others of the length of real ones. */
export const demoOpenids: readonly string[] = [
  'oABC',
  'oDEMO_user_00000000000000001',
  'oDEMO_user_00000000000000002',
]

/** The account with which every shop starts: bound long ago, 55 waybills left. */
export const demoAccount = (): Account => ({
  biz_id: '123456789',
  delivery_id: 'YUNDA',
  create_time: 1555482786,
  update_time: 1556594799,
  status_code: 0,
  alias: '',
  remark_wrong_msg: '',
  remark_content: '',
  quota_num: 55,
  quota_update_time: 1556594799,
  service_type: carrierOf('YUNDA').service_type,
})

const realOpenid = /^o[\w-]{27}$/

/** Whether a text can be the openid of a user: a demo user's, or one that looks like WeChat's. */
export const isOpenid = (openid: string): boolean => demoOpenids.includes(openid) || realOpenid.test(openid)
