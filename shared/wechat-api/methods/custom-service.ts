import { createHash } from 'node:crypto'
import { customerService } from '../../catalogue/customerService'
import { customService } from '../../catalogue/officialAccount/customService'
import { call, uploading } from '../entry'

/** The password that WeChat wanted until 2016, as a hash; it is sent only where it is given. */
const kfAccount = (account: string, nick: string, password?: string) => ({
  kf_account: account,
  nickname: nick,
  ...(password !== undefined && { password: createHash('md5').update(password).digest('hex') }),
})

export interface Period {
  /** In seconds since 1970. */
  starttime: number
  /** In seconds since 1970. */
  endtime: number
  /** Where to go on; 1 at first. */
  msgid?: number | string
  /** At most 10000. */
  number?: number
  [member: string]: unknown
}

/** 客服: accounts, sessions, records */
export const customServices = {
  getRecords: call(customService.getMsgList, 'opts', (opts: Period) => ({ ...opts, msgid: opts.msgid || 1 })),
  getCustomServiceList: call(customerService.getKfList, '', () => ({})),
  getOnlineCustomServiceList: call(customerService.getOnlineKfList, '', () => ({})),
  addKfAccount: call(customerService.addKfAccount, 'account nick', kfAccount),
  updateKfAccount: call(customService.updateKfAccount, 'account nick', kfAccount),
  inviteworker: call(customService.inviteWorker, 'account wx', (account: string, wx: string) => ({
    kf_account: account,
    invite_wx: wx,
  })),
  deleteKfAccount: call(customService.delKfAccount, 'account', (account: string) => ({
    kf_account: account,
  })),
  setKfAccountAvatar: uploading(
    customService.uploadHeadimg,
    'account filepath',
    (account: string, filepath: string) => ({
      file: filepath,
      part: 'media',
      params: { kf_account: account },
    }),
  ),
  createKfSession: call(
    customService.createKfSession,
    'account openid',
    (account: string, openid: string) => ({ kf_account: account, openid }),
  ),
  closeKfSession: call(customService.closeKfSession, 'account openid', (account: string, openid: string) => ({
    kf_account: account,
    openid,
  })),
  getKfSession: call(customService.getKfSession, 'openid', (openid: string) => ({ openid })),
  getKfSessionList: call(customService.getKfSessionList, 'account', (account: string) => ({
    kf_account: account,
  })),
  getKfSessionWaitCase: call(customService.getWaitCase, '', () => ({})),
}
