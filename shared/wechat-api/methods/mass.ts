import { mass as rows } from '../../catalogue/officialAccount/mass'
import { callMember } from '../call-hook'
import { call, choose, shortFor, steps } from '../define'
import type { Body } from '../wire-types'

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
