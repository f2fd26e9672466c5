import { endpoint } from '../schema/endpoint'
import { array, number, object, oneOf, optional, string, userId, userOpenid } from '../schema/fields'

/** 动态消息: shared cards that go on changing. */
export const updatableMessage = {
  /**
   * 创建activity_id
   *
   * The id that a shared card carries, so that it can be changed.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/updatable-message/updatableMessage.createActivityId.html
   */
  createActivityId: endpoint({
    http: 'GET /cgi-bin/message/wxopen/activityid/create',
    cloudCallable: true,
    effect: 'write',
    params: { unionid: optional(userId()), openid: optional(userOpenid()) },
    result: { activityId: string(), expirationTime: number() },
  }),
  /**
   * 修改动态消息
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/updatable-message/updatableMessage.setUpdatableMsg.html
   */
  setUpdatableMsg: endpoint({
    http: 'POST /cgi-bin/message/wxopen/updatablemsg/send',
    cloudCallable: true,
    effect: 'write',
    params: {
      activityId: string(),
      targetState: oneOf(0, 1),
      templateInfo: object({
        parameterList: array(
          object({
            name: oneOf('member_count', 'room_limit', 'path', 'version_type'),
            value: string(),
          }),
        ),
      }),
    },
    result: {},
    errcodes: {
      47501: 'the activityId is not valid',
      47502: 'the targetState is not valid',
      47503: 'the version type is not valid',
      47504: 'the activityId has expired',
    },
  }),
}
