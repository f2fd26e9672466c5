/** Users whom every emulator knows: one as in WeChat's examples, the others of the length of real ones. */
export const demoOpenids: readonly string[] = [
  'oABC',
  'oDEMO_user_00000000000000001',
  'oDEMO_user_00000000000000002',
]

const realOpenid = /^o[\w-]{27}$/

/** Whether a text can be the openid of a user: a demo user's, or one that looks like WeChat's. */
export const isOpenid = (openid: string): boolean => demoOpenids.includes(openid) || realOpenid.test(openid)
