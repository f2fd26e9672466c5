import { endpoint } from '../schema/endpoint'
import { array, number, object, optional, string, userId } from '../schema/fields'

/** 动态消息: cards in chats that go on changing. */
export const chattoolmsg = {
  /**
   * 修改小程序聊天工具的动态卡片消息
   *
   * Changes a card that was sent before; `activityId` is from `updatableMessage.createActivityId`.
   * @see no public page found
   */
  send: endpoint({
    http: 'POST /cgi-bin/message/wxopen/chattoolmsg/send',
    cloudCallable: true,
    effect: 'write',
    params: {
      activityId: string(),
      targetState: number(),
      templateId: string(),
      participatorInfoList: optional(array(object({ groupOpenid: userId(), state: number() }))),
      versionType: number(),
    },
    result: {},
    errcodes: {
      47501: 'the activityId is not valid',
      47502: 'the targetState is not valid',
      47504: 'the activityId has expired',
    },
  }),
}
