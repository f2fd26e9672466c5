import { createHash } from 'node:crypto'
import { customerService } from '../../catalogue/customerService'
import { customerServiceMessage } from '../../catalogue/customerServiceMessage'
import { customService } from '../../catalogue/officialAccount/customService'
import { mass as rows } from '../../catalogue/officialAccount/mass'
import { type Body, call, choose, shortFor, steps, uploading } from '../entry'
import { callMember } from '../hooks'
import type { Instance } from '../instance'

const row = customerServiceMessage.send

/** A message, and the customer service account it comes from, if any. */
const message = (openid: string, msgtype: string, content: unknown, account?: string) => ({
  touser: openid,
  msgtype,
  [msgtype]: content,
  ...(account !== undefined && { customservice: { kf_account: account } }),
})

/** A message with one argument, and its twin in the name of a customer service account. */
const send = <T>(msgtype: string, argument: string, content: (value: T) => unknown) => ({
  plain: call(row, `openid ${argument}`, (openid: string, value: T) =>
    message(openid, msgtype, content(value)),
  ),
  fromCs: call(row, `openid csAccount ${argument}`, (openid: string, csAccount: string, value: T) =>
    message(openid, msgtype, content(value), csAccount),
  ),
})

export interface Music {
  title?: string
  description?: string
  musicurl: string
  hqmusicurl?: string
  thumb_media_id: string
}

export interface Article {
  title: string
  description?: string
  url?: string
  picurl?: string
}

const text = send('text', 'text', (content: string) => ({ content }))
const image = send('image', 'mediaId', (mediaId: string) => ({ media_id: mediaId }))
const voice = send('voice', 'mediaId', (mediaId: string) => ({ media_id: mediaId }))
const music = send('music', 'music', (given: Music) => given)
const news = send('news', 'articles', (articles: Article[]) => ({ articles }))
const mpNews = send('mpnews', 'mediaId', (mediaId: string) => ({ media_id: mediaId }))

/** A card by its id alone, or with what `getCardExt` signs. */
export interface SentCard {
  card_id: string
  code?: string
  openid?: string
  balance?: number | string
}

const cardContent = async (api: Instance, card: SentCard | string) =>
  typeof card === 'string'
    ? { card_id: card }
    : { card_id: card.card_id, card_ext: (await callMember(api, 'getCardExt', [card])).data }

const video = (mediaId: string, thumbMediaId: string) => ({ media_id: mediaId, thumb_media_id: thumbMediaId })

/** 客服消息 */
export const messages = {
  sendText: text.plain,
  sendTextFromCs: text.fromCs,
  sendImage: image.plain,
  sendImageFromCs: image.fromCs,
  sendVoice: voice.plain,
  sendVoiceFromCs: voice.fromCs,
  sendVideo: call(
    row,
    'openid mediaId thumbMediaId',
    (openid: string, mediaId: string, thumbMediaId: string) =>
      message(openid, 'video', video(mediaId, thumbMediaId)),
  ),
  sendVideoFromCs: call(
    row,
    'openid csAccount mediaId thumbMediaId',
    (openid: string, csAccount: string, mediaId: string, thumbMediaId: string) =>
      message(openid, 'video', video(mediaId, thumbMediaId), csAccount),
  ),
  sendMusic: music.plain,
  sendMusicFromCs: music.fromCs,
  sendNews: news.plain,
  sendNewsFromCs: news.fromCs,
  sendMpNews: mpNews.plain,
  sendMpNewsFromCs: mpNews.fromCs,
  sendCard: choose([row], 'openid card', async (api, openid: string, card: SentCard | string) => ({
    row,
    params: message(openid, 'wxcard', await cardContent(api, card)),
  })),
  sendCardFromCs: choose(
    [row],
    'openid csAccount card',
    async (api, openid: string, csAccount: string, card: SentCard | string) => ({
      row,
      params: message(openid, 'wxcard', await cardContent(api, card), csAccount),
    }),
  ),
  sendMiniProgram: call(row, 'openid miniprogram', (openid: string, miniprogram: object) =>
    message(openid, 'miniprogrampage', miniprogram),
  ),
}

/** OPENIDs; `true` for everybody; or a tag. */
export type Receivers = string[] | boolean | number | string

const massSend = choose(
  [rows.send, rows.sendAll],
  'opts receivers',
  (_, opts: object, receivers: Receivers, clientMsgId?: string, sendIgnoreReprint?: number | boolean) => {
    const message = {
      ...opts,
      ...(clientMsgId !== undefined && { clientmsgid: clientMsgId }),
      ...(sendIgnoreReprint !== undefined && { send_ignore_reprint: Number(sendIgnoreReprint) }),
    }
    if (Array.isArray(receivers)) return { row: rows.send, params: { ...message, touser: receivers } }
    const filter = typeof receivers === 'boolean' ? { is_to_all: receivers } : { tag_id: receivers }
    return { row: rows.sendAll, params: { ...message, filter } }
  },
)

/** A message of one kind, through `massSend` of the instance. */
const kind = (msgtype: string, member: string, argument: string) =>
  shortFor(
    massSend,
    `${argument} receivers`,
    (value: string, receivers: Receivers, clientMsgId?: string, sendIgnoreReprint?: number | boolean) => [
      'massSend',
      { [msgtype]: { [member]: value }, msgtype },
      receivers,
      ...(clientMsgId === undefined && sendIgnoreReprint === undefined ? [] : [clientMsgId]),
      ...(sendIgnoreReprint === undefined ? [] : [sendIgnoreReprint]),
    ],
  )

const preview = (msgtype: string, member: string, argument: string) =>
  call(rows.preview, `openid ${argument}`, (openid: string, value: string) => ({
    touser: openid,
    [msgtype]: { [member]: value },
    msgtype,
  }))

/** 高级群发 */
export const mass = {
  uploadNews: call(rows.uploadNews, 'news', (news: Body<typeof rows.uploadNews>) => news),
  uploadMPVideo: call(rows.uploadVideo, 'opts', (opts: Body<typeof rows.uploadVideo>) => opts),
  massSend,
  massSendNews: kind('mpnews', 'media_id', 'mediaId'),
  massSendText: kind('text', 'content', 'content'),
  massSendVoice: kind('voice', 'media_id', 'mediaId'),
  massSendImage: kind('image', 'media_id', 'mediaId'),
  massSendVideo: kind('mpvideo', 'media_id', 'mediaId'),
  massSendMPVideo: steps(
    massSend,
    'data receivers',
    async (api, data: Body<typeof rows.uploadVideo>, receivers: Receivers, clientMsgId?: string) => {
      const { media_id: mediaId } = (await callMember(api, 'uploadMPVideo', [data])).data as {
        media_id: string
      }
      return callMember(api, 'massSendVideo', [mediaId, receivers, ...(clientMsgId ? [clientMsgId] : [])])
    },
  ),
  deleteMass: call(rows.delete, 'messageId', (messageId: number | string) => ({ msg_id: messageId })),
  getMassMessageStatus: call(rows.get, 'messageId', (messageId: number | string) => ({ msg_id: messageId })),
  previewNews: preview('mpnews', 'media_id', 'mediaId'),
  previewText: preview('text', 'content', 'content'),
  previewVoice: preview('voice', 'media_id', 'mediaId'),
  previewImage: preview('image', 'media_id', 'mediaId'),
  previewVideo: preview('mpvideo', 'media_id', 'mediaId'),
}

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
