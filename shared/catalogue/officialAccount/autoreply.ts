import { endpoint } from '../../schema/endpoint'
import { array, number, object, oneOf, string } from '../../schema/fields'

/** 自动回复规则: what the account answers by itself. */
export const autoreply = {
  /**
   * 获取公众号的自动回复规则
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Getting_Rules_for_Auto_Replies.html
   */
  getCurrentAutoreplyInfo: endpoint({
    http: 'GET /cgi-bin/get_current_autoreply_info',
    effect: 'read',
    params: {},
    result: {
      isAddFriendReplyOpen: oneOf.open(0, 1),
      isAutoreplyOpen: oneOf.open(0, 1),
      addFriendAutoreplyInfo: object({
        type: string(),
        content: string(),
      }),
      messageDefaultAutoreplyInfo: object({
        type: string(),
        content: string(),
      }),
      keywordAutoreplyInfo: object({
        list: array(
          object({
            ruleName: string(),
            replyMode: string(),
            /** In seconds since 1970. */
            createTime: number(),
            keywordListInfo: array(
              object({
                matchMode: string(),
                type: string(),
                content: string(),
              }),
            ),
            replyListInfo: array(
              object({
                type: string(),
                content: string(),
                newsInfo: object({
                  list: array(
                    object({
                      title: string(),
                      author: string(),
                      digest: string(),
                      showCover: oneOf.open(0, 1),
                      coverUrl: string(),
                      contentUrl: string(),
                      sourceUrl: string(),
                    }),
                  ),
                }),
              }),
            ),
          }),
        ),
      }),
    },
  }),
}
